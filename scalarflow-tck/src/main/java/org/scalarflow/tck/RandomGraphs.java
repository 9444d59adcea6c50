package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.scalarflow.Arity;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;

/**
 * Makes random graphs with a request and inputs; the same seed always gives the same case.
 *
 * <p>A graph of {@link #of(long)} has at least 50 nodes: variables, placeholders, constants, all
 * built-in operators in random order, some operators that are not built in, shared nodes, equal
 * nodes and nodes that are twice an operand of one operation. A request has one or more outputs,
 * and random nodes to observe and to differentiate. Most cases have ordinary inputs; a third have
 * NaN, infinities, zeros of both signs, subnormal and huge numbers among them.
 *
 * <pre>{@code
 * RandomGraphs.of(4711L).verify(new MyBackend());
 * RandomGraphs.of(4711L, 5_000).verify(new MyBackend());
 * RandomGraphs.repeating(4711L, 5_000).verify(new MyBackend());
 * }</pre>
 */
public final class RandomGraphs {

  private static final int DEFAULT_COUNT = 300;
  private static final int LEAST_OPERATIONS = 50;
  private static final int MOST_OPERATIONS = 110;

  /** {@code a·x + (1 − a)·y}: an operator of three operands that is not built in. */
  static final Operator BLEND = new Blend();

  /** The sum of all operands: links loose ends without hiding a derivative behind a NaN. */
  static final Operator TOTAL = new Total();

  /** The first of the largest operands: selective, and not built in. */
  static final Operator PEAK = new Peak();

  /** {@code x³} as a user would write it. */
  static final Operator CUBE = Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);

  private static final double[] AWKWARD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1e-310,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e200,
    -1e200,
    1.0,
    -1.0,
    0.5,
    710.0,
    -746.0,
  };

  private final Random random;
  private final int awkwardOneIn;
  private final Graph graph = new Graph();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Node> inputs = new ArrayList<>();

  private RandomGraphs(long seed) {
    random = new Random(seed);
    awkwardOneIn = random.nextInt(3) == 0 ? 6 : 0;
  }

  /** The case of a seed. */
  public static RandomCase of(long seed) {
    return new RandomGraphs(seed).make(seed);
  }

  /**
   * The case of a seed and a size. Its shape is one of those that matter to backends which schedule
   * by levels or look for structure: wide and shallow, deep and narrow, a node of very many
   * consumers, layers of dot products, long sums and differences, branches that a selective
   * operator leaves silent; or several of these behind each other. Operators are chosen so that
   * numbers stay finite at any depth. A third of the cases have awkward numbers among the inputs.
   *
   * @param seed any number
   * @param operations about how many operations the graph has
   * @throws IllegalArgumentException if {@code operations < 1}
   */
  public static RandomCase of(long seed, int operations) {
    return new ShapedGraph(expression("of", seed, operations), seed, operations).shaped();
  }

  /**
   * The case of a seed and a size, for backends that look for repetition: stretches of equal
   * operations that follow each other in loops, up to three within each other. Operands stand still
   * from iteration to iteration, move on by a stride, are results of the same iteration or of
   * earlier ones, or follow no rule; in a third of the cases one operand in some hundreds breaks
   * the rule.
   *
   * @param seed any number
   * @param operations about how many operations the graph has
   * @throws IllegalArgumentException if {@code operations < 1}
   */
  public static RandomCase repeating(long seed, int operations) {
    return new ShapedGraph(expression("repeating", seed, operations), seed, operations).repeating();
  }

  private static String expression(String method, long seed, int operations) {
    return "RandomGraphs." + method + "(" + seed + "L, " + operations + ")";
  }

  /** How many cases a rule uses: the system property {@code scalarflow.tck.graphs}, else 300. */
  static int count() {
    return Integer.getInteger("scalarflow.tck.graphs", DEFAULT_COUNT);
  }

  /** A case for each of {@code count} seeds from 1 on. */
  static Iterable<RandomCase> first(int count) {
    return () -> IntStream.rangeClosed(1, count).mapToObj(RandomGraphs::of).iterator();
  }

  private RandomCase make(long seed) {
    addLeaves();
    addOperations(LEAST_OPERATIONS + random.nextInt(MOST_OPERATIONS - LEAST_OPERATIONS + 1));
    Request request = RandomRequest.of(random, graph, nodes, inputs);
    double[] seeds = seeds(random, request, awkwardOneIn);
    return new RandomCase(
        "RandomGraphs.of(" + seed + "L)", seed, request, inputs, awkwardOneIn, seeds);
  }

  /** A seed for each output, or none. */
  static double[] seeds(Random random, Request request, int awkwardOneIn) {
    double[] seeds = new double[random.nextBoolean() ? request.outputs().size() : 0];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = random.nextInt(8) == 0 ? -0.0 : number(random, awkwardOneIn);
    }
    return seeds;
  }

  private void addLeaves() {
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      inputs.add(graph.variable(number()));
    }
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      inputs.add(graph.placeholder());
    }
    nodes.addAll(inputs);
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      nodes.add(graph.constant(number()));
    }
    Collections.shuffle(nodes, random);
  }

  private void addOperations(int count) {
    List<Operator> operators = new ArrayList<>(Operators.builtIn());
    operators.addAll(List.of(BLEND, CUBE, TOTAL, PEAK));
    Collections.shuffle(operators, random);
    for (int i = 0; i < count; i++) {
      Operator operator = operators.get(i % operators.size());
      List<Node> operands = operands(operator.arity());
      nodes.add(graph.apply(operator, operands));
      if (random.nextInt(12) == 0) {
        nodes.add(graph.apply(operator, operands));
      }
    }
  }

  private List<Node> operands(Arity arity) {
    int most = Math.min(arity.most(), arity.least() + 3 * arity.step());
    int count =
        arity.least() + arity.step() * random.nextInt((most - arity.least()) / arity.step() + 1);
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean again = i > 0 && random.nextInt(8) == 0;
      operands.add(again ? operands.get(i - 1) : operand());
    }
    return operands;
  }

  /** Often a leaf, so that awkward values do not reach everything. */
  private Node operand() {
    return random.nextInt(5) < 2 ? any(inputs) : any(nodes);
  }

  private Node any(List<Node> list) {
    return list.get(random.nextInt(list.size()));
  }

  private double number() {
    return number(random, awkwardOneIn);
  }

  /**
   * A number of moderate size, sometimes a small whole one; one in {@code awkwardOneIn} is awkward,
   * and none if that is 0.
   */
  static double number(Random random, int awkwardOneIn) {
    if (awkwardOneIn > 0 && random.nextInt(awkwardOneIn) == 0) {
      return AWKWARD[random.nextInt(AWKWARD.length)];
    }
    return random.nextInt(5) == 0 ? random.nextInt(7) - 3 : random.nextGaussian();
  }

  private static final class Blend implements Operator {

    @Override
    public String name() {
      return "blend";
    }

    @Override
    public Arity arity() {
      return Arity.exactly(3);
    }

    @Override
    public double value(double[] operands) {
      return operands[0] * operands[1] + (1 - operands[0]) * operands[2];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[0] = operands[1] - operands[2];
      partials[1] = operands[0];
      partials[2] = 1 - operands[0];
    }

    /** The blending factor is treated as given. */
    @Override
    public boolean isDifferentiable(int position) {
      return position > 0;
    }
  }

  private static final class Total implements Operator {

    @Override
    public String name() {
      return "total";
    }

    @Override
    public Arity arity() {
      return Arity.atLeast(1);
    }

    @Override
    public double value(double[] operands) {
      double sum = 0;
      for (double operand : operands) {
        sum += operand;
      }
      return sum;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      Arrays.fill(partials, 1.0);
    }
  }

  private static final class Peak implements Operator {

    @Override
    public String name() {
      return "peak";
    }

    @Override
    public Arity arity() {
      return Arity.atLeast(2);
    }

    @Override
    public double value(double[] operands) {
      return operands[place(operands)];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[place(operands)] = 1.0;
    }

    @Override
    public boolean isSelective() {
      return true;
    }

    @Override
    public boolean contributes(int position, double[] operands, double result) {
      return position == place(operands);
    }

    private static int place(double[] operands) {
      int place = 0;
      for (int i = 1; i < operands.length; i++) {
        if (operands[i] > operands[place]) {
          place = i;
        }
      }
      return place;
    }
  }
}
