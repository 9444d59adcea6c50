package org.scalarflow.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** The naive backend and the plain tape kernel agree to the last bit. */
class SameBitsTest {

  static LongStream seeds() {
    return LongStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void onRandomGraphs(long seed) {
    RandomTapes random = RandomTapes.ofAll(seed);
    Tape tape = random.next(50 + (int) (seed % 100));
    Kernel kernel = new NaiveBackend().compile(tape, CompileOptions.DEFAULT);

    for (int i = 0; i < 3; i++) {
      double[] row = random.numbers(tape.rowInputCount());
      Seeds weights = new Seeds(random.numbers(tape.outputCount()), 0);
      Runs.assertSameBits(kernel, weights, row);
    }
  }

  @ParameterizedTest
  @MethodSource("largeSeeds")
  void onLargeRandomGraphsWhereQuestionsGoTooDeep(long seed) {
    RandomTapes random = RandomTapes.deep(seed);
    Tape tape = random.next(20_000);
    assertThat(tape.levels().highest()).isGreaterThan(10 * Values.DEEPEST);
    double[] row = {0.1, -0.2, 0.3, 0.4, -0.5, 0.6};
    Kernel kernel = new NaiveBackend().compile(tape, CompileOptions.DEFAULT);

    Runs.assertSameBits(kernel, Seeds.ones(tape), Arrays.copyOf(row, tape.rowInputCount()));
  }

  static LongStream largeSeeds() {
    return LongStream.range(1_000, 1_010);
  }

  /** One workspace for all rows: what one row remembers must not show in the next. */
  @Test
  void onBatches() {
    int rows = 150;
    for (long seed = 0; seed < 20; seed++) {
      RandomTapes random = RandomTapes.ofAll(seed);
      Tape tape = random.next(80);
      double[] inputs = random.numbers(rows * tape.rowInputCount());

      Gradients actual = batch(new NaiveBackend().compile(tape, CompileOptions.DEFAULT), inputs);
      Gradients expected = batch(new TapeKernel(tape), inputs);

      assertThat(Runs.bits(actual.values())).isEqualTo(Runs.bits(expected.values()));
      assertThat(Runs.bits(actual.sums())).isEqualTo(Runs.bits(expected.sums()));
    }
  }

  private static Gradients batch(Kernel kernel, double[] rowMajor) {
    int width = kernel.tape().rowInputCount();
    int rows = width == 0 ? 1 : rowMajor.length / width;
    Gradients results = Gradients.of(kernel.tape(), rows, false);
    Workspace workspace = kernel.newWorkspace();
    Inputs inputs = new Inputs(new double[0], rowMajor, width);
    kernel.differentiate(workspace, inputs, 0, rows, Seeds.ones(kernel.tape()), results);
    return results;
  }
}
