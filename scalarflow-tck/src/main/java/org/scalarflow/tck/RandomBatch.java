package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/**
 * A random case run as a batch, with a number of rows around a multiple of the block and seeds that
 * are shared or of each row; the same seed always gives the same batch.
 */
public final class RandomBatch {

  private static final int[] ROWS = {1, 2, 3, 63, 64, 65, 70, 128, 129};

  private final RandomCase graph;
  private final int rows;
  private final boolean seedsPerRow;

  private RandomBatch(RandomCase graph, int rows, boolean seedsPerRow) {
    this.graph = graph;
    this.rows = rows;
    this.seedsPerRow = seedsPerRow;
  }

  /** The batch of a seed. */
  public static RandomBatch of(long seed) {
    return of(RandomGraphs.of(seed));
  }

  /** The batch of a seed, on the graph that {@link RandomGraphs#of(long, int)} gives. */
  public static RandomBatch of(long seed, int operations) {
    return of(RandomGraphs.of(seed, operations));
  }

  /** The batch of a seed, on the graph that {@link RandomGraphs#repeating} gives. */
  public static RandomBatch repeating(long seed, int operations) {
    return of(RandomGraphs.repeating(seed, operations));
  }

  private static RandomBatch of(RandomCase graph) {
    SplittableRandom random = new SplittableRandom(graph.seed());
    return new RandomBatch(graph, ROWS[random.nextInt(ROWS.length)], random.nextBoolean());
  }

  /**
   * Runs the batch on backends and compares every value and derivative with the reference sweep,
   * which is done only once for all of them.
   *
   * @param backends what is compared; several instances of one backend may be among them
   * @throws AssertionError if a bit differs; the message names seed, row, node and both numbers,
   *     and which backend it was if there are several
   */
  public void verify(Backend... backends) {
    Tape tape = Tape.lower(graph.request());
    Seeds seeds = seeds(tape.outputCount());
    List<ReferenceSweep.Row> expected = expected(tape, seeds);
    double[] sums = ReferenceSweep.sum(expected);
    for (int i = 0; i < backends.length; i++) {
      Backend backend = backends[i];
      String where =
          backends.length == 1
              ? ""
              : " on backend " + (i + 1) + " of " + backends.length + ", '" + backend.name() + "'";
      Rows batch = Rows.of(backend.compile(tape, CompileOptions.DEFAULT), rows, graph::inputs);
      // Sums alone may be made in another way than with what they are the sums of.
      for (boolean perRow : new boolean[] {true, false}) {
        Gradients actual = batch.gradients(0, rows, seeds, perRow);
        compareValues(tape, expected, actual.values(), where);
        compareRows(tape, expected, actual.perRow(), where);
        compareSums(tape, sums, actual.sums(), where);
      }
      compareValues(tape, expected, batch.values(0, rows), where);
    }
  }

  private List<ReferenceSweep.Row> expected(Tape tape, Seeds seeds) {
    List<ReferenceSweep.Row> expected = new ArrayList<>();
    ReferenceSweep sweep = new ReferenceSweep(graph.request());
    for (int row = 0; row < rows; row++) {
      double[] own = new double[tape.outputCount()];
      System.arraycopy(seeds.values(), row * seeds.stride(), own, 0, own.length);
      expected.add(sweep.run(graph.inputs(row), own));
    }
    return expected;
  }

  private void compareRows(
      Tape tape, List<ReferenceSweep.Row> expected, double @Nullable [] perRow, String where) {
    if (perRow == null) {
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < tape.derivativeCount(); i++) {
        int node = tape.origin(tape.derivativeNode(i));
        Check.bits(
            412,
            message("derivative", row, node, where),
            expected.get(row).derivatives()[node],
            perRow[row * tape.derivativeCount() + i]);
      }
    }
  }

  private void compareValues(
      Tape tape, List<ReferenceSweep.Row> expected, double[] actual, String where) {
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < tape.valueCount(); i++) {
        int node = tape.origin(tape.valueNode(i));
        Check.bits(
            412,
            message("value", row, node, where),
            expected.get(row).values()[node],
            actual[row * tape.valueCount() + i]);
      }
    }
  }

  private void compareSums(Tape tape, double[] expected, double[] actual, String where) {
    for (int i = 0; i < tape.derivativeCount(); i++) {
      int node = tape.origin(tape.derivativeNode(i));
      Check.bits(
          412, message("summed derivative", rows - 1, node, where), expected[node], actual[i]);
    }
  }

  private Supplier<String> message(String what, int row, int node, String where) {
    return () ->
        what
            + " of node '"
            + graph.request().graph().structure().name(node)
            + "' in row "
            + row
            + " of "
            + rows
            + where
            + "; to repeat it: "
            + this
            + ".verify(backend);";
  }

  private Seeds seeds(int outputs) {
    SplittableRandom random = new SplittableRandom(graph.seed());
    int count = seedsPerRow ? rows * outputs : outputs;
    return new Seeds(random.doubles(count, -2, 2).toArray(), seedsPerRow ? outputs : 0);
  }

  /** The expression that makes this batch. */
  @Override
  public String toString() {
    return graph.toString().replace("RandomGraphs", "RandomBatch");
  }
}
