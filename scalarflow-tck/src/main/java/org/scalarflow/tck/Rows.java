package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/**
 * A kernel with a workspace and the inputs of many rows: runs them as a batch, and one by one with
 * the same kernel, which tells what the batch should have given.
 */
final class Rows {

  /** What result arrays hold before a run. */
  static final double UNTOUCHED = 7.25;

  private final Kernel kernel;
  private final Tape tape;
  private final Workspace workspace;
  private final Inputs inputs;

  Rows(Kernel kernel, Inputs inputs) {
    this.kernel = kernel;
    this.inputs = inputs;
    tape = kernel.tape();
    workspace = kernel.newWorkspace();
  }

  /** Rows without space between them, from input values by graph id. */
  static Rows of(Kernel kernel, int count, IntFunction<double[]> inputsById) {
    return of(kernel, count, 0, inputsById);
  }

  /** Rows with {@code gap} NaNs after each. */
  static Rows of(Kernel kernel, int count, int gap, IntFunction<double[]> inputsById) {
    Tape tape = kernel.tape();
    int uniforms = tape.uniformCount();
    double[] first = inputsById.apply(0);
    double[] uniform = new double[uniforms];
    Arrays.setAll(uniform, i -> first[tape.origin(i)]);
    int stride = tape.rowInputCount() + gap;
    double[] rows = new double[count * stride];
    Arrays.fill(rows, Double.NaN);
    for (int row = 0; row < count; row++) {
      double[] byId = inputsById.apply(row);
      for (int i = 0; i < tape.rowInputCount(); i++) {
        rows[row * stride + i] = byId[tape.origin(uniforms + i)];
      }
    }
    return new Rows(kernel, new Inputs(uniform, rows, stride));
  }

  Tape tape() {
    return tape;
  }

  Kernel kernel() {
    return kernel;
  }

  Inputs inputs() {
    return inputs;
  }

  Workspace workspace() {
    return workspace;
  }

  /** The values of a batch. */
  double[] values(int first, int count) {
    double[] values = untouched(count * tape.valueCount());
    kernel.evaluate(workspace, inputs, first, count, values);
    return values;
  }

  /** Values and derivatives of a batch with seeds of 1. */
  Gradients gradients(int first, int count, boolean perRow) {
    return gradients(first, count, Seeds.ones(tape), perRow);
  }

  /** Values and derivatives of a batch. */
  Gradients gradients(int first, int count, Seeds seeds, boolean perRow) {
    Gradients results =
        new Gradients(
            untouched(count * tape.valueCount()),
            untouched(tape.derivativeCount()),
            perRow ? untouched(count * tape.derivativeCount()) : null);
    kernel.differentiate(workspace, inputs, first, count, seeds, results);
    return results;
  }

  /** The values of rows that are run one by one, in one array. */
  double[] valuesOneByOne(int first, int count) {
    List<double[]> parts = new ArrayList<>();
    for (int row = first; row < first + count; row++) {
      parts.add(values(row, 1));
    }
    return join(parts);
  }

  /** The derivatives of rows that are run one by one with seeds of 1. */
  List<double[]> derivativesOneByOne(int first, int count) {
    return derivativesOneByOne(first, count, Seeds.ones(tape));
  }

  /** The derivatives of rows that are run one by one; the first has the seeds at index 0. */
  List<double[]> derivativesOneByOne(int first, int count, Seeds seeds) {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int start = i * seeds.stride();
      double[] own = Arrays.copyOfRange(seeds.values(), start, start + tape.outputCount());
      rows.add(gradients(first + i, 1, new Seeds(own, 0), false).sums());
    }
    return rows;
  }

  /** Sums of rows: left to right in blocks of 64, then the block sums left to right. */
  static double[] sum(List<double[]> rows, int width) {
    double[] total = new double[width];
    for (int start = 0; start < rows.size(); start += ReferenceSweep.BLOCK) {
      double[] block = new double[width];
      for (double[] row :
          rows.subList(start, Math.min(start + ReferenceSweep.BLOCK, rows.size()))) {
        Arrays.setAll(block, i -> block[i] + row[i]);
      }
      Arrays.setAll(total, i -> total[i] + block[i]);
    }
    return total;
  }

  /** The derivatives of each row, which were asked for. */
  static double[] perRow(Gradients gradients) {
    return Objects.requireNonNull(gradients.perRow(), "no derivatives of each row");
  }

  /** Arrays one after the other. */
  static double[] join(List<double[]> parts) {
    return parts.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] untouched(int length) {
    double[] array = new double[length];
    Arrays.fill(array, UNTOUCHED);
    return array;
  }
}
