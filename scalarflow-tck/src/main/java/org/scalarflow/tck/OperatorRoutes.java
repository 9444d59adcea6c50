package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scalarflow.Batch;
import org.scalarflow.BatchEvaluation;
import org.scalarflow.CompileOptions;
import org.scalarflow.Constant;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** An operator in a graph: run row by row, run as a batch, and folded over constants. */
final class OperatorRoutes {

  private OperatorRoutes() {}

  /** The plain tape kernel as a backend. */
  private static final class PlainBackend implements Backend {

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      return new TapeKernel(tape);
    }
  }

  /** Compares all routes with calling the operator directly. */
  static void check(Operator operator, List<double[]> points) {
    Map<Integer, List<double[]>> byCount =
        points.stream().collect(Collectors.groupingBy(point -> point.length));
    byCount.values().forEach(group -> new Routes(operator, group).check());
  }

  /** The routes for points of one number of operands. */
  private static final class Routes {

    private final Operator operator;
    private final List<double[]> points;
    private final Graph graph = new Graph(new PlainBackend());
    private final List<Placeholder> inputs = new ArrayList<>();
    private final Node node;
    private final Program program;

    Routes(Operator operator, List<double[]> points) {
      this.operator = operator;
      this.points = points;
      for (int i = 0; i < points.get(0).length; i++) {
        inputs.add(graph.placeholder());
      }
      node = graph.apply(operator, inputs);
      program = graph.compile(Request.of(node).differentiateAll());
    }

    void check() {
      BatchEvaluation batch =
          program.gradientPerRow(Batch.of(inputs, points.toArray(double[][]::new)));
      for (int row = 0; row < points.size(); row++) {
        double[] point = points.get(row);
        double result = operator.value(point.clone());
        Bits.assertSame(result, folded(point), () -> "folded over constants " + at(point));
        Evaluation single = program.gradient(feed(point));
        Bits.assertSame(result, single.value(), () -> "run " + at(point));
        Bits.assertSame(result, batch.value(row, node), () -> "in a batch " + at(point));
        double[] expected = derivatives(point, result);
        for (int position = 0; position < point.length; position++) {
          Placeholder input = inputs.get(position);
          String what = "the derivative by position " + position;
          Bits.assertSame(
              expected[position], single.derivative(input), () -> what + ", run " + at(point));
          Bits.assertSame(
              expected[position],
              batch.derivative(row, input),
              () -> what + ", in a batch " + at(point));
        }
      }
    }

    /** What reaches the operands of the output: the seed 1 times the partial, zeros positive. */
    private double[] derivatives(double[] point, double result) {
      double[] partials = OperatorCalls.partials(operator, point, result, Double.NaN);
      double[] derivatives = new double[point.length];
      for (int position = 0; position < point.length; position++) {
        if (operator.isDifferentiable(position)
            && (!operator.isSelective() || operator.contributes(position, point.clone(), result))) {
          derivatives[position] = 0.0 + partials[position];
        }
      }
      return derivatives;
    }

    private double folded(double[] point) {
      Graph constants = new Graph(new PlainBackend());
      List<Constant> operands = Arrays.stream(point).mapToObj(constants::constant).toList();
      return constants.run(constants.apply(operator, operands)).value();
    }

    private Feed feed(double[] point) {
      Feed feed = Feed.empty();
      for (int position = 0; position < point.length; position++) {
        feed = feed.and(inputs.get(position), point[position]);
      }
      return feed;
    }

    private String at(double[] point) {
      return "of '" + operator.name() + "' at " + Arrays.toString(point);
    }
  }
}
