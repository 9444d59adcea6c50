package org.scalarflow.parallel;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.Batch;
import org.scalarflow.CompileOptions;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.naive.NaiveBackend;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Workspace;

/** One program that many threads run with different feeds: every result is that of its own feed. */
class ManyThreadsTest {

  private static final int THREADS = 8;

  @Test
  void oneHundredThousandRunsEach() {
    int runs = 100_000;
    try (Backend backend = new ParallelBackend()) {
      race(backend, runs);
    }
  }

  @Test
  void fewerRunsThatAreForked() {
    int runs = 2_000;
    try (Backend backend = new ParallelBackend(4, Tuning.EAGER)) {
      race(backend, runs);
    }
  }

  /** Every thread runs through the feeds in another order. */
  private static void race(Backend backend, int runs) {
    int feeds = 1_009;
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Variable w = graph.variable("w", 0.8);
    Node z = x.times(w).plus(graph.apply("sin", x));
    Node y = graph.apply("sigmoid", z).times(z).minus(w);
    Request request = Request.of(y).differentiate(x, w);
    Program naive = graph.compile(request, new NaiveBackend(), CompileOptions.DEFAULT);
    double[][] expected = new double[feeds][];
    for (int feed = 0; feed < feeds; feed++) {
      expected[feed] = numbers(naive.gradient(Feed.of(x, feed / 100.0)), y, x, w);
    }
    Program program = graph.compile(request, backend, CompileOptions.DEFAULT);
    Race.together(
        THREADS,
        thread -> {
          for (int run = 0; run < runs; run++) {
            int feed = (int) ((long) run * (thread + 1) % feeds);
            double[] actual = numbers(program.gradient(Feed.of(x, feed / 100.0)), y, x, w);
            for (int i = 0; i < actual.length; i++) {
              if (Double.doubleToLongBits(actual[i])
                  != Double.doubleToLongBits(expected[feed][i])) {
                throw new AssertionError(
                    "feed " + feed + ": " + actual[i] + " instead of " + expected[feed][i]);
              }
            }
          }
        });
  }

  private static double[] numbers(Evaluation run, Node y, Node x, Node w) {
    return new double[] {run.value(y), run.derivative(x), run.derivative(w)};
  }

  /** Rows and batches at once, of one kernel and of two, in pools of any size. */
  @Test
  void wideGraphs() {
    Wide wide = new Wide(1_500);
    double[] inputs = Wide.rows(200);
    Case batch = new Case(wide.everything(), inputs);
    Gradients expected = batch.expected();
    int values = expected.values().length / inputs.length;
    int derivatives = expected.sums().length;
    for (int pool : new int[] {2, 3, 8}) {
      try (Backend backend = new ParallelBackend(pool, Tuning.EAGER)) {
        List<Kernel> kernels = List.of(batch.compile(backend), batch.compile(backend));
        Race.together(
            THREADS,
            thread -> {
              Kernel kernel = kernels.get(thread % 2);
              Workspace workspace = kernel.newWorkspace();
              for (int run = 0; run < 25; run++) {
                int row = (run * 7 + thread * 31) % inputs.length;
                Gradients one = batch.gradients(kernel, workspace, row, 1);
                String what = "row " + row + " in thread " + thread + " of " + THREADS;
                Case.assertSameBits(one.values(), part(expected.values(), row, values), what);
                Case.assertSameBits(
                    one.sums(), part(Case.perRow(expected), row, derivatives), what);
                if (run == 12) {
                  Case.assertSameBits(batch.gradients(kernel, workspace), expected, "the batch");
                }
              }
            });
      }
    }
  }

  private static double[] part(double[] array, int row, int width) {
    return Arrays.copyOfRange(array, row * width, (row + 1) * width);
  }

  /** A program keeps workspaces for its callers, who may be many. */
  @Test
  void batchesOfOneProgram() {
    Wide wide = new Wide(50);
    Request request = wide.request();
    double[] rows = Wide.rows(300);
    Program naive = wide.graph.compile(request, new NaiveBackend(), CompileOptions.DEFAULT);
    Batch batch = Batch.of(List.of(wide.x), rows);
    double expected = naive.gradient(batch).derivative(wide.x);
    try (Backend backend = new ParallelBackend(3, Tuning.EAGER)) {
      Program program = wide.graph.compile(request, backend, CompileOptions.DEFAULT);
      Race.together(
          THREADS,
          thread -> {
            for (int run = 0; run < 40; run++) {
              double actual = program.gradient(batch).derivative(wide.x);
              Case.assertSameBits(new double[] {actual}, new double[] {expected}, "the sum");
            }
          });
    }
  }
}
