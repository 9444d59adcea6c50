package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/** Batches that are shared out among threads end wherever they are started. */
class StarvationTest {

  private static final String COMMON_PARALLELISM =
      "java.util.concurrent.ForkJoinPool.common.parallelism";

  private static final int ROWS = 300;

  /** A hang is for ever; a busy machine takes long, too. */
  private static final long PATIENCE_SECONDS = 300;

  private static final int RUNS_AT_ONCE = 8;

  private static Request recurrence(int steps) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Variable w = graph.variable("w", 0.5);
    Node state = x;
    for (int i = 0; i < steps; i++) {
      state = Functions.tanh(state.times(w).plus(x));
    }
    return Request.of(state).differentiate(x, w);
  }

  private static Kernel compile(Backend backend, Request request) {
    return backend.compile(Tape.lower(request), CompileOptions.DEFAULT);
  }

  private static <T> T inThread(Callable<T> action) throws Exception {
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "runner");
    thread.setDaemon(true);
    thread.start();
    return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Many batches at once, as a parallel stream runs them. */
  private static Callable<Boolean> manyRuns(Backend backend) {
    Kernel kernel = compile(backend, recurrence(40));
    return () -> {
      IntStream.range(0, RUNS_AT_ONCE).parallel().forEach(i -> new LikePlain(kernel).verify(ROWS));
      return true;
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void inAParallelStreamAndInPools(int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    try (Backend backend = Eager.onThreads(threads)) {
      Callable<Boolean> runs = manyRuns(backend);
      assertThat(inThread(runs)).isTrue();
      assertThat(inThread(() -> ForkJoinPool.commonPool().submit(runs).get())).isTrue();
      assertThat(inThread(() -> pool.submit(runs).get())).isTrue();
    } finally {
      pool.shutdownNow();
    }
  }

  /** An operator runs a batch of the same backend, whose operator does the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void nestedSeveralDeep(int threads) throws Exception {
    try (Backend backend = Eager.onThreads(threads)) {
      Operator inner = running("inner", compile(backend, recurrence(10)));
      Operator outer = running("outer", compile(backend, calling(inner)));
      Kernel outermost = compile(backend, calling(outer));
      assertThat(
              inThread(
                  () -> {
                    new LikePlain(outermost).verify(1, 10);
                    return true;
                  }))
          .isTrue();
    }
  }

  private static Request calling(Operator operator) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    return Request.of(graph.apply(operator, x).plus(graph.apply(operator, x.times(2))))
        .differentiate(x);
  }

  /** {@code 2·x}, and what is 0 and comes out of a batch that is shared out. */
  private static Operator running(String name, Kernel kernel) {
    return Operator.unary(
        name,
        x -> {
          int rows = 130;
          Tape tape = kernel.tape();
          double[] uniform = new double[tape.uniformCount()];
          Inputs inputs = new Inputs(uniform, new double[rows], 1);
          Gradients results = Gradients.of(tape, rows, false);
          kernel.differentiate(kernel.newWorkspace(), inputs, 0, rows, Seeds.ones(tape), results);
          return 2 * x + results.values()[0];
        },
        (x, result) -> 2);
  }

  /** The size of the common pool is decided when a JVM starts. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2"})
  void whateverTheCommonPoolIs(String parallelism) throws Exception {
    String flag = "-D" + COMMON_PARALLELISM + "=" + parallelism;
    assertThat(Child.run(CommonPool.class, "3", flag)).isEqualTo("done");
  }

  /**
   * The program of the child process. It submits only where the common pool has a thread: without
   * one, newer JVMs never run what is submitted.
   */
  static final class CommonPool {

    private CommonPool() {}

    public static void main(String[] arguments) throws Exception {
      try (Backend backend = Eager.onThreads(Integer.parseInt(arguments[0]))) {
        Callable<Boolean> runs = manyRuns(backend);
        inThread(runs);
        if (Integer.getInteger(COMMON_PARALLELISM) > 0) {
          inThread(() -> ForkJoinPool.commonPool().submit(runs).get());
        }
      }
      System.out.println("done");
    }
  }

  @Test
  void noThreadIsLeftAfterClose() throws Exception {
    try (Backend backend = Eager.onThreads(3)) {
      new LikePlain(compile(backend, recurrence(40))).verify(ROWS);
    }
    try (Backend backend = new Swapped()) {
      new LikePlain(compile(backend, recurrence(40))).verify(ROWS);
    }
    while (Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("scalarflow-compiled"))) {
      Thread.sleep(1);
    }
  }
}
