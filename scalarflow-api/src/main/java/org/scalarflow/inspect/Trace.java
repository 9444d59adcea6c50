package org.scalarflow.inspect;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.scalarflow.Evaluation;
import org.scalarflow.Graph;
import org.scalarflow.GraphException;
import org.scalarflow.Node;
import org.scalarflow.Structure;

/**
 * One run as data: every node with its value, derivative and local partials, and every step of the
 * backward sweep in the order in which derivatives are added up.
 *
 * <p>It is made from an {@link Evaluation}; the one of {@link Graph#gradient} or of {@link
 * org.scalarflow.Request#everything} shows everything. Of other runs it shows what they delivered;
 * a number that was not delivered is empty, never 0. Local partials are computed again, from the
 * operands and the result that the run recorded.
 *
 * <p>The lists are immutable and make their elements when asked, so a trace of a large graph is
 * cheap to hold.
 */
public final class Trace {

  /**
   * A node and what is known of it.
   *
   * @param node the node
   * @param name its name
   * @param operator its operator's name, or {@code constant}, {@code variable}, {@code placeholder}
   * @param operands the names of its operands, in order
   * @param value its value, if the run delivered it
   * @param derivative its derivative, if the run delivered it; never that of a constant
   * @param partials one entry for each operand: the local partial that the backward sweep used.
   *     Empty where nothing was passed to the operand: it does not depend on an input, the operator
   *     is not differentiable there, a {@code select} took the other branch, it is not on the way
   *     to a derivative that was asked for, or nothing came back to this node; and where the values
   *     that the partial depends on were not delivered
   */
  public record Entry(
      Node node,
      String name,
      String operator,
      List<String> operands,
      OptionalDouble value,
      OptionalDouble derivative,
      List<OptionalDouble> partials) {}

  /**
   * A step of the backward sweep: a consumer passes its adjoint, times the local partial, to one of
   * its operands.
   *
   * @param consumer the node that passes
   * @param operand the node that receives
   * @param position at which of the consumer's operands it stands, from 0
   * @param adjoint the derivative of the consumer, if delivered
   * @param partial the derivative of the consumer with respect to this operand alone, if known
   * @param product {@code adjoint · partial}, if both are known
   */
  public record Step(
      Node consumer,
      Node operand,
      int position,
      OptionalDouble adjoint,
      OptionalDouble partial,
      OptionalDouble product) {}

  /**
   * What the backward sweep starts from.
   *
   * @param output an output of the request
   * @param weight its first contribution; 1 unless the run said otherwise
   */
  public record Seed(Node output, double weight) {}

  private final NodeNumbers nodes;
  private final BackwardSweep sweep;
  private final List<Seed> seeds;

  private Trace(Evaluation run) {
    nodes = NodeNumbers.of(run);
    sweep = new BackwardSweep(run, nodes);
    seeds =
        run.isDifferentiated()
            ? run.request().outputs().stream()
                .map(output -> new Seed(output, run.seed(output)))
                .toList()
            : List.of();
  }

  /**
   * The trace of a run.
   *
   * @throws org.scalarflow.OperatorException if an operator throws when asked for its partials
   */
  public static Trace of(Evaluation run) {
    return new Trace(run);
  }

  /** The nodes that the run's request names and all that they are computed from, by id. */
  public List<Entry> nodes() {
    return list(0, nodes.size(), this::entry);
  }

  /**
   * The entry of a node.
   *
   * @throws GraphException if the node is not in this trace
   */
  public Entry node(Node node) {
    return entry(index(node));
  }

  /**
   * The seeds in the order of the outputs; empty if the run computed values only. A seed is the
   * first contribution its output receives, before any step.
   */
  public List<Seed> seeds() {
    return seeds;
  }

  /**
   * The steps in canonical order: descending consumer, then ascending operand position. Inputs come
   * before operations in that order whatever their ids, and pass nothing. Empty if the run computed
   * values only.
   */
  public List<Step> steps() {
    return list(0, sweep.stepCount(), this::step);
  }

  /**
   * The steps that pass something to a node, in the order in which it is added up.
   *
   * @throws GraphException if the node is not in this trace
   */
  public List<Step> received(Node node) {
    int at = sweep.tapeNode(nodes.id(index(node)));
    return at < 0
        ? List.of()
        : list(sweep.receivedStart(at), sweep.receivedEnd(at), i -> step(sweep.receivedStep(i)));
  }

  /**
   * The steps by which a node passes something to its operands, by position.
   *
   * @throws GraphException if the node is not in this trace
   */
  public List<Step> passed(Node node) {
    int at = sweep.tapeNode(nodes.id(index(node)));
    return at < 0 ? List.of() : list(sweep.passedStart(at), sweep.passedEnd(at), this::step);
  }

  /** The nodes of the backward sweep in its order: those reached or with a derivative. */
  List<Node> visited() {
    return list(0, sweep.visitCount(), i -> nodes.structure().node(sweep.visit(i)));
  }

  private Graph graph() {
    return nodes.structure().graph();
  }

  private int index(Node node) {
    int index = node.graph() == graph() ? nodes.index(node.id()) : -1;
    if (index < 0) {
      throw new GraphException("'" + node.name() + "' is not among the nodes of this trace");
    }
    return index;
  }

  private Entry entry(int index) {
    int id = nodes.id(index);
    Structure structure = nodes.structure();
    int count = structure.operandCount(id);
    OptionalDouble[] partials = new OptionalDouble[count];
    Arrays.fill(partials, OptionalDouble.empty());
    int at = sweep.tapeNode(id);
    if (at >= 0) {
      for (int step = sweep.passedStart(at); step < sweep.passedEnd(at); step++) {
        partials[sweep.position(step)] = sweep.partial(step);
      }
    }
    return new Entry(
        structure.node(id),
        structure.name(id),
        structure.operatorName(id),
        IntStream.range(0, count)
            .mapToObj(position -> structure.name(structure.operand(id, position)))
            .toList(),
        nodes.value(index),
        nodes.derivative(index),
        List.of(partials));
  }

  private Step step(int step) {
    Structure structure = nodes.structure();
    int consumer = sweep.consumer(step);
    int position = sweep.position(step);
    OptionalDouble adjoint = nodes.derivative(nodes.index(consumer));
    OptionalDouble partial = sweep.partial(step);
    return new Step(
        structure.node(consumer),
        structure.node(structure.operand(consumer, position)),
        position,
        adjoint,
        partial,
        adjoint.isPresent() && partial.isPresent()
            ? OptionalDouble.of(adjoint.getAsDouble() * partial.getAsDouble())
            : OptionalDouble.empty());
  }

  private static <T> List<T> list(int from, int to, IntFunction<T> element) {
    return new OnDemand<>(from, to, element);
  }

  /** A list whose elements are made when asked for. */
  private static final class OnDemand<T> extends AbstractList<T> implements RandomAccess {

    private final int from;
    private final int to;
    private final IntFunction<T> element;

    OnDemand(int from, int to, IntFunction<T> element) {
      this.from = from;
      this.to = to;
      this.element = element;
    }

    @Override
    public T get(int index) {
      return element.apply(from + Objects.checkIndex(index, size()));
    }

    @Override
    public int size() {
      return to - from;
    }
  }
}
