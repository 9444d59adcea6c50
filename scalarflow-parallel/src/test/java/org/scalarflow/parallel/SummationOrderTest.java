package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.tck.RandomGraphs;

/** The order in which contributions and rows are added is fixed, and written out here by hand. */
class SummationOrderTest {

  private static final double[] AWKWARD = {
    0.3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE
  };

  /** Sums of these depend on the order. */
  private static final double BIG = 0x1p60;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void seedThenDescendingConsumersThenAscendingPositions(int threads) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node shared = graph.apply(Operators.ADD, x, graph.constant(0));
    Node first = shared.times(-BIG);
    Node second = graph.apply(Operators.SUBTRACT, shared, shared);
    Node third = shared.times(BIG);
    Node fourth = shared.times(3.0);
    Request request = Request.of(shared, first, second, third, fourth).differentiate(shared, x);
    double expected = (((1 + 3.0) + BIG) + 1 - 1) + -BIG;
    assertThat(expected).as("left to right").isNotEqualTo(1 + 3.0);
    try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
      Case one = new Case(request, 0.7);
      double[] sums = one.gradients(one.compile(backend)).sums();
      Case.assertSameBits(sums, new double[] {expected, expected}, threads + " threads");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void rowsInBlocksOf64(int threads) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Request request = Request.of(graph.apply(Operators.SQUARE, x)).differentiate(x);
    for (int count : new int[] {1, 63, 64, 65, 128, 1_000}) {
      double[] rows = new double[count];
      double total = 0;
      double plain = 0;
      for (int start = 0; start < count; start += 64) {
        double block = 0;
        for (int row = start; row < Math.min(start + 64, count); row++) {
          rows[row] = Math.scalb(1 + row / 7.0, row % 50 - 25) * (row % 3 == 0 ? -1 : 1);
          block += 2 * rows[row];
          plain += 2 * rows[row];
        }
        total += block;
      }
      assertThat(plain == total).as("without blocks").isEqualTo(count <= 65);
      try (Backend backend = new ParallelBackend(threads, Tuning.EAGER)) {
        Case one = new Case(request, rows);
        double[] sums = one.gradients(one.compile(backend)).sums();
        Case.assertSameBits(sums, new double[] {total}, count + " rows, " + threads + " threads");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void awkwardFeeds(int threads) {
    Wide wide = new Wide(3_000, i -> i % 2 == 0 ? Operators.SIN : Operators.RECIPROCAL);
    Case everything = new Case(wide.everything(), AWKWARD);
    Gradients expected = everything.expected();
    for (Tuning tuning : List.of(Tuning.EAGER, Tuning.MEASURED)) {
      try (Backend backend = new ParallelBackend(threads, tuning)) {
        Case.assertSameBits(
            everything.gradients(everything.compile(backend)), expected, threads + " threads");
      }
    }
  }

  /** What the interpreter and each compiler give is what the reference sweep gives. */
  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
  void interpreterAndCompilers(String flag) throws Exception {
    assertThat(Child.run(SomeGraphs.class, flag)).isEqualTo("same bits");
  }

  /** The program of the child process. */
  static final class SomeGraphs {

    private static final int GRAPHS = 40;
    private static final int OPERATIONS = 400;

    private SomeGraphs() {}

    public static void main(String... arguments) {
      for (long seed = 1; seed <= GRAPHS; seed++) {
        RandomGraphs.of(seed, OPERATIONS)
            .verify(new ParallelBackend(2, Tuning.EAGER), new ParallelBackend(1));
      }
      System.out.println("same bits");
    }
  }
}
