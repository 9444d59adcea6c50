package org.scalarflow.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scalarflow.Arity;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.spi.Tape;

/** Seeded random graphs over all built-in operators and two others. */
final class RandomTapes {

  private static final double[] AWKWARD = {
    0.0, -0.0, 1.0, -1.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1e308
  };

  private final Random random;
  private final List<Operator> operators;

  /** How many of the last nodes the first operand is taken from. */
  private final int reach;

  private RandomTapes(long seed, List<Operator> operators, int reach) {
    random = new Random(seed);
    this.operators = operators;
    this.reach = reach;
  }

  /** Graphs over all operators. */
  static RandomTapes ofAll(long seed) {
    List<Operator> all = new ArrayList<>(Operators.builtIn());
    all.add(Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x));
    all.add(new Larger());
    return new RandomTapes(seed, all, 8);
  }

  /** Graphs that are deep, over operators that keep numbers finite however deep they are. */
  static RandomTapes deep(long seed) {
    List<Operator> bounded =
        List.of(
            Operators.SIN,
            Operators.COS,
            Operators.ATAN,
            Operators.ATAN2,
            Operators.MIN,
            Operators.SELECT,
            new Larger());
    return new RandomTapes(seed, bounded, 2);
  }

  /** Of its two last operands the larger is taken; the other one has no usable partial. */
  private static final class Larger implements Operator {

    @Override
    public String name() {
      return "largerOfTwo";
    }

    @Override
    public Arity arity() {
      return Arity.exactly(3);
    }

    @Override
    public double value(double[] operands) {
      return operands[1] > operands[2] ? operands[1] : operands[2];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[operands[1] > operands[2] ? 1 : 2] = 1.0;
    }

    @Override
    public boolean isDifferentiable(int position) {
      return position > 0;
    }

    @Override
    public boolean isSelective() {
      return true;
    }

    @Override
    public boolean contributes(int position, double[] operands, double result) {
      return position == (operands[1] > operands[2] ? 1 : 2);
    }
  }

  /** A tape of about {@code size} nodes with one to three outputs. */
  Tape next(int size) {
    Graph graph = new Graph();
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      nodes.add(graph.placeholder());
    }
    nodes.add(graph.constant(0.5));
    while (nodes.size() < size) {
      Operator operator = operators.get(random.nextInt(operators.size()));
      int count = 1;
      while (!operator.arity().accepts(count) || (count < 7 && random.nextInt(4) == 0)) {
        count++;
        if (operator.arity().isFixed() && count > operator.arity().most()) {
          count = operator.arity().most();
          break;
        }
      }
      List<Node> operands = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int among = i == 0 || random.nextBoolean() ? reach : nodes.size();
        operands.add(nodes.get(nodes.size() - 1 - random.nextInt(Math.min(among, nodes.size()))));
      }
      nodes.add(graph.apply(operator, operands));
    }
    List<Node> outputs = new ArrayList<>();
    for (int i = 1; i <= 1 + random.nextInt(3); i++) {
      outputs.add(nodes.get(nodes.size() - i));
    }
    Request request = Request.of(outputs).observeAll();
    return Tape.lower(
        random.nextBoolean()
            ? request.differentiateAll()
            : request.differentiate(nodes.get(random.nextInt(6)), nodes.get(size / 2)));
  }

  /** Numbers of every kind, the awkward ones among them. */
  double[] numbers(int count) {
    boolean calm = random.nextBoolean();
    return random
        .doubles(count)
        .map(
            number ->
                calm || random.nextInt(3) > 0
                    ? 4 * number - 2
                    : AWKWARD[random.nextInt(AWKWARD.length)])
        .toArray();
  }
}
