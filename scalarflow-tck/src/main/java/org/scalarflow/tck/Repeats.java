package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/**
 * Stretches of equal operations that follow each other, as loops in a user's program make them:
 * terms of a sum, units of a layer, steps of time, and loops around those. Where an operand is
 * taken from follows a rule, which is broken now and then.
 */
final class Repeats {

  private static final List<Operator> OPERATORS =
      List.of(
          Operators.ADD,
          Operators.ADD,
          Operators.MULTIPLY,
          Operators.MULTIPLY,
          Operators.SUBTRACT,
          Operators.NEGATE,
          Operators.SIN,
          Operators.TANH,
          Operators.RELU,
          Operators.SIGMOID,
          Operators.MAX,
          Operators.HYPOT);

  /** Rarer, since most backends treat a graph that has some in another way. */
  private static final List<Operator> SPECIAL =
      List.of(
          Operators.SELECT,
          Operators.LOG_SUM_EXP,
          RandomGraphs.BLEND,
          RandomGraphs.PEAK,
          RandomGraphs.CUBE);

  private static final int MOST_OPERATIONS = 5;
  private static final int MOST_LOOPS = 3;

  private final ShapedGraph graph;
  private final Random random;
  private final boolean hasSpecial;

  /** One in so many operands does not follow its rule; none if 0. */
  private final int brokenOneIn;

  /** How often each loop around the present place was begun anew, the outermost first. */
  private final int[] counters = new int[MOST_LOOPS];

  Repeats(ShapedGraph graph, Random random) {
    this.graph = graph;
    this.random = random;
    hasSpecial = random.nextInt(3) == 0;
    brokenOneIn = random.nextInt(3) == 0 ? 50 + random.nextInt(500) : 0;
  }

  /** Where an operand is taken from. */
  private interface Rule {
    Node operand();
  }

  /** What is repeated: an operation or a loop. */
  private interface Part {
    void add();
  }

  /** What an operation of a loop has given so far. */
  private static final class Results {

    final List<Node> all = new ArrayList<>();

    /** The one of {@code ago} times before, counted from 1; something else if there is none yet. */
    Node ago(int ago, Node otherwise) {
      return ago <= all.size() ? all.get(all.size() - ago) : otherwise;
    }
  }

  /** Adds a nest of loops of about {@code size} operations. */
  void add(int size) {
    int depth = 1 + random.nextInt(MOST_LOOPS);
    int end = graph.made() + size;
    int trips = 2 + random.nextInt(Math.max(1, size / (1 << depth)));
    loop(0, depth, trips, new ArrayList<>(), end).add();
  }

  private Part loop(int level, int depth, int trips, List<Results> visible, int end) {
    List<Results> inside = new ArrayList<>(visible);
    List<Part> body = new ArrayList<>();
    int operations = 1 + random.nextInt(MOST_OPERATIONS);
    int nested = level + 1 < depth ? random.nextInt(operations + 1) : -1;
    for (int i = 0; i <= operations; i++) {
      if (i == nested) {
        int innerTrips = 2 + random.nextInt(Math.max(2, trips / 2));
        body.add(loop(level + 1, depth, innerTrips, inside, end));
      }
      if (i < operations) {
        body.add(operation(level, inside));
      }
    }
    // The loops inside let what follows them see their results.
    visible.addAll(inside.subList(visible.size(), inside.size()));
    return () -> {
      for (int i = 0; i < trips && graph.made() < end; i++) {
        counters[level] = i;
        body.forEach(Part::add);
      }
      counters[level] = 0;
    };
  }

  private Part operation(int level, List<Results> visible) {
    List<Operator> among = hasSpecial && random.nextInt(4) == 0 ? SPECIAL : OPERATORS;
    Operator operator = among.get(random.nextInt(among.size()));
    int count = operator.arity().least() + (operator.arity().most() > 3 ? 2 : 0);
    Results results = new Results();
    visible.add(results);
    List<Rule> rules = new ArrayList<>();
    for (int position = 0; position < count; position++) {
      rules.add(rule(level, visible));
    }
    return () -> {
      Node[] operands = new Node[count];
      for (int position = 0; position < count; position++) {
        boolean isBroken = brokenOneIn > 0 && random.nextInt(brokenOneIn) == 0;
        operands[position] = isBroken ? any(graph.nodes()) : rules.get(position).operand();
      }
      results.all.add(graph.apply(operator, operands));
    };
  }

  private Rule rule(int level, List<Results> visible) {
    Node start = any(graph.leaves());
    Results results = visible.get(random.nextInt(visible.size()));
    return switch (random.nextInt(8)) {
      case 0, 1 -> () -> results.ago(1, start);
      case 2 -> {
        int ago = 1 + random.nextInt(4);
        yield () -> results.ago(ago, start);
      }
      case 3 -> strided(level, results.all, start);
      case 4 -> () -> start;
      case 5 -> () -> any(graph.leaves());
      default -> strided(level, graph.inputs(), start);
    };
  }

  /** One place on in a list for each iteration, or several. */
  private Rule strided(int level, List<Node> nodes, Node otherwise) {
    int[] strides = new int[level + 1];
    for (int i = 0; i <= level; i++) {
      strides[i] = random.nextInt(3) == 0 ? random.nextInt(20) - 5 : random.nextInt(2);
    }
    int base = random.nextInt(10);
    return () -> {
      int place = base;
      for (int i = 0; i < strides.length; i++) {
        place += strides[i] * counters[i];
      }
      return nodes.isEmpty() ? otherwise : nodes.get(Math.floorMod(place, nodes.size()));
    };
  }

  private Node any(List<Node> nodes) {
    return nodes.get(random.nextInt(nodes.size()));
  }
}
