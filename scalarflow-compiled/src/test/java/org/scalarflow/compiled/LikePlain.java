package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** Compares what a kernel gives with what the plain tape kernel gives, bit by bit. */
final class LikePlain {

  private static final double[] AWKWARD = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 1e308, 1e-310
  };

  /** Rows before the first one that is run. */
  private static final int FIRST = 2;

  private final Tape tape;
  private final Kernel kernel;
  private final Kernel plain;
  private final Workspace workspace;
  private final SplittableRandom random = new SplittableRandom(1);

  /** A kernel, all of whose runs have the same workspace. */
  LikePlain(Kernel kernel) {
    this.kernel = kernel;
    tape = kernel.tape();
    plain = new TapeKernel(tape);
    workspace = kernel.newWorkspace();
  }

  /** Runs numbers of rows with and without gaps, with shared seeds and seeds of each row. */
  void verify(int... counts) {
    for (int rows : counts) {
      for (int gap = 0; gap < 2; gap++) {
        int stride = tape.rowInputCount() + 3 * gap;
        double[] numbers = numbers((rows + FIRST) * stride);
        Inputs inputs = new Inputs(numbers(tape.uniformCount()), numbers, stride);
        int outputs = tape.outputCount();
        Seeds seeds =
            gap == 0 ? Seeds.ones(tape) : new Seeds(numbers(rows * outputs + outputs), outputs);
        for (boolean perRow : new boolean[] {false, true}) {
          assertThat(run(kernel, workspace, inputs, rows, seeds, perRow))
              .as("%s rows, derivatives of each: %s, %s", rows, perRow, kernel.describe())
              .isEqualTo(run(plain, plain.newWorkspace(), inputs, rows, seeds, perRow));
        }
      }
    }
  }

  private double[] numbers(int count) {
    double[] numbers = random.doubles(count, -2, 2).toArray();
    for (int i = 0; i < count; i++) {
      if (random.nextInt(40) == 0) {
        numbers[i] = AWKWARD[random.nextInt(AWKWARD.length)];
      }
    }
    return numbers;
  }

  private static String run(
      Kernel kernel, Workspace workspace, Inputs inputs, int rows, Seeds seeds, boolean perRow) {
    Tape tape = kernel.tape();
    double[] values = new double[rows * tape.valueCount()];
    kernel.evaluate(workspace, inputs, FIRST, rows, values);
    Gradients results = Gradients.of(tape, rows, perRow);
    Arrays.fill(results.sums(), Double.NaN);
    kernel.differentiate(workspace, inputs, FIRST, rows, seeds, results);
    return bits(values) + bits(results.values()) + bits(results.sums()) + bits(results.perRow());
  }

  private static String bits(double[] numbers) {
    return numbers == null
        ? ""
        : Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).boxed().toList().toString();
  }
}
