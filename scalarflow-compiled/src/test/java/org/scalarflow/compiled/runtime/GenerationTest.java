package org.scalarflow.compiled.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.compiled.Log;

/** Whatever happens while code is made, the plain kernel goes on, and it is said why. */
@Timeout(60)
class GenerationTest {

  private final Background background = new Background();
  private final Log log = new Log();

  @AfterEach
  void close() {
    background.close();
    log.close();
  }

  /** Code that is a text. */
  private record Text(Supplier<String> text, Supplier<Boolean> verdict)
      implements Generation.Maker<String> {

    @Override
    public String make() {
      return text.get();
    }

    @Override
    public boolean isWorthwhile(String code) {
      return verdict.get();
    }

    @Override
    public String describe(String code) {
      return code;
    }

    @Override
    public String purpose() {
      return "for a test";
    }
  }

  private Generation<String> generation(Supplier<String> text, Supplier<Boolean> verdict) {
    return new Generation<>(new Text(text, verdict), background, "not asked");
  }

  private static String describe(Generation<String> generation) {
    return generation.describe("code: ", "no code: ");
  }

  private static void await(Generation<String> generation, String account)
      throws InterruptedException {
    while (!describe(generation).equals(account)) {
      Thread.sleep(1);
    }
  }

  private static <T> Supplier<T> failing(Throwable failure) {
    return () -> {
      throw GenerationTest.<RuntimeException>sneaky(failure);
    };
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X sneaky(Throwable failure) throws X {
    throw (X) failure;
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("one"),
        new VerifyError("two"),
        new OutOfMemoryError("three"),
        new StackOverflowError("four"),
        new AssertionError("five"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatCannotBeMadeIsSaid(Throwable failure) throws InterruptedException {
    Generation<String> now = generation(failing(failure), () -> true);
    now.makeAtOnce();
    Generation<String> soon = generation(failing(failure), () -> true);
    soon.makeSoon();
    String account = "no code: code could not be generated: " + failure;
    assertThat(describe(now)).isEqualTo(account);
    await(soon, account);
    String line =
        "WARNING the plain kernel goes on for a test: code could not be generated: " + failure;
    while (log.lines().size() < 2) {
      Thread.sleep(1);
    }
    assertThat(log.lines()).containsExactly(line, line);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatFailsWhenItIsTriedIsNotUsed(Throwable failure) throws InterruptedException {
    Generation<String> generation = generation(() -> "bad", failing(failure));
    generation.makeSoon();
    await(generation, "no code: code could not be used: " + failure);
    while (log.lines().isEmpty()) {
      Thread.sleep(1);
    }
    assertThat(log.lines())
        .containsExactly(
            "WARNING the plain kernel goes on for a test: code could not be used: " + failure);
    assertThat(generation.code()).isNull();
  }

  @Test
  void whatIsRefusedIsSaid() {
    Generation<String> generation =
        generation(failing(new UnsupportedOperationException("too much")), () -> true);
    generation.makeAtOnce();
    assertThat(describe(generation)).isEqualTo("no code: too much");
    assertThat(log.lines()).containsExactly("FINE the plain kernel goes on for a test: too much");
  }

  @Test
  void slowCodeIsNotUsed() throws InterruptedException {
    Generation<String> generation = generation(() -> "slow", () -> false);
    generation.makeSoon();
    await(generation, "no code: generated code was not faster; it was slow");
  }

  @Test
  void itIsMadeOnce() throws InterruptedException {
    CountDownLatch once = new CountDownLatch(1);
    Generation<String> generation =
        generation(
            () -> {
              assertThat(once.getCount()).isEqualTo(1);
              once.countDown();
              return "good";
            },
            () -> true);
    generation.makeSoon();
    generation.makeSoon();
    generation.makeAtOnce();
    await(generation, "code: good");
    assertThat(generation.isAsked()).isTrue();
  }

  @Test
  void nothingIsMadeIfItIsForgone() {
    Generation<String> generation = generation(() -> "good", () -> true);
    generation.forgo("never");
    generation.makeAtOnce();
    generation.makeSoon();
    assertThat(describe(generation)).isEqualTo("no code: never");
  }

  @Test
  void afterAnInterruptionItMayBeAskedAgain() {
    boolean[] isInterrupted = {true};
    Generation<String> generation =
        generation(
            () -> {
              if (isInterrupted[0]) {
                throw new EvaluationInterruptedException();
              }
              return "good";
            },
            () -> true);
    assertThatThrownBy(generation::makeAtOnce).isInstanceOf(EvaluationInterruptedException.class);
    assertThat(generation.isAsked()).isFalse();
    isInterrupted[0] = false;
    generation.makeAtOnce();
    assertThat(describe(generation)).isEqualTo("code: good");
    assertThat(log.lines()).isEmpty();
  }

  /** Both what is under way and what waits for its turn. */
  @Test
  void closingEndsIt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    Generation<String> first =
        generation(
            () -> "good",
            () -> {
              begun.countDown();
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              throw new EvaluationInterruptedException();
            });
    first.makeSoon();
    begun.await();
    Generation<String> second = generation(() -> "good", () -> true);
    second.makeSoon();
    assertThat(describe(second)).isEqualTo("no code: code is being generated");
    background.close();
    background.close();
    await(first, "no code: the backend is closed");
    assertThat(describe(second)).isEqualTo("no code: the backend is closed");
    Generation<String> third = generation(() -> "good", () -> true);
    third.makeSoon();
    assertThat(describe(third)).isEqualTo("no code: the backend is closed");
    assertThat(log.lines())
        .containsExactly("FINE the plain kernel goes on for a test: the backend is closed");
  }

  /** The queue does not keep programs. */
  @Test
  void whatNobodyHoldsIsNotMade() throws InterruptedException {
    CountDownLatch free = new CountDownLatch(1);
    Generation<String> busy = generation(() -> waitFor(free), () -> true);
    busy.makeSoon();
    AtomicBoolean isMade = new AtomicBoolean();
    WeakReference<Generation<String>> lost = lost(isMade);
    while (lost.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    Generation<String> last = generation(() -> "good", () -> true);
    last.makeSoon();
    free.countDown();
    await(busy, "code: good");
    await(last, "code: good");
    assertThat(isMade).isFalse();
  }

  private WeakReference<Generation<String>> lost(AtomicBoolean isMade) {
    Generation<String> generation =
        generation(
            () -> {
              isMade.set(true);
              return "good";
            },
            () -> true);
    generation.makeSoon();
    return new WeakReference<>(generation);
  }

  private static String waitFor(CountDownLatch latch) {
    try {
      latch.await();
      return "good";
    } catch (InterruptedException e) {
      throw new EvaluationInterruptedException();
    }
  }

  /** The thread goes when there is nothing to do, comes again, and keeps no JVM alive. */
  @Test
  void theThreadEndsWhenIdle() throws InterruptedException {
    for (int round = 0; round < 2; round++) {
      Thread[] seen = new Thread[1];
      Generation<String> generation =
          generation(
              () -> {
                seen[0] = Thread.currentThread();
                return "good";
              },
              () -> true);
      generation.makeSoon();
      await(generation, "code: good");
      assertThat(seen[0].isDaemon()).isTrue();
      assertThat(seen[0].getName()).isEqualTo("scalarflow-compiled");
      seen[0].join();
    }
  }
}
