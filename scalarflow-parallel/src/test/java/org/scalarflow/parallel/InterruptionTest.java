package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Workspace;

/** Interrupting the thread that called ends a run soon, and spoils nothing. */
class InterruptionTest {

  /** Ten times the goal, because a test machine may be busy. */
  private static final long ANSWER_MS = 1_000;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicLong lastCall = new AtomicLong();
  private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
  private volatile boolean hurry;

  /** Sleeps at every call, unless told to hurry. */
  private Operator sleeping(long nanoseconds) {
    return Operator.unary(
        "sleeping",
        x -> {
          begun.countDown();
          workers.add(Thread.currentThread());
          lastCall.set(System.nanoTime());
          if (!hurry) {
            LockSupport.parkNanos(nanoseconds);
          }
          return 2 * x;
        },
        (x, result) -> 2);
  }

  private static Backend eager(int threads) {
    return new ParallelBackend(threads, Tuning.EAGER);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aLongRowOfOperatorsThatSleep(int threads) throws Exception {
    Wide wide = new Wide(20_000, i -> sleeping(1_000_000));
    try (Backend backend = eager(threads)) {
      interrupt(new Case(wide.request(), Wide.rows(1)), backend);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 8})
  void aLongBatchOfOperatorsThatSleep(int threads) throws Exception {
    Wide wide = new Wide(10, i -> sleeping(1_000_000));
    try (Backend backend = eager(threads)) {
      interrupt(new Case(wide.request(), Wide.rows(10_000)), backend);
    }
  }

  /** Only the calling thread is interrupted; it must not wait for a worker that sleeps on. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void oneOperatorThatSleepsInAWorker(int threads) throws Exception {
    Thread[] caller = new Thread[1];
    Operator longSleep =
        Operator.unary(
            "longSleep",
            x -> {
              if (!hurry && Thread.currentThread() != caller[0]) {
                begun.countDown();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(20));
              }
              return 2 * x;
            },
            (x, result) -> 2);
    Wide wide = new Wide(500, i -> longSleep);
    Case one = new Case(wide.request(), Wide.rows(1));
    try (Backend backend = eager(threads)) {
      Kernel kernel = one.compile(backend);
      Workspace workspace = kernel.newWorkspace();
      FutureTask<Throwable> run =
          new FutureTask<>(
              () -> {
                caller[0] = Thread.currentThread();
                while (true) {
                  Throwable thrown = thrownBy(() -> one.values(kernel, workspace));
                  if (thrown != null) {
                    return thrown;
                  }
                }
              });
      Thread thread = start(run);
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertAnswers(thread, run);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aLongRowOfBuiltInOperators(int threads) throws Exception {
    Wide wide = new Wide(100_000, i -> i % 2 == 0 ? Operators.SIN : Operators.TANH);
    Case one = new Case(wide.request(), Wide.rows(1));
    for (Tuning tuning : new Tuning[] {Tuning.EAGER, Tuning.MEASURED}) {
      try (Backend backend = new ParallelBackend(threads, tuning)) {
        interruptLoop(one, backend);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void aLongBatchOfBuiltInOperators(int threads) throws Exception {
    Case batch = new Case(new Wide(100).request(), Wide.rows(100_000));
    for (Tuning tuning : new Tuning[] {Tuning.EAGER, Tuning.MEASURED}) {
      try (Backend backend = new ParallelBackend(threads, tuning)) {
        interruptLoop(batch, backend);
      }
    }
  }

  @Test
  void inAPoolOfTheUser() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    try (Backend backend = new ParallelBackend(pool, Tuning.EAGER)) {
      interrupt(new Case(new Wide(20_000, i -> sleeping(1_000_000)).request(), 0.4), backend);
    } finally {
      pool.shutdownNow();
    }
  }

  /** A pool interrupts its threads when it is shut down; the caller did not ask for an end. */
  @Test
  void aWorkerThatItsPoolInterrupts() {
    Thread caller = Thread.currentThread();
    Operator interrupted =
        Operator.unary(
            "interrupted",
            x -> {
              if (Thread.currentThread() == caller) {
                LockSupport.parkNanos(1_000);
              } else {
                workers.add(Thread.currentThread());
                Thread.currentThread().interrupt();
              }
              return 2 * x;
            },
            (x, result) -> 2);
    Case batch = new Case(new Wide(10, i -> interrupted).request(), Wide.rows(512));
    try (Backend backend = eager(3)) {
      Gradients actual = batch.gradients(batch.compile(backend));
      assertThat(workers).isNotEmpty();
      Case.assertSameBits(actual, batch.expected(), "with workers that are interrupted");
    }
  }

  /** Interrupts one run, then runs again with the same workspace on the same workers. */
  private void interrupt(Case one, Backend backend) throws Exception {
    Kernel kernel = one.compile(backend);
    Workspace workspace = kernel.newWorkspace();
    FutureTask<Throwable> run =
        new FutureTask<>(() -> thrownBy(() -> one.gradients(kernel, workspace)));
    Thread thread = start(run);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(20);
    assertAnswers(thread, run);
    long answered = System.nanoTime();
    Thread.sleep(50);
    assertThat(lastCall.get()).as("time of the last call").isLessThanOrEqualTo(answered);
    assertThat(workers)
        .filteredOn(worker -> worker != thread)
        .allSatisfy(worker -> assertThat(worker.isInterrupted()).isFalse());
    hurry = true;
    Gradients again = Race.inThread(() -> one.gradients(kernel, workspace));
    Case.assertSameBits(again, one.expected(), "after an interruption");
  }

  /** Runs again and again until interrupted, since a run may be too short to be caught at once. */
  private static void interruptLoop(Case one, Backend backend) throws Exception {
    Kernel kernel = one.compile(backend);
    Workspace workspace = kernel.newWorkspace();
    Gradients expected = one.gradients(kernel, workspace);
    for (int pause = 1; pause <= 3; pause++) {
      CountDownLatch started = new CountDownLatch(1);
      FutureTask<Throwable> run =
          new FutureTask<>(
              () -> {
                started.countDown();
                while (true) {
                  Throwable thrown = thrownBy(() -> one.gradients(kernel, workspace));
                  if (thrown != null) {
                    return thrown;
                  }
                }
              });
      Thread thread = start(run);
      assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
      Thread.sleep(7 * pause);
      assertAnswers(thread, run);
      Case.assertSameBits(one.gradients(kernel, workspace), expected, "after an interruption");
    }
  }

  private static Thread start(FutureTask<Throwable> run) {
    Thread thread = new Thread(run, "to be interrupted");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void assertAnswers(Thread thread, FutureTask<Throwable> run) throws Exception {
    long start = System.nanoTime();
    thread.interrupt();
    Throwable thrown = run.get(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertThat(thrown).isInstanceOf(EvaluationInterruptedException.class);
    assertThat(milliseconds).as("ms until the run ended").isLessThanOrEqualTo(ANSWER_MS);
  }

  /** What a run throws; the interrupt status has to be still set if it was interrupted. */
  private static Throwable thrownBy(Runnable run) {
    try {
      run.run();
      return null;
    } catch (EvaluationInterruptedException interrupted) {
      return Thread.interrupted() ? interrupted : new AssertionError("the status is lost");
    } catch (Throwable other) {
      return other;
    }
  }
}
