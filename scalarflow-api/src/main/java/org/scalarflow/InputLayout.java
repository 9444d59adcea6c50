package org.scalarflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.collections.api.map.primitive.MutableIntIntMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Tape;

/** Where each input of a program stands in the kernel's arrays, and how feeds are put there. */
final class InputLayout {

  private static final int NONE = -1;

  private final Tape tape;
  private final Structure structure;

  /** From the graph id of an input to its tape node. */
  private final MutableIntIntMap positions = new IntIntHashMap();

  /** For each input in tape order its variable, or null for a placeholder. */
  private final @Nullable Variable[] variables;

  InputLayout(Tape tape) {
    this.tape = tape;
    this.structure = tape.structure();
    variables = new Variable[tape.firstConstant()];
    for (int node = 0; node < variables.length; node++) {
      positions.put(tape.origin(node), node);
      if (structure.node(tape.origin(node)) instanceof Variable variable) {
        variables[node] = variable;
      }
    }
  }

  /** The tape node of an input of this program, or -1 if the program does not need it. */
  int position(Node input) {
    return positions.getIfAbsent(structure.graph().requireOwn(input).id(), NONE);
  }

  /** The inputs at tape nodes {@code from} to {@code to}. */
  List<Node> nodes(int from, int to) {
    return IntStream.range(from, to).mapToObj(node -> structure.node(tape.origin(node))).toList();
  }

  /** Puts the current values of the variables, and NaN for placeholders. */
  void putVariables(double[] uniform, double[] row) {
    for (int node = 0; node < variables.length; node++) {
      Variable variable = variables[node];
      put(node, variable == null ? Double.NaN : variable.value(), uniform, row);
    }
  }

  /**
   * Puts what is fed, and the current values of the variables that are not.
   *
   * @throws FeedException if the feed is not right
   */
  void put(Feed feed, double[] uniform, double[] row) {
    BitSet fed = new BitSet(variables.length);
    put(feed, fed, uniform, row);
    requireAll(fed);
  }

  /**
   * Arranges a batch: row inputs from its columns, everything else from its feed or the variables.
   *
   * @throws FeedException if columns or feed are not right
   */
  Inputs arrange(Batch batch) {
    double[] uniform = new double[tape.uniformCount()];
    double[] row = new double[tape.rowInputCount()];
    BitSet fed = new BitSet(variables.length);
    put(batch.feed(), fed, uniform, row);
    int[] sources = sources(batch, fed);
    requireAll(fed);
    if (isIdentity(sources, batch.columns().size())) {
      return new Inputs(uniform, batch.rowMajor(), sources.length);
    }
    double[] rows = new double[Math.multiplyExact(batch.rows(), row.length)];
    for (int r = 0; r < batch.rows(); r++) {
      for (int input = 0; input < row.length; input++) {
        rows[r * row.length + input] =
            sources[input] == NONE ? row[input] : batch.value(r, sources[input]);
      }
    }
    return new Inputs(uniform, rows, row.length);
  }

  /** For each row input the column it is taken from, or -1 for one value for all rows. */
  private int[] sources(Batch batch, BitSet fed) {
    int[] sources = new int[tape.rowInputCount()];
    Arrays.fill(sources, NONE);
    for (int column = 0; column < batch.columns().size(); column++) {
      Node input = batch.columns().get(column);
      int node = requireInput(input);
      if (node == NONE) {
        continue;
      }
      if (node < tape.uniformCount()) {
        throw new FeedException(
            "'"
                + input.name()
                + "' is uniform in this program, so it cannot be a column of a batch; feed it with"
                + " Batch.with, or ask for Request.varyByRow");
      }
      requireFirst(node, fed);
      sources[node - tape.uniformCount()] = column;
    }
    return sources;
  }

  private static boolean isIdentity(int[] sources, int columns) {
    if (sources.length != columns) {
      return false;
    }
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] != i) {
        return false;
      }
    }
    return true;
  }

  private void put(Feed feed, BitSet fed, double[] uniform, double[] row) {
    for (Feed entry = feed; entry.rest != null; entry = entry.rest) {
      int node = requireInput(entry.node == null ? named(entry.name) : entry.node);
      if (node != NONE) {
        requireFirst(node, fed);
        put(node, entry.value, uniform, row);
      }
    }
    for (int node = fed.nextClearBit(0);
        node < variables.length;
        node = fed.nextClearBit(node + 1)) {
      Variable variable = variables[node];
      if (variable != null) {
        put(node, variable.value(), uniform, row);
      }
    }
  }

  private void put(int node, double value, double[] uniform, double[] row) {
    int uniforms = tape.uniformCount();
    if (node < uniforms) {
      uniform[node] = value;
    } else {
      row[node - uniforms] = value;
    }
  }

  private Node named(String name) {
    int id = structure.graph().idOf(name, structure);
    if (id < 0) {
      throw new FeedException(structure.graph().unknownName(name));
    }
    return structure.node(id);
  }

  private int requireInput(Node input) {
    if (input.graph() != structure.graph()) {
      throw new FeedException("'" + input.name() + "' is fed, but belongs to another graph");
    }
    if (!input.kind().isInput()) {
      throw new FeedException(
          "'"
              + input.name()
              + "' is fed, but it is "
              + (input.kind() == NodeKind.CONSTANT ? "a constant" : "an operation")
              + "; only variables and placeholders can be fed");
    }
    return positions.getIfAbsent(input.id(), NONE);
  }

  private void requireFirst(int node, BitSet fed) {
    if (fed.get(node)) {
      throw new FeedException("'" + tape.name(node) + "' is fed twice");
    }
    fed.set(node);
  }

  private void requireAll(BitSet fed) {
    List<String> missing = new ArrayList<>();
    for (int node = fed.nextClearBit(0);
        node < variables.length;
        node = fed.nextClearBit(node + 1)) {
      if (variables[node] == null) {
        missing.add(tape.name(node));
      }
    }
    if (!missing.isEmpty()) {
      throw new FeedException(
          "not fed: "
              + missing.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "))
              + "; every placeholder that the outputs depend on needs a value in every run");
    }
  }
}
