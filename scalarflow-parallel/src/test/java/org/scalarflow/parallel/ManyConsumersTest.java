package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Arity;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Workspace;

/**
 * One node with 100,000 consumers: no contribution is lost, and they are added in the canonical
 * order, at any number of threads and in every repetition.
 */
class ManyConsumersTest {

  private static final int CONSUMERS = 100_000;
  private static final int REPETITIONS = 40;

  /** What is added up matters by order: the terms differ by orders of magnitude and in sign. */
  private static double factor(int i) {
    return Math.scalb(i % 2 == 0 ? 1.0 : -0.7, i % 61 - 30) / (1 + i % 1009);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void ofBuiltInOperators(int threads) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node[] terms = new Node[CONSUMERS];
    for (int i = 0; i < CONSUMERS; i++) {
      terms[i] =
          switch (i % 4) {
            case 0 -> x.times(factor(i));
            case 1 -> graph.apply(Operators.SUBTRACT, graph.constant(factor(i)), x);
            case 2 -> x.times(x);
            default -> graph.apply(Operators.SIN, x);
          };
    }
    Request request = Request.of(graph.apply(new Weighted(), terms)).differentiate(x);
    verify(threads, new Case(request, 0.375));
    verify(threads, new Case(request, Double.NaN));
    verify(threads, new Case(request, Double.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8})
  void theSumIsThatOfALoopFromTheLastToTheFirst(int threads) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node[] outputs = new Node[CONSUMERS];
    double expected = 0;
    for (int i = 0; i < CONSUMERS; i++) {
      outputs[i] = x.times(factor(i));
    }
    for (int i = CONSUMERS - 1; i >= 0; i--) {
      expected += factor(i);
    }
    Case one = new Case(Request.of(outputs).differentiate(x), 2.0);
    try (ParallelBackend backend = new ParallelBackend(threads, Tuning.EAGER)) {
      double[] sums = one.gradients(one.compile(backend)).sums();
      Case.assertSameBits(sums, new double[] {expected}, threads + " threads");
    }
    double ascending = 0;
    for (int i = 0; i < CONSUMERS; i++) {
      ascending += factor(i);
    }
    assertThat(ascending).as("another order, which must give other bits").isNotEqualTo(expected);
  }

  private static void verify(int threads, Case one) {
    Gradients expected = one.expected();
    for (Tuning tuning : new Tuning[] {Tuning.EAGER, Tuning.MEASURED}) {
      try (ParallelBackend backend = new ParallelBackend(threads, tuning)) {
        Kernel kernel = one.compile(backend);
        Workspace workspace = kernel.newWorkspace();
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
          Gradients actual = one.gradients(kernel, workspace);
          Case.assertSameBits(
              actual, expected, threads + " threads, " + tuning + ", repetition " + repetition);
        }
      }
    }
  }

  /** The sum of all operands, each with a weight of its own. */
  private static final class Weighted implements Operator {

    @Override
    public String name() {
      return "weighted";
    }

    @Override
    public Arity arity() {
      return Arity.atLeast(1);
    }

    @Override
    public double value(double[] operands) {
      double sum = 0;
      for (int i = 0; i < operands.length; i++) {
        sum += factor(i) * operands[i];
      }
      return sum;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      for (int i = 0; i < partials.length; i++) {
        partials[i] = factor(i);
      }
    }
  }
}
