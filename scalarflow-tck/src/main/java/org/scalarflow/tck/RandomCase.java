package org.scalarflow.tck;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.scalarflow.CompileOptions;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.Structure;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Tape;

/** A random graph with a request and inputs, made by {@link RandomGraphs#of}. */
public final class RandomCase {

  private final long seed;
  private final Request request;
  private final List<Node> inputs;
  private final boolean awkward;
  private final double[] seeds;

  RandomCase(long seed, Request request, List<Node> inputs, boolean awkward, double[] seeds) {
    this.seed = seed;
    this.request = request;
    this.inputs = inputs;
    this.awkward = awkward;
    this.seeds = seeds;
  }

  /** The seed that gives this case again. */
  public long seed() {
    return seed;
  }

  /** What is asked of the graph. */
  public Request request() {
    return request;
  }

  /** The adjoint seeds: one for each output, or none, which means that all are 1. */
  public double[] seeds() {
    return seeds.clone();
  }

  /**
   * The values of variables and placeholders in a row, by graph id. Inputs that do not vary by row
   * have the same value in all of them.
   */
  public double[] inputs(int row) {
    double[] values = new double[request.graph().size()];
    Random uniform = new Random(seed);
    Random varying = new Random(seed + 1_000_003L * (row + 1));
    for (Node input : inputs) {
      Random random = request.variesByRow(input) ? varying : uniform;
      values[input.id()] = RandomGraphs.number(random, awkward);
    }
    return values;
  }

  /**
   * Runs the case on a backend and compares every value and derivative with the reference sweep.
   *
   * @throws AssertionError if a bit differs; the message names seed, node and both numbers
   */
  public void verify(Backend backend) {
    verifyValues(backend);
    verifyDerivatives(backend);
  }

  /** Compares the values of a run without derivatives. */
  void verifyValues(Backend backend) {
    KernelProbe probe = probe(backend);
    for (int row = 0; row < 2; row++) {
      double[] inputs = inputs(row);
      double[] actual = probe.evaluate(inputs);
      compareValues(210, row, actual, probe.tape(), new ReferenceSweep(request).run(inputs, seeds));
    }
  }

  /** Compares the derivatives, in two runs with one workspace. */
  void verifyDerivatives(Backend backend) {
    KernelProbe probe = probe(backend);
    Tape tape = probe.tape();
    for (int row = 0; row < 2; row++) {
      double[] inputs = inputs(row);
      double[] actual = probe.differentiate(inputs, seeds).sums();
      ReferenceSweep.Row expected = new ReferenceSweep(request).run(inputs, seeds);
      for (int i = 0; i < tape.derivativeCount(); i++) {
        int node = tape.origin(tape.derivativeNode(i));
        Check.bits(329, message("derivative", row, node), expected.derivatives()[node], actual[i]);
      }
    }
  }

  private void compareValues(
      int rule, int row, double[] actual, Tape tape, ReferenceSweep.Row expected) {
    for (int i = 0; i < tape.valueCount(); i++) {
      int node = tape.origin(tape.valueNode(i));
      Check.bits(rule, message("value", row, node), expected.values()[node], actual[i]);
    }
  }

  private KernelProbe probe(Backend backend) {
    return new KernelProbe(backend.compile(Tape.lower(request), CompileOptions.DEFAULT));
  }

  /** What differs, and the line that repeats it. */
  private Supplier<String> message(String what, int row, int node) {
    Structure structure = request.graph().structure();
    return () ->
        what
            + " of node '"
            + structure.name(node)
            + "' (id "
            + node
            + ", "
            + structure.operatorName(node)
            + ") for inputs("
            + row
            + "), random graph of seed "
            + seed
            + "; to repeat it: "
            + this
            + ".verify(backend);";
  }

  /** The expression that makes this case. */
  @Override
  public String toString() {
    return "RandomGraphs.of(" + seed + "L)";
  }
}
