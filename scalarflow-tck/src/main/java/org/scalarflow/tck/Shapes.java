package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scalarflow.Arity;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** The shapes of which a {@link ShapedGraph} consists. */
final class Shapes {

  /** Operators that neither blow numbers up nor crush derivatives, for most of the nodes. */
  private static final List<Operator> CALM =
      List.of(
          Operators.ADD,
          Operators.SUBTRACT,
          Operators.MULTIPLY,
          Operators.NEGATE,
          Operators.SIN,
          Operators.COS,
          Operators.ATAN,
          Operators.TANH,
          Operators.SIGMOID,
          Operators.SOFTPLUS,
          Operators.MIN,
          Operators.MAX,
          Operators.HYPOT,
          Operators.SELECT,
          RandomGraphs.PEAK,
          RandomGraphs.BLEND,
          RandomGraphs.TOTAL);

  private final ShapedGraph graph;
  private final Random random;
  private final List<Operator> all = new ArrayList<>(Operators.builtIn());

  Shapes(ShapedGraph graph, Random random) {
    this.graph = graph;
    this.random = random;
    all.addAll(List.of(RandomGraphs.BLEND, RandomGraphs.CUBE, RandomGraphs.PEAK));
  }

  /** Adds a shape of about {@code size} operations. */
  void add(int size) {
    switch (random.nextInt(6)) {
      case 0 -> wide(size);
      case 1 -> deep(size);
      case 2 -> hub(size);
      case 3 -> neurons(size);
      case 4 -> sums(size);
      default -> silentBranches(size);
    }
  }

  /**
   * Few levels of many operations, each level of one or a few operators. Operands are neighbours,
   * so that what an awkward input spoils is a part of the graph.
   */
  private void wide(int size) {
    int levels = 1 + random.nextInt(6);
    int width = Math.max(1, size / levels);
    List<Node> below = graph.leaves();
    for (int level = 0; level < levels; level++) {
      List<Operator> operators = new ArrayList<>();
      operators.add(CALM.get(random.nextInt(CALM.size())));
      for (int i = random.nextInt(6); i > 0; i--) {
        operators.add(operator());
      }
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < width; i++) {
        Operator operator = operators.get(random.nextInt(operators.size()));
        Node[] operands = new Node[operandCount(operator)];
        for (int position = 0; position < operands.length; position++) {
          int near = (int) ((long) i * below.size() / width) + random.nextInt(3);
          operands[position] =
              position > 0 && random.nextInt(8) == 0
                  ? operands[position - 1]
                  : random.nextInt(6) == 0 ? leaf() : below.get(near % below.size());
        }
        nodes.add(graph.apply(operator, operands));
      }
      below = nodes;
    }
  }

  /** A chain whose every node also uses a leaf or a node shortly before it. */
  private void deep(int size) {
    List<Node> chain = new ArrayList<>();
    chain.add(any());
    int reach = 1 + random.nextInt(4);
    for (int i = 0; i < size; i++) {
      Operator operator = random.nextInt(8) > 0 ? carrying() : operator();
      Node[] operands = new Node[operandCount(operator)];
      int own = random.nextInt(operands.length);
      for (int position = 0; position < operands.length; position++) {
        int back = position == own ? 0 : random.nextInt(reach);
        operands[position] =
            position == own || random.nextInt(3) == 0
                ? chain.get(Math.max(0, chain.size() - 1 - back))
                : leaf();
      }
      chain.add(graph.apply(operator, operands));
    }
  }

  /** A node that very many operations use, some of them twice; what they give is added up. */
  private void hub(int size) {
    Node hub = any();
    Node sum = null;
    for (int end = graph.made() + size; graph.made() < end; ) {
      Node use =
          switch (random.nextInt(6)) {
            case 0 -> graph.apply(Operators.MULTIPLY, hub, hub);
            case 1 -> graph.apply(Operators.SUBTRACT, leaf(), hub);
            case 2 -> graph.apply(RandomGraphs.PEAK, hub, leaf(), hub);
            case 3 -> graph.apply(Operators.SIN, hub);
            default -> graph.apply(Operators.MULTIPLY, hub, leaf());
          };
      if (random.nextInt(4) > 0) {
        sum = sum == null ? use : graph.apply(Operators.ADD, sum, use);
      }
    }
  }

  /** Layers of units {@code f(b + w₁·x₁ + w₂·x₂ + …)}, summed from left to right. */
  private void neurons(int size) {
    int fanIn = 1 + random.nextInt(Math.max(1, Math.min(40, size / 4)));
    List<Node> below = new ArrayList<>();
    for (int i = 0; i < fanIn; i++) {
      below.add(any());
    }
    Operator activation =
        List.of(Operators.SIGMOID, Operators.TANH, Operators.RELU, Operators.SIN)
            .get(random.nextInt(4));
    int units = 1 + random.nextInt(Math.max(1, size / (2 * fanIn)));
    for (int end = graph.made() + size; graph.made() < end; ) {
      List<Node> layer = new ArrayList<>();
      for (int unit = 0; unit < units && graph.made() < end; unit++) {
        Node sum = leaf();
        for (Node x : below) {
          Node product =
              random.nextInt(16) == 0
                  ? graph.apply(Operators.MULTIPLY, x, leaf())
                  : graph.apply(Operators.MULTIPLY, leaf(), x);
          sum = graph.apply(Operators.ADD, sum, product);
        }
        layer.add(graph.apply(activation, sum));
      }
      below = layer.subList(0, Math.min(layer.size(), fanIn));
    }
  }

  /** Chains of additions and subtractions of leaves and of earlier nodes. */
  private void sums(int size) {
    for (int end = graph.made() + size; graph.made() < end; ) {
      Node sum = any();
      for (int length = 1 + random.nextInt(size); length > 0 && graph.made() < end; length--) {
        Node term = random.nextBoolean() ? leaf() : any();
        sum =
            switch (random.nextInt(16)) {
              case 0 -> graph.apply(Operators.SUBTRACT, term, sum);
              case 1, 2, 3, 4 -> graph.apply(Operators.SUBTRACT, sum, term);
              case 5 -> graph.apply(Operators.ADD, term, sum);
              case 6 ->
                  graph.apply(Operators.SUBTRACT, sum, graph.apply(Operators.SUBTRACT, term, term));
              case 7 -> graph.apply(Operators.ADD, term, term);
              case 8 -> graph.apply(Operators.SIN, sum);
              default -> graph.apply(Operators.ADD, sum, term);
            };
      }
    }
  }

  /** Branches of which a selective operator takes one, so that whole regions pass nothing back. */
  private void silentBranches(int size) {
    int length = 1 + random.nextInt(12);
    for (int end = graph.made() + size; graph.made() < end; ) {
      Node first = branch(length);
      Node second = branch(length);
      if (random.nextBoolean()) {
        graph.apply(RandomGraphs.PEAK, first, second, branch(1));
      } else {
        Node condition = graph.apply(Operators.LESS, any(), leaf());
        graph.apply(Operators.SELECT, condition, first, second);
      }
    }
  }

  private Node branch(int length) {
    Node node = any();
    for (int i = 0; i < length; i++) {
      Operator operator = random.nextInt(4) == 0 ? operator() : carrying();
      Node[] operands = new Node[operandCount(operator)];
      for (int position = 0; position < operands.length; position++) {
        operands[position] = position == 0 ? node : random.nextInt(4) == 0 ? node : leaf();
      }
      node = graph.apply(operator, operands);
    }
    return node;
  }

  /** An operator that passes a derivative on as it is, up to its sign. */
  private Operator carrying() {
    return random.nextBoolean() ? Operators.ADD : Operators.SUBTRACT;
  }

  private Operator operator() {
    List<Operator> among = random.nextInt(5) == 0 ? all : CALM;
    return among.get(random.nextInt(among.size()));
  }

  private int operandCount(Operator operator) {
    Arity arity = operator.arity();
    int most = Math.min(arity.most(), arity.least() + 3 * arity.step());
    return arity.least() + arity.step() * random.nextInt((most - arity.least()) / arity.step() + 1);
  }

  private Node leaf() {
    return graph.leaves().get(random.nextInt(graph.leaves().size()));
  }

  private Node any() {
    return graph.nodes().get(random.nextInt(graph.nodes().size()));
  }
}
