package org.scalarflow.tck;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.scalarflow.CompileOptions;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.Structure;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Tape;

/** A random graph with a request and inputs, made by {@link RandomGraphs}. */
public final class RandomCase {

  private static final int ROWS = 2;

  private final String expression;
  private final long seed;
  private final Request request;
  private final List<Node> inputs;
  private final int awkwardOneIn;
  private final double[] seeds;

  RandomCase(
      String expression,
      long seed,
      Request request,
      List<Node> inputs,
      int awkwardOneIn,
      double[] seeds) {
    this.expression = expression;
    this.seed = seed;
    this.request = request;
    this.inputs = List.copyOf(inputs);
    this.awkwardOneIn = awkwardOneIn;
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
      values[input.id()] = RandomGraphs.number(random, awkwardOneIn);
    }
    return values;
  }

  /**
   * Runs the case on backends and compares every value and derivative with the reference sweep,
   * which is done only once for all of them.
   *
   * @param backends what is compared; several instances of one backend may be among them
   * @throws AssertionError if a bit differs; the message names seed, node and both numbers, and
   *     which backend it was if there are several
   */
  public void verify(Backend... backends) {
    Comparison comparison = new Comparison();
    for (int i = 0; i < backends.length; i++) {
      comparison.verify(backends[i], i + 1, backends.length);
    }
  }

  /** Compares the values of runs without derivatives. */
  void verifyValues(Backend backend) {
    Comparison comparison = new Comparison();
    comparison.values(comparison.probe(backend), "");
  }

  /** Compares the derivatives, in two runs with one workspace. */
  void verifyDerivatives(Backend backend) {
    Comparison comparison = new Comparison();
    comparison.derivatives(comparison.probe(backend), "");
  }

  /** One tape and the reference's numbers for two rows. */
  private final class Comparison {

    private final Tape tape = Tape.lower(request);
    private final double[][] inputs = new double[ROWS][];
    private final ReferenceSweep.Row[] expected = new ReferenceSweep.Row[ROWS];

    Comparison() {
      ReferenceSweep sweep = new ReferenceSweep(request);
      for (int row = 0; row < ROWS; row++) {
        inputs[row] = inputs(row);
        expected[row] = sweep.run(inputs[row], seeds);
      }
    }

    KernelProbe probe(Backend backend) {
      return new KernelProbe(backend.compile(tape, CompileOptions.DEFAULT));
    }

    void verify(Backend backend, int number, int count) {
      String where =
          count == 1 ? "" : " on backend " + number + " of " + count + ", '" + backend.name() + "'";
      KernelProbe probe = probe(backend);
      values(probe, where);
      for (int row = 0; row < ROWS; row++) {
        Gradients actual = gradients(probe, row);
        compareValues(row, actual.values(), where);
        compareDerivatives(row, actual.sums(), where);
      }
    }

    void values(KernelProbe probe, String where) {
      for (int row = 0; row < ROWS; row++) {
        compareValues(row, probe.evaluate(inputs[row]), where);
      }
    }

    void derivatives(KernelProbe probe, String where) {
      for (int row = 0; row < ROWS; row++) {
        compareDerivatives(row, gradients(probe, row).sums(), where);
      }
    }

    private Gradients gradients(KernelProbe probe, int row) {
      return probe.differentiate(inputs[row], seeds);
    }

    private void compareDerivatives(int row, double[] actual, String where) {
      for (int i = 0; i < tape.derivativeCount(); i++) {
        int node = tape.origin(tape.derivativeNode(i));
        double derivative = expected[row].derivatives()[node];
        if (!Bits.same(derivative, actual[i])) {
          Check.bits(329, message("derivative", row, node, where), derivative, actual[i]);
        }
      }
    }

    private void compareValues(int row, double[] actual, String where) {
      for (int i = 0; i < tape.valueCount(); i++) {
        int node = tape.origin(tape.valueNode(i));
        double value = expected[row].values()[node];
        if (!Bits.same(value, actual[i])) {
          Check.bits(210, message("value", row, node, where), value, actual[i]);
        }
      }
    }
  }

  /** What differs, and the line that repeats it. */
  private Supplier<String> message(String what, int row, int node, String where) {
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
            + where
            + "; to repeat it: "
            + this
            + ".verify(backend);";
  }

  /** The expression that makes this case. */
  @Override
  public String toString() {
    return expression;
  }
}
