package org.scalarflow.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.TapeKernel;

/** One row through a kernel, for tests. */
final class Runs {

  private Runs() {}

  /** Runs one row with seeds of 1, in a new workspace. */
  static Gradients gradient(Kernel kernel, double... row) {
    return gradient(kernel, Seeds.ones(kernel.tape()), row);
  }

  /** Runs one row in a new workspace. */
  static Gradients gradient(Kernel kernel, Seeds seeds, double... row) {
    Gradients results = Gradients.of(kernel.tape(), 1, false);
    Inputs inputs = new Inputs(new double[0], row, row.length);
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, 1, seeds, results);
    return results;
  }

  /** The values of one row, in a new workspace. */
  static double[] values(Kernel kernel, double... row) {
    double[] values = new double[kernel.tape().valueCount()];
    Inputs inputs = new Inputs(new double[0], row, row.length);
    kernel.evaluate(kernel.newWorkspace(), inputs, 0, 1, values);
    return values;
  }

  /** Checks that two kernels of one tape give the same bits; all NaNs are one. */
  static void assertSameBits(Kernel kernel, Seeds seeds, double... row) {
    Kernel plain = new TapeKernel(kernel.tape());
    Gradients expected = gradient(plain, seeds, row);
    Gradients actual = gradient(kernel, seeds, row);
    assertThat(bits(actual.values())).as("values").isEqualTo(bits(expected.values()));
    assertThat(bits(actual.sums())).as("derivatives").isEqualTo(bits(expected.sums()));
    assertThat(bits(values(kernel, row))).as("values alone").isEqualTo(bits(expected.values()));
  }

  static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
  }
}
