package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Arity;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Workspace;

/** Operators that throw, give NaN, or keep and overwrite their arrays, in runs that are forked. */
class FailingOperatorTest {

  private static final int WIDTH = 600;
  private static final int BAD_UNIT = 417;

  /** Twice the operand; for a negative one it throws, from its value or from its partial. */
  private static Operator fragile(boolean inValue) {
    return Operator.unary(
        "fragile", x -> inValue ? checked(x) : 2 * x, (x, result) -> inValue ? 2 : checked(x) / x);
  }

  private static double checked(double x) {
    if (x < 0) {
      throw new IllegalStateException("negative");
    }
    return 2 * x;
  }

  /** All units are sines but one. */
  private static Wide oneBad(Operator bad) {
    return new Wide(WIDTH, i -> i == BAD_UNIT ? bad : Operators.SIN);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void whatThrowsIsNamed(int threads) {
    for (boolean inValue : new boolean[] {true, false}) {
      Wide wide = oneBad(fragile(inValue));
      try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
        Case good = new Case(wide.request(), 0.4);
        Case bad = new Case(wide.request(), -0.4);
        Kernel kernel = bad.compile(backend);
        OperatorException failure =
            catchThrowableOfType(OperatorException.class, () -> bad.gradients(kernel));
        assertThat(failure).hasCauseExactlyInstanceOf(IllegalStateException.class);
        assertThat(failure).hasMessageContaining("fragile").hasMessageContaining("unit" + BAD_UNIT);
        assertThat(failure.row()).isEmpty();
        Case.assertSameBits(
            good.gradients(good.compile(backend)), good.expected(), "the backend's next run");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void theFirstRowThatFailsIsNamed(int threads) {
    for (boolean inValue : new boolean[] {true, false}) {
      Wide wide = oneBad(fragile(inValue));
      double[] rows = Wide.rows(64 * 12);
      int[] bad = {131, 140, 200, 64 * 7, 64 * 11 + 63};
      for (int row : bad) {
        rows[row] = -1.0;
      }
      Case batch = new Case(wide.request(), rows);
      try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
        Kernel kernel = batch.compile(backend);
        Workspace workspace = kernel.newWorkspace();
        for (int repetition = 0; repetition < 10; repetition++) {
          OperatorException failure =
              catchThrowableOfType(
                  OperatorException.class, () -> batch.gradients(kernel, workspace));
          assertThat(failure.row()).as(threads + " threads").isEqualTo(OptionalInt.of(bad[0]));
          assertThat(failure).hasMessageContaining("row " + bad[0]);
          assertThat(failure).hasMessageContaining("unit" + BAD_UNIT);
          OperatorException later =
              catchThrowableOfType(
                  OperatorException.class,
                  () -> batch.gradients(kernel, workspace, 150, rows.length - 150));
          assertThat(later.row()).isEqualTo(OptionalInt.of(200));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void theWorkspaceIsUsableAtOnce(int threads) {
    for (boolean inValue : new boolean[] {true, false}) {
      Wide wide = oneBad(fragile(inValue));
      Case good = new Case(wide.everything(), Wide.rows(130));
      Case mixed = new Case(wide.everything(), Wide.rows(130));
      Gradients expected = good.expected();
      double[] broken = Wide.rows(130);
      broken[70] = -3;
      Case bad = new Case(wide.everything(), broken);
      try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
        Kernel kernel = bad.compile(backend);
        Workspace workspace = kernel.newWorkspace();
        for (int repetition = 0; repetition < 30; repetition++) {
          assertThat(
                  catchThrowableOfType(
                      OperatorException.class, () -> bad.gradients(kernel, workspace)))
              .isNotNull();
          Gradients first = bad.gradients(kernel, workspace, 0, 70);
          Case.assertSameBits(
              first.values(),
              Arrays.copyOf(expected.values(), first.values().length),
              threads + " threads after a failed batch");
          assertThat(
                  catchThrowableOfType(
                      OperatorException.class, () -> bad.gradients(kernel, workspace, 70, 1)))
              .isNotNull();
          Case.assertSameBits(mixed.gradients(kernel, workspace), expected, "after a failed row");
        }
      }
    }
  }

  /** Nobody works on for a run that has failed, neither for long nor after it has been told. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void theRunStops(int threads) throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    int width = 4_000;
    Operator slow =
        Operator.unary(
            "slow",
            x -> {
              if (calls.incrementAndGet() % 50 == 0) {
                throw new IllegalStateException("now and then");
              }
              LockSupport.parkNanos(500_000);
              return x;
            },
            (x, result) -> 1);
    Wide wide = new Wide(width, i -> slow);
    try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
      Case row = new Case(wide.request(), 0.4);
      Case batch = new Case(wide.request(), Wide.rows(640));
      for (Case one : new Case[] {row, batch}) {
        calls.set(0);
        Kernel kernel = one.compile(backend);
        assertThat(catchThrowableOfType(OperatorException.class, () -> one.gradients(kernel)))
            .hasMessageContaining("slow");
        int atTheEnd = calls.get();
        assertThat(atTheEnd).as("calls of %s", width).isLessThan(width / 2);
        Thread.sleep(50);
        assertThat(calls).as("calls after the exception").hasValue(atTheEnd);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void nanIsAValue(int threads) {
    Operator nan = Operator.unary("nowhere", x -> Double.NaN, (x, result) -> Double.NaN);
    Wide wide = new Wide(WIDTH, i -> i % 5 == 0 ? nan : Operators.SIN);
    try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
      new Case(wide.everything(), 0.4, 0.5).verify(backend);
    }
  }

  /** What an operator kept it may overwrite later; not while another thread is being called. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void arraysOfOperatorsAreScratch(int threads) {
    Grabbing grabbing = new Grabbing();
    Request request = products(grabbing);
    for (int count : new int[] {1, 200}) {
      Gradients expected = new Case(products(Operators.MULTIPLY), Wide.rows(count)).expected();
      try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
        Case one = new Case(request, Wide.rows(count));
        Kernel kernel = one.compile(backend);
        Workspace workspace = kernel.newWorkspace();
        for (int repetition = 0; repetition < 5; repetition++) {
          Case.assertSameBits(
              one.gradients(kernel, workspace), expected, "with an operator that keeps arrays");
          grabbing.spoil();
        }
      }
    }
  }

  private static Request products(Operator product) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < WIDTH; i++) {
      Node one = graph.apply(product, x, graph.apply(Operators.SIN, x.times(i)));
      sum = sum.plus(graph.apply(product, one, one));
    }
    return Request.everything(sum);
  }

  /** Not only checked exceptions of operators are wrapped, and not only exceptions. */
  @Test
  void errorsAreWrappedToo() {
    Operator failing =
        Operator.unary(
            "failing",
            x -> {
              throw new StackOverflowError();
            },
            (x, result) -> 1);
    Case one = new Case(oneBad(failing).request(), 0.4);
    Throwable plain = thrownBy(() -> one.expected());
    try (Backend backend = new ParallelBackend(4, Tuning.EAGER)) {
      Throwable thrown = thrownBy(() -> one.gradients(one.compile(backend)));
      assertThat(thrown).hasSameClassAs(plain).hasMessage(plain.getMessage());
    }
  }

  private static Throwable thrownBy(Runnable run) {
    try {
      run.run();
    } catch (Throwable thrown) {
      return thrown;
    }
    throw new AssertionError("nothing was thrown");
  }

  /** {@code a·b}; it overwrites the arrays it is given, and keeps them. */
  private static final class Grabbing implements Operator {

    private final Set<double[]> kept =
        Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    @Override
    public String name() {
      return "grabbing";
    }

    @Override
    public Arity arity() {
      return Arity.BINARY;
    }

    @Override
    public double value(double[] operands) {
      double result = operands[0] * operands[1];
      keep(operands);
      return result;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      double a = operands[0];
      double b = operands[1];
      keep(operands);
      kept.add(partials);
      partials[0] = b;
      partials[1] = a;
    }

    private void keep(double[] array) {
      kept.add(array);
      Arrays.fill(array, -1e300);
    }

    void spoil() {
      kept.forEach(array -> Arrays.fill(array, -1e300));
    }
  }
}
