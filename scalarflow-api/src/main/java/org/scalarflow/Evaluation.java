package org.scalarflow;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Tape;

/**
 * The values and derivatives of one run. Immutable; it stays what it is, whatever is run or
 * assigned later.
 */
public final class Evaluation {

  private final ResultLayout layout;
  private final double[] values;
  private final double[] derivatives;

  /** The seeds of the outputs, empty if all are 1; null if only values were computed. */
  private final double @Nullable [] seeds;

  Evaluation(
      ResultLayout layout, double[] values, double[] derivatives, double @Nullable [] seeds) {
    this.layout = layout;
    this.values = values;
    this.derivatives = derivatives;
    this.seeds = seeds;
  }

  /** What was asked for. */
  public Request request() {
    return layout.request();
  }

  /** The nodes of the graph when the program was compiled. */
  public Structure structure() {
    return layout.structure();
  }

  /** The tape that was run: what was evaluated, and in which order derivatives were added up. */
  public Tape tape() {
    return layout.tape();
  }

  /** Whether derivatives were computed, by {@code gradient} instead of {@code run}. */
  public boolean isDifferentiated() {
    return seeds != null;
  }

  /**
   * The weight of an output in the sum that was differentiated; 1 unless the run said otherwise.
   *
   * @throws NotComputedException if the run computed values only, or the node is not an output
   * @throws GraphException if the node is of another graph
   */
  public double seed(Node output) {
    double[] given = requireSeeds();
    int index = layout.findOutput(output);
    if (index < 0) {
      throw new NotComputedException(
          "'" + output.name() + "' is not an output of this run, so it has no seed");
    }
    return given.length == 0 ? 1.0 : given[index];
  }

  /**
   * The value of the only output.
   *
   * @throws NotComputedException if there are several outputs
   */
  public double value() {
    if (request().outputs().size() > 1) {
      throw new NotComputedException(
          "there are " + request().outputs().size() + " outputs; say whose value to read");
    }
    return values[0];
  }

  /**
   * The value of a node.
   *
   * @throws NotComputedException if the run did not deliver it
   * @throws GraphException if the node is of another graph
   */
  public double value(Node node) {
    layout.own(node);
    return node instanceof Constant constant ? constant.value() : values[layout.value(node)];
  }

  /**
   * The value of a node by name.
   *
   * @throws NotComputedException if the run did not deliver it
   * @throws GraphException if there is no such node
   */
  public double value(String name) {
    return value(layout.named(name));
  }

  /**
   * The derivative of the seeded sum of the outputs with respect to a node; with one output, of
   * that output. It is +0.0 where nothing flows back.
   *
   * @throws NotComputedException if the run did not deliver it, or the node does not depend on any
   *     input
   * @throws GraphException if the node is of another graph
   */
  public double derivative(Node node) {
    layout.own(node);
    requireSeeds();
    int index = layout.derivative(node);
    return index == ResultLayout.ZERO ? 0.0 : derivatives[index];
  }

  /**
   * The derivative with respect to a node by name; see {@link #derivative(Node)}.
   *
   * @throws NotComputedException if the run did not deliver it
   * @throws GraphException if there is no such node
   */
  public double derivative(String name) {
    return derivative(layout.named(name));
  }

  /** Whether {@link #value(Node)} has an answer. */
  public boolean hasValue(Node node) {
    return layout.isOwn(node) && (node instanceof Constant || layout.findValue(node.id()) >= 0);
  }

  /** Whether {@link #derivative(Node)} has an answer. */
  public boolean hasDerivative(Node node) {
    return seeds != null && layout.isOwn(node) && layout.hasDerivative(node.id());
  }

  private double[] requireSeeds() {
    if (seeds == null) {
      throw new NotComputedException(
          "this run computed values only; call gradient instead of run for derivatives");
    }
    return seeds;
  }
}
