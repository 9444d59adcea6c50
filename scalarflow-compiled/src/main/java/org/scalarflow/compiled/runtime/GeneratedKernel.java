package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.emit.Code;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.emit.HiddenClasses;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.ir.Outline;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Runs generated code, row by row. */
final class GeneratedKernel extends RowKernel {

  private final Tape tape;
  private final Code code;
  private final Places places;
  private final String description;

  /**
   * Generates code for a tape.
   *
   * @throws UnsupportedOperationException if it would be too much; the message says why
   * @throws RuntimeException if it would break a limit of class files
   */
  GeneratedKernel(Tape tape, Limits limits, Emitter emitter) {
    super(tape);
    this.tape = tape;
    Outline outline = Outline.of(tape, limits);
    Emitter.ClassFile file = emitter.emit(outline);
    code = HiddenClasses.define(file);
    places = new Places(outline);
    description = Description.of(outline, file);
  }

  /**
   * Makes the class known to the JVM. If it became known later, everything that was compiled while
   * the plain kernel was the only kernel of its kind would be thrown away.
   */
  static void makeKnown() {}

  private static final class State extends Workspace {

    final TapeFrame frame;

    State(GeneratedKernel kernel) {
      super(kernel);
      frame = new TapeFrame(kernel.places);
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new State(this);
  }

  @Override
  public String describe() {
    return description;
  }

  @Override
  protected void value(
      Workspace workspace, Inputs inputs, int row, double[] values, int valuesStart) {
    TapeFrame frame = ((State) workspace).frame;
    places.load(frame, inputs, row);
    code.value(frame);
    places.deliver(frame.values, values, valuesStart);
  }

  @Override
  protected void gradient(
      Workspace workspace,
      Inputs inputs,
      int row,
      double[] seeds,
      int seedStart,
      double[] values,
      int valuesStart,
      double[] derivatives) {
    if (tape.derivativeCount() == 0) {
      value(workspace, inputs, row, values, valuesStart);
      return;
    }
    TapeFrame frame = ((State) workspace).frame;
    places.load(frame, inputs, row);
    places.seed(frame, seeds, seedStart);
    places.receive(frame, derivatives);
    code.gradient(frame);
    places.deliver(frame.values, values, valuesStart);
    places.differentiate(frame.adjoints, derivatives);
  }

  /**
   * Computes the values and derivatives of a single row, the latter as the sums.
   *
   * <p>It is a method of its own, since the JVM compiles the one that all kernels share for the
   * plain kernel, which was there first.
   */
  void differentiateRow(
      Workspace workspace, Inputs inputs, int row, Seeds seeds, Gradients results) {
    Interruption.check();
    gradient(workspace, inputs, row, seeds.values(), 0, results.values(), 0, results.sums());
  }

  /** A run on random numbers that calls no operators and delivers nothing. */
  Runnable rehearsal(boolean differentiates) {
    MuteFrame frame = new MuteFrame(places);
    return () -> {
      frame.draw();
      if (differentiates) {
        places.seed(frame);
        code.gradient(frame);
      } else {
        code.value(frame);
      }
    };
  }
}
