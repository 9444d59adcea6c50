package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;

/** Nobody waits for a worker that waits for him, wherever a run is started. */
class StarvationTest {

  private static final String COMMON_PARALLELISM =
      "java.util.concurrent.ForkJoinPool.common.parallelism";

  private static final int ROWS = 200;

  private static Case wide() {
    return new Case(new Wide(800).request(), Wide.rows(ROWS));
  }

  /** Runs many at once, as a parallel stream does, row by row and as batches. */
  private static Callable<Boolean> manyRuns(Case one, Backend backend) {
    Kernel kernel = one.compile(backend);
    Gradients expected = one.expected();
    return () -> {
      IntStream.range(0, 24)
          .parallel()
          .forEach(
              i -> {
                Case.assertSameBits(one.gradients(kernel), expected, "run " + i);
                Case.assertSameBits(
                    one.gradients(kernel, kernel.newWorkspace(), i, 1).sums(),
                    one.gradients(kernel, kernel.newWorkspace(), i, 1).sums(),
                    "row " + i);
              });
      return true;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void inAParallelStreamAndInTheCommonPool(int threads) {
    try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
      Callable<Boolean> runs = manyRuns(wide(), backend);
      assertThat(Race.inThread(runs)).isTrue();
      assertThat(Race.inThread(() -> ForkJoinPool.commonPool().submit(runs).get())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void inAPoolOfTheUserThatIsTheBackendsToo(int size) {
    ForkJoinPool pool = new ForkJoinPool(size);
    try (Backend backend = new ParallelBackend(pool, Tuning.EAGER)) {
      Callable<Boolean> runs = manyRuns(wide(), backend);
      assertThat(Race.inThread(runs)).as("from outside").isTrue();
      assertThat(Race.inThread(() -> pool.submit(runs).get())).as("from inside").isTrue();
      assertThat(
              Race.inThread(
                  () ->
                      IntStream.range(0, 6).mapToObj(i -> pool.submit(runs)).toList().stream()
                          .allMatch(task -> task.join())))
          .as("from inside, several at once")
          .isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void inAPoolOfTheUserThatIsNotTheBackends(int size) {
    ForkJoinPool pool = new ForkJoinPool(size);
    try (Backend backend = new ParallelBackend(2, Tuning.EAGER)) {
      Callable<Boolean> runs = manyRuns(wide(), backend);
      assertThat(Race.inThread(() -> pool.submit(runs).get())).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  /** An operator that runs a program of the same backend, whose operator does the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void nestedSeveralDeep(int threads) {
    verifyNested(() -> new ParallelBackend(threads, Tuning.EAGER));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nestedInAPoolOfTheUser(int size) {
    ForkJoinPool pool = new ForkJoinPool(size);
    try {
      verifyNested(() -> new ParallelBackend(pool, Tuning.EAGER));
      assertThat(
              Race.inThread(
                  () ->
                      pool.submit(
                              () -> {
                                verifyNested(() -> new ParallelBackend(pool, Tuning.EAGER));
                                return true;
                              })
                          .get()))
          .isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  private static void verifyNested(Supplier<Backend> made) {
    try (Backend backend = made.get()) {
      Case innermost = new Case(new Wide(40).request(), Wide.rows(1));
      Operator inner = running("inner", innermost, backend);
      Case middle = new Case(new Wide(20, i -> i % 3 == 0 ? inner : Operators.SIN).request(), 0.3);
      Operator outer = running("outer", middle, backend);
      Case outermost = new Case(new Wide(20, i -> outer).request(), Wide.rows(3));
      Gradients expected = outermost.expected();
      Kernel kernel = outermost.compile(backend);
      for (int i = 0; i < 3; i++) {
        Gradients actual = Race.inThread(() -> outermost.gradients(kernel));
        Case.assertSameBits(actual, expected, "with runs inside operators");
      }
    }
  }

  /** {@code x + c}, where the number c comes out of a run. */
  private static Operator running(String name, Case one, Backend backend) {
    Kernel kernel = one.compile(backend);
    return Operator.unary(name, x -> x + one.gradients(kernel).sums()[0], (x, result) -> 1);
  }

  /** The size of the common pool is decided when a JVM starts. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whateverTheCommonPoolIs(int parallelism) throws Exception {
    String flag = "-D" + COMMON_PARALLELISM + "=" + parallelism;
    assertThat(Child.run(CommonPool.class, flag)).isEqualTo("done");
  }

  /** The program of the child process. */
  static final class CommonPool {

    private CommonPool() {}

    public static void main(String... arguments) {
      ForkJoinPool common = ForkJoinPool.commonPool();
      for (Backend backend :
          List.of(
              new ParallelBackend(2, Tuning.EAGER),
              new ParallelBackend(8, Tuning.EAGER),
              new ParallelBackend(common, Tuning.EAGER),
              new ParallelBackend(common),
              new ParallelBackend())) {
        Callable<Boolean> runs = manyRuns(wide(), backend);
        Race.inThread(runs);
        // On Java 25 a common pool without threads never runs what is submitted to it.
        if (Integer.getInteger(COMMON_PARALLELISM, 1) > 0) {
          Race.inThread(() -> common.submit(runs).get());
        }
        verifyNested(() -> backend);
        backend.close();
      }
      System.out.println("done");
    }
  }

  @Test
  void aStreamThatIsTheBackendsOwnWork() {
    try (Backend backend = new ParallelBackend(2, Tuning.EAGER)) {
      Case inner = wide();
      Kernel kernel = inner.compile(backend);
      double expected = inner.expected().sums()[0];
      Operator streaming =
          Operator.unary(
              "streaming",
              x ->
                  IntStream.range(0, 4)
                      .parallel()
                      .mapToDouble(i -> inner.gradients(kernel).sums()[0])
                      .max()
                      .orElseThrow(),
              (x, result) -> 0);
      Case outer = new Case(new Wide(30, i -> streaming).everything(), 0.4);
      double[] values = Race.inThread(() -> outer.gradients(outer.compile(backend)).values());
      assertThat(values).contains(expected);
    }
  }
}
