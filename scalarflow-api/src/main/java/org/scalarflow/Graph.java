package org.scalarflow;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Backend;

/**
 * A computation graph of scalar nodes: defined first, run later.
 *
 * <pre>{@code
 * Graph g = new Graph();
 * Variable w = g.variable("w", 1.0);
 * Placeholder x = g.placeholder("x");
 * Placeholder y = g.placeholder("y");
 * Node loss = w.times(x).minus(y).pow(2).plus(w.pow(2));
 *
 * Evaluation run = g.gradient(loss, Feed.of(x, 2.0).and(y, 3.0));
 * run.value();       // 2.0
 * run.derivative(w); // -2.0
 * }</pre>
 *
 * <p>A graph only grows, and a node's operands exist before it: ids are a topological order, there
 * are no cycles, and whatever was compiled stays valid. An unnamed node of one or two operands
 * takes 12 bytes. One thread builds a graph; programs made from it are snapshots that any thread
 * may run.
 *
 * <p>Names are unique in a graph. A node that is given none has an automatic one, counted per
 * graph: {@code Pow_0}, {@code Pow_1}, …
 */
public final class Graph {

  private final boolean sharing;
  private final SharedNodes shared = new SharedNodes();
  private final NodeTable nodes = new NodeTable();
  private final VariableTable variables = new VariableTable();
  private final NameTable names = new NameTable();
  private final Map<Operator, Integer> operatorIndex = new IdentityHashMap<>();
  private final Runs runs;

  private Operator[] operators = new Operator[16];

  /** The opcodes of the operators. */
  private byte[] opcodes = new byte[operators.length];

  private double[] constants = new double[16];
  private int constantCount;

  /** An empty graph that discovers its backend at its first run. */
  public Graph() {
    this(false, null);
  }

  /** An empty graph whose programs run on this backend unless they name another. */
  public Graph(Backend backend) {
    this(false, Objects.requireNonNull(backend, "backend"));
  }

  private Graph(boolean sharing, @Nullable Backend backend) {
    this.sharing = sharing;
    this.runs = new Runs(backend);
  }

  /**
   * An empty graph that shares equal nodes: applying a pure operator to the operands of an existing
   * node, or asking for a constant with the same bits, gives that node instead of a new one.
   * Sharing merges adjoints, so derivatives of the merged nodes are those of their sum.
   */
  public static Graph sharingEqualNodes() {
    return new Graph(true, null);
  }

  /** The same for a graph whose programs run on this backend unless they name another. */
  public static Graph sharingEqualNodes(Backend backend) {
    return new Graph(true, Objects.requireNonNull(backend, "backend"));
  }

  /** The number of nodes. */
  public int size() {
    return nodes.size();
  }

  /** The nodes that there are now, by id. */
  public Structure structure() {
    return new Structure(this, nodes.snapshot(), operators, opcodes, constants);
  }

  // ---------------------------------------------------------------- leaves

  /** A constant. */
  public Constant constant(double value) {
    int id = sharing ? shared.constant(value, this::addConstant) : addConstant(value);
    return new Constant(this, id, value);
  }

  private int addConstant(double value) {
    if (constantCount == constants.length) {
      constants = Arrays.copyOf(constants, 2 * constantCount);
    }
    constants[constantCount] = value;
    return nodes.addLeaf(NodeTable.CONSTANT, constantCount++);
  }

  /** A variable with a current value and an automatic name. */
  public Variable variable(double value) {
    int index = variables.add(value);
    int id = nodes.addLeaf(NodeTable.VARIABLE, index);
    return new Variable(this, id, variables, index);
  }

  /**
   * A variable with a name and a current value.
   *
   * @throws GraphException if the name is empty or taken
   */
  public Variable variable(String name, double value) {
    requireFree(name);
    Variable variable = variable(value);
    name(variable.id(), name);
    return variable;
  }

  /** A placeholder with an automatic name. */
  public Placeholder placeholder() {
    return new Placeholder(this, nodes.addLeaf(NodeTable.PLACEHOLDER, 0));
  }

  /**
   * A placeholder with a name.
   *
   * @throws GraphException if the name is empty or taken
   */
  public Placeholder placeholder(String name) {
    requireFree(name);
    Placeholder placeholder = placeholder();
    name(placeholder.id(), name);
    return placeholder;
  }

  // ------------------------------------------------------------ operations

  /**
   * Applies an operator to one operand.
   *
   * @throws GraphException if the operand is null or of another graph, or the operator does not
   *     take one operand
   */
  public Node apply(Operator operator, Node operand) {
    requireArity(operator, 1);
    int code = indexOf(operator);
    int a = operandId(operator, 0, operand);
    return sharing && operator.isPure()
        ? node(shared.operation(code, nodes, a))
        : new Node(this, nodes.addUnary(code, a));
  }

  /**
   * Applies an operator to two operands.
   *
   * @throws GraphException if an operand is null or of another graph, or the operator does not take
   *     two operands
   */
  public Node apply(Operator operator, Node first, Node second) {
    requireArity(operator, 2);
    int code = indexOf(operator);
    int a = operandId(operator, 0, first);
    int b = operandId(operator, 1, second);
    return sharing && operator.isPure()
        ? node(shared.operation(code, nodes, a, b))
        : new Node(this, nodes.addBinary(code, a, b));
  }

  /**
   * Applies an operator to operands.
   *
   * @throws GraphException if an operand is null or of another graph, or their number is wrong
   */
  public Node apply(Operator operator, Node... operands) {
    return apply(operator, Arrays.asList(operands));
  }

  /**
   * Applies an operator to operands.
   *
   * @throws GraphException if an operand is null or of another graph, or their number is wrong
   */
  public Node apply(Operator operator, List<? extends Node> operands) {
    requireArity(operator, operands.size());
    int code = indexOf(operator);
    int[] ids = new int[operands.size()];
    for (int position = 0; position < ids.length; position++) {
      ids[position] = operandId(operator, position, operands.get(position));
    }
    return sharing && operator.isPure()
        ? node(shared.operation(code, nodes, ids))
        : new Node(this, nodes.add(code, ids));
  }

  /**
   * Applies an operator found by name: a built-in one, or one that a provider on the class path or
   * module path brings.
   *
   * @throws OperatorException if there is no operator of that name, or several
   * @throws GraphException if an operand is null or of another graph, or their number is wrong
   */
  public Node apply(String operatorName, Node... operands) {
    return apply(operators().named(operatorName), operands);
  }

  // ----------------------------------------------------------------- names

  /**
   * The node with an id.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Node node(int id) {
    return handle(Objects.checkIndex(id, nodes.size()), nodes, constants);
  }

  /** The node of that name, given or automatic. */
  public Optional<Node> find(String name) {
    int id = idOf(name, structure());
    return id < 0 ? Optional.empty() : Optional.of(node(id));
  }

  /**
   * The node of that name, given or automatic.
   *
   * @throws GraphException if there is none; the message suggests the nearest name
   */
  public Node node(String name) {
    return find(name).orElseThrow(() -> new GraphException(unknownName(name)));
  }

  // ------------------------------------------------------------------ runs

  /** The operators that {@link #apply(String, Node...)} knows, discovered once and kept. */
  public OperatorRegistry operators() {
    return runs.operators();
  }

  /** The backend that runs this graph: the one it was made with, else discovered and kept. */
  public Backend backend() {
    return runs.backend();
  }

  /**
   * The values of a node and of every ancestor.
   *
   * @throws FeedException if the feed misses a placeholder or names something unknown
   */
  public Evaluation run(Node output, Feed feed) {
    return runs.values(requireOwn(output)).run(feed);
  }

  /** The same with nothing fed. */
  public Evaluation run(Node output) {
    return run(output, Feed.empty());
  }

  /**
   * The values and derivatives of a node with respect to every ancestor.
   *
   * @throws FeedException if the feed misses a placeholder or names something unknown
   */
  public Evaluation gradient(Node output, Feed feed) {
    return runs.gradient(requireOwn(output)).gradient(feed);
  }

  /** The same with nothing fed. */
  public Evaluation gradient(Node output) {
    return gradient(output, Feed.empty());
  }

  /** Compiles a request for this graph's backend with the default options. */
  public Program compile(Request request) {
    return compile(request, backend(), CompileOptions.DEFAULT);
  }

  /**
   * Compiles a request.
   *
   * @throws GraphException if the request is for another graph
   * @throws BackendException if the backend fails
   */
  public Program compile(Request request, Backend backend, CompileOptions options) {
    if (request.graph() != this) {
      throw new GraphException("the request names nodes of another graph");
    }
    return Program.compile(request, backend, options);
  }

  // -------------------------------------------------------------- internal

  /** The node itself if it is of this graph. */
  <T extends Node> T requireOwn(T node) {
    Objects.requireNonNull(node, "node");
    if (node.graph() != this) {
      throw new GraphException("'" + node.name() + "' belongs to another graph");
    }
    return node;
  }

  /**
   * A handle on a node that stands in these tables. From tables of a snapshot any thread may make
   * one, also while the graph grows.
   */
  Node handle(int id, NodeTable nodes, double[] constants) {
    int index = nodes.first(id);
    return switch (nodes.code(id)) {
      case NodeTable.CONSTANT -> new Constant(this, id, constants[index]);
      case NodeTable.VARIABLE -> new Variable(this, id, variables, index);
      case NodeTable.PLACEHOLDER -> new Placeholder(this, id);
      default -> new Node(this, id);
    };
  }

  String nameOf(int id, Structure structure) {
    synchronized (names) {
      return names.name(id, structure);
    }
  }

  /** The id of the node of that name among those of a snapshot, or -1. */
  int idOf(String name, Structure structure) {
    Objects.requireNonNull(name, "name");
    synchronized (names) {
      int id = names.find(name, () -> structure);
      return id < structure.size() ? id : -1;
    }
  }

  void name(int id, String name) {
    synchronized (names) {
      if (!isAutomatic(id, name)) {
        requireFree(name);
      }
      if (names.isGiven(id)) {
        throw new GraphException(
            "'"
                + names.name(id, structure())
                + "' already has a name; it cannot become '"
                + name
                + "'");
      }
      names.give(id, name, this::structure);
    }
  }

  /** Whether a node without a given name bears this name already. */
  private boolean isAutomatic(int id, String name) {
    Objects.requireNonNull(name, "name");
    return !names.isGiven(id) && names.find(name, this::structure) == id;
  }

  /** {@code there is no node named 'lss'; did you mean 'loss'?}. */
  String unknownName(String name) {
    synchronized (names) {
      String nearest =
          Suggestions.nearest(name, StreamSupport.stream(names.givenNames().spliterator(), false));
      return "there is no node named '" + name + "' in this graph" + nearest;
    }
  }

  String describe(int id) {
    Structure structure = structure();
    String name = structure.name(id);
    return switch (structure.kind(id)) {
      case CONSTANT -> name + " = " + structure.constant(id);
      case VARIABLE, PLACEHOLDER -> name + " (" + structure.operatorName(id) + ")";
      case OPERATION ->
          IntStream.range(0, structure.operandCount(id))
              .mapToObj(position -> structure.name(structure.operand(id, position)))
              .collect(
                  Collectors.joining(", ", name + " = " + structure.operatorName(id) + "(", ")"));
    };
  }

  private void requireFree(String name) {
    Objects.requireNonNull(name, "name");
    if (name.isEmpty()) {
      throw new GraphException("a name must not be empty");
    }
    synchronized (names) {
      if (!names.isFree(name, this::structure)) {
        int holder = names.find(name, this::structure);
        throw new GraphException(
            "the name '"
                + name
                + "' is taken"
                + (holder < 0 ? " by automatic naming" : " by node " + holder)
                + "; names are unique in a graph");
      }
    }
  }

  private void requireArity(Operator operator, int count) {
    Objects.requireNonNull(operator, "operator");
    if (!operator.arity().accepts(count)) {
      throw new GraphException(
          "operator '"
              + operator.name()
              + "' takes "
              + operator.arity().describe()
              + ", but was given "
              + count);
    }
  }

  private int operandId(Operator operator, int position, @Nullable Node operand) {
    if (operand == null) {
      throw new GraphException("operand " + position + " of '" + operator.name() + "' is null");
    }
    if (operand.graph() != this) {
      throw new GraphException(
          "operand "
              + position
              + " of '"
              + operator.name()
              + "', the node '"
              + operand.name()
              + "', belongs to another graph");
    }
    return operand.id();
  }

  private int indexOf(Operator operator) {
    Integer known = operatorIndex.get(operator);
    if (known != null) {
      return known;
    }
    int index = operatorIndex.size();
    OperatorRegistry.requireValidName(operator);
    if (index == operators.length) {
      operators = Arrays.copyOf(operators, 2 * index);
      opcodes = Arrays.copyOf(opcodes, 2 * index);
    }
    operators[index] = operator;
    opcodes[index] = (byte) Operators.opcode(operator);
    operatorIndex.put(operator, index);
    return index;
  }
}
