package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import org.scalarflow.CompileOptions;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** A request without uniform inputs and rows of inputs for it: what several kernels are given. */
final class Case {

  private final Tape tape;
  private final double[] rows;
  private final int count;

  /**
   * A case.
   *
   * @param request what is asked; all its inputs vary by row
   * @param rows the inputs, row after row
   */
  Case(Request request, double... rows) {
    tape = Tape.lower(request);
    assertThat(tape.uniformCount()).isZero();
    this.rows = rows;
    count = rows.length / tape.rowInputCount();
  }

  Kernel compile(Backend backend) {
    return backend.compile(tape, CompileOptions.DEFAULT);
  }

  /** What the plain tape kernel gives. */
  Gradients expected() {
    Kernel plain = new TapeKernel(tape);
    return gradients(plain, plain.newWorkspace());
  }

  /** Values and derivatives of all rows, in a new workspace. */
  Gradients gradients(Kernel kernel) {
    return gradients(kernel, kernel.newWorkspace());
  }

  /** Values and derivatives of all rows. */
  Gradients gradients(Kernel kernel, Workspace workspace) {
    return gradients(kernel, workspace, 0, count);
  }

  /** Values and derivatives of some rows. */
  Gradients gradients(Kernel kernel, Workspace workspace, int first, int many) {
    Gradients results = Gradients.of(tape, many, true);
    kernel.differentiate(workspace, inputs(), first, many, Seeds.ones(tape), results);
    return results;
  }

  /** Values of all rows. */
  double[] values(Kernel kernel, Workspace workspace) {
    double[] values = new double[count * tape.valueCount()];
    kernel.evaluate(workspace, inputs(), 0, count, values);
    return values;
  }

  private Inputs inputs() {
    return new Inputs(new double[0], rows, tape.rowInputCount());
  }

  /** Runs on a backend, and compares every bit with what the plain tape kernel gives. */
  void verify(Backend backend) {
    assertSameBits(gradients(compile(backend)), expected(), backend.name());
  }

  static void assertSameBits(Gradients actual, Gradients expected, String what) {
    assertSameBits(actual.values(), expected.values(), "values, " + what);
    assertSameBits(actual.sums(), expected.sums(), "sums, " + what);
    assertSameBits(perRow(actual), perRow(expected), "derivatives of rows, " + what);
  }

  static void assertSameBits(double[] actual, double[] expected, String what) {
    assertThat(bits(actual)).as(what).isEqualTo(bits(expected));
  }

  static double[] perRow(Gradients gradients) {
    return Objects.requireNonNull(gradients.perRow());
  }

  /** All NaNs are one, zeros of different sign are two. */
  static long[] bits(double[] numbers) {
    return Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray();
  }
}
