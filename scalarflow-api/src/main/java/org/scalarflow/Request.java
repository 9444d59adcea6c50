package org.scalarflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a program shall compute: its outputs, the nodes whose derivative is wanted, further nodes to
 * observe, and which inputs vary from row to row in a batch. Work is proportional to it: only
 * ancestors of what is named here are evaluated.
 *
 * <p>The derivative of a node is that of the sum of the outputs, each weighted by its seed (1
 * unless a run says otherwise). Observed nodes are only read; nothing flows back from them.
 *
 * <pre>{@code
 * Request training = Request.of(loss).differentiate(weights).observe(probability);
 * }</pre>
 *
 * <p>Immutable; every method returns a new request.
 */
public final class Request {

  /** Which of a group of nodes a request names: a list of them, or all that qualify. */
  private record Selection(boolean all, Set<Node> nodes) {

    static final Selection NONE = new Selection(false, Set.of());

    /** All that qualify, and those named, whether they do or not. */
    Selection withAll() {
      return new Selection(true, nodes);
    }

    Selection plus(List<? extends Node> more) {
      Set<Node> union = new LinkedHashSet<>(nodes);
      union.addAll(more);
      return new Selection(all, Collections.unmodifiableSet(union));
    }
  }

  private final Graph graph;
  private final List<Node> outputs;
  private final Selection differentiated;
  private final Selection observed;
  private final Set<Node> rowInputs;
  private final Set<Node> uniformInputs;

  private Request(
      Graph graph,
      List<Node> outputs,
      Selection differentiated,
      Selection observed,
      Set<Node> rowInputs,
      Set<Node> uniformInputs) {
    this.graph = graph;
    this.outputs = outputs;
    this.differentiated = differentiated;
    this.observed = observed;
    this.rowInputs = rowInputs;
    this.uniformInputs = uniformInputs;
  }

  /**
   * The values of the outputs, no derivatives.
   *
   * @throws GraphException if there is no output, one is named twice, or they are of several graphs
   */
  public static Request of(Node... outputs) {
    return of(List.of(outputs));
  }

  /**
   * The values of the outputs, no derivatives.
   *
   * @throws GraphException if there is no output, one is named twice, or they are of several graphs
   */
  public static Request of(List<? extends Node> outputs) {
    List<Node> copy = List.copyOf(outputs);
    if (copy.isEmpty()) {
      throw new GraphException("a request needs at least one output");
    }
    Graph graph = copy.get(0).graph();
    Set<Node> seen = new LinkedHashSet<>();
    for (Node output : copy) {
      graph.requireOwn(output);
      if (!seen.add(output)) {
        throw new GraphException("output '" + output.name() + "' is named twice in one request");
      }
    }
    return new Request(graph, copy, Selection.NONE, Selection.NONE, Set.of(), Set.of());
  }

  /** Everything a lesson wants: the output, and the value and derivative of every ancestor. */
  public static Request everything(Node output) {
    return of(output).differentiateAll().observeAll();
  }

  /** Adds nodes whose derivative is wanted; for a node that no output depends on it is +0.0. */
  public Request differentiate(Node... nodes) {
    return differentiate(List.of(nodes));
  }

  /** Adds nodes whose derivative is wanted; for a node that no output depends on it is +0.0. */
  public Request differentiate(List<? extends Node> nodes) {
    return new Request(
        graph, outputs, differentiated.plus(own(nodes)), observed, rowInputs, uniformInputs);
  }

  /** Asks for the derivative of every ancestor of the outputs that depends on an input. */
  public Request differentiateAll() {
    return new Request(
        graph, outputs, differentiated.withAll(), observed, rowInputs, uniformInputs);
  }

  /** Adds nodes whose value is wanted beside the outputs. */
  public Request observe(Node... nodes) {
    return observe(List.of(nodes));
  }

  /** Adds nodes whose value is wanted beside the outputs. */
  public Request observe(List<? extends Node> nodes) {
    return new Request(
        graph, outputs, differentiated, observed.plus(own(nodes)), rowInputs, uniformInputs);
  }

  /** Asks for the value of every ancestor of the outputs. */
  public Request observeAll() {
    return new Request(
        graph, outputs, differentiated, observed.withAll(), rowInputs, uniformInputs);
  }

  /**
   * Says that variables vary from row to row in a batch; placeholders do so by default.
   *
   * @throws GraphException if a node is not an input
   */
  public Request varyByRow(Node... inputs) {
    return varyByRow(List.of(inputs));
  }

  /**
   * The same for a list of inputs.
   *
   * @throws GraphException if a node is not an input
   */
  public Request varyByRow(List<? extends Node> inputs) {
    List<Node> nodes = inputs(inputs);
    return new Request(
        graph,
        outputs,
        differentiated,
        observed,
        union(rowInputs, nodes),
        without(uniformInputs, nodes));
  }

  /**
   * Says that placeholders have one value for all rows of a batch; variables do so by default.
   *
   * @throws GraphException if a node is not an input
   */
  public Request uniform(Node... inputs) {
    return uniform(List.of(inputs));
  }

  /**
   * The same for a list of inputs.
   *
   * @throws GraphException if a node is not an input
   */
  public Request uniform(List<? extends Node> inputs) {
    List<Node> nodes = inputs(inputs);
    return new Request(
        graph,
        outputs,
        differentiated,
        observed,
        without(rowInputs, nodes),
        union(uniformInputs, nodes));
  }

  /** The graph that all nodes belong to. */
  public Graph graph() {
    return graph;
  }

  /** The outputs in the order they were named. */
  public List<Node> outputs() {
    return outputs;
  }

  /** Whether any derivative is wanted. */
  public boolean wantsDerivatives() {
    return differentiated.all() || !differentiated.nodes().isEmpty();
  }

  /** Whether the derivatives of all ancestors are wanted. */
  public boolean differentiatesAll() {
    return differentiated.all();
  }

  /** The nodes named to be differentiated, in order. */
  public List<Node> differentiated() {
    return new ArrayList<>(differentiated.nodes());
  }

  /** Whether this node is named to be differentiated. */
  boolean names(Node node) {
    return differentiated.nodes().contains(node);
  }

  /** Whether the values of all ancestors are wanted. */
  public boolean observesAll() {
    return observed.all();
  }

  /** The nodes named to be observed, in order. */
  public List<Node> observed() {
    return new ArrayList<>(observed.nodes());
  }

  /** Whether this input varies from row to row in a batch. */
  public boolean variesByRow(Node input) {
    return rowInputs.contains(input)
        || (input.kind() == NodeKind.PLACEHOLDER && !uniformInputs.contains(input));
  }

  private <T extends Node> List<T> own(List<T> nodes) {
    nodes.forEach(graph::requireOwn);
    return nodes;
  }

  private List<Node> inputs(List<? extends Node> inputs) {
    List<Node> nodes = List.copyOf(inputs);
    for (Node node : own(nodes)) {
      if (!node.kind().isInput()) {
        throw new GraphException(
            "'" + node.name() + "' is not an input; only variables and placeholders vary by row");
      }
    }
    return nodes;
  }

  private static Set<Node> union(Set<Node> set, List<Node> more) {
    Set<Node> result = new LinkedHashSet<>(set);
    result.addAll(more);
    return Collections.unmodifiableSet(result);
  }

  private static Set<Node> without(Set<Node> set, List<Node> fewer) {
    Set<Node> result = new LinkedHashSet<>(set);
    fewer.forEach(result::remove);
    return Collections.unmodifiableSet(result);
  }

  /** The request in one line, for messages and logs. */
  @Override
  public String toString() {
    return "outputs "
        + outputs.stream().map(Node::name).toList()
        + ", derivatives "
        + describe(differentiated)
        + ", observed "
        + describe(observed);
  }

  private static String describe(Selection selection) {
    return selection.all()
        ? "of all"
        : selection.nodes().stream().map(Node::name).toList().toString();
  }
}
