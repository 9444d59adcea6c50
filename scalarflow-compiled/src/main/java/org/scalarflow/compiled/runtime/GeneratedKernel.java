package org.scalarflow.compiled.runtime;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.emit.Code;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.emit.HiddenClasses;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.ir.Outline;
import org.scalarflow.compiled.ir.VectorUse;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Runs generated code, row by row. */
final class GeneratedKernel extends RowKernel {

  /** Smaller methods than that are not tried. */
  private static final int LEAST_BYTES = 500;

  private static final double[] NONE = {};

  private final Tape tape;
  private final @Nullable UnitKernels units;
  private final Code code;

  /** Of code that calls operators of users directly, to be defined once more; else null. */
  private final Emitter.@Nullable ClassFile callingFile;

  private @Nullable Code doubled;
  private final Places places;
  private final boolean mayHaveLayers;
  private final boolean hasLayers;
  private final Set<LaneFunction> functions;
  private final String description;

  /**
   * Generates code for a tape.
   *
   * @param units kernels for units; null if code is to do without
   * @throws UnsupportedOperationException if it would be too much; the message says why
   * @throws RuntimeException if it would break a limit of class files
   */
  GeneratedKernel(Tape tape, Limits limits, Emitter emitter, @Nullable UnitKernels units) {
    super(tape);
    this.tape = tape;
    this.units = units;
    Limits some = units == null ? limits : limits.with(units.use());
    Outline outline = Outline.of(tape, some);
    Emitter.ClassFile file = emitter.emit(outline);
    while (file.largestMethod() >= Limits.BYTES_NOT_COMPILED && some.methodBytes() > LEAST_BYTES) {
      some = some.half();
      outline = Outline.of(tape, some);
      file = emitter.emit(outline);
    }
    callingFile = file.operators().isEmpty() ? null : file;
    code = HiddenClasses.define(file);
    places = new Places(outline);
    mayHaveLayers = outline.mayHaveLayers();
    functions = Set.copyOf(outline.functions());
    hasLayers = outline.layers() > 0 || !functions.isEmpty();
    description =
        Description.of(outline, file, hasLayers && units != null ? units.use() : VectorUse.NONE);
  }

  /**
   * Makes the class known to the JVM. If it became known later, everything that was compiled while
   * the plain kernel was the only kernel of its kind would be thrown away.
   */
  static void makeKnown() {}

  /** Whether there is anything that kernels with vectors could do. */
  boolean mayHaveLayers() {
    return mayHaveLayers;
  }

  /** The elementary functions that kernels compute for all units at once. */
  Set<LaneFunction> functions() {
    return functions;
  }

  /** Whether kernels with vectors do something: sums of layers, or elementary functions. */
  boolean hasLayers() {
    return hasLayers;
  }

  private static final class State extends Workspace {

    final TapeFrame frame;

    State(GeneratedKernel kernel) {
      super(kernel);
      frame = new TapeFrame(kernel.places, kernel.units);
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
    int rowStart = places.load(frame, inputs, row);
    code.value(frame, inputs.uniform(), inputs.rows(), rowStart, NONE);
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
    int rowStart = places.load(frame, inputs, row);
    places.seed(frame, seeds, seedStart);
    places.clear(derivatives);
    code.gradient(frame, inputs.uniform(), inputs.rows(), rowStart, derivatives);
    places.deliver(frame.values, values, valuesStart);
    places.differentiate(frame.adjoints, derivatives);
  }

  /** A run on random numbers that calls no operators and delivers nothing. */
  Runnable rehearsal(boolean differentiates) {
    return rehearsal(code, true, differentiates);
  }

  /**
   * The same with a double of the code, to whose operators stand-ins are called. The JVM takes a
   * branch that it never saw taken for one that is never taken. So where operators are called it
   * has to see calls, as often as it sees none. Does nothing if there are no such operators.
   */
  Runnable rehearsalOfDouble(boolean differentiates) {
    if (callingFile == null) {
      return () -> {};
    }
    Code stood = doubled;
    if (stood == null) {
      stood = HiddenClasses.define(callingFile.with(StandIns.of(callingFile.operators())));
      doubled = stood;
    }
    return rehearsal(stood, false, differentiates);
  }

  /** Lets go of the double when rehearsals are over. */
  void forgetDouble() {
    doubled = null;
  }

  private Runnable rehearsal(Code some, boolean isMute, boolean differentiates) {
    MuteFrame frame = new MuteFrame(places, units, isMute);
    double[] derivatives = new double[tape.derivativeCount()];
    return () -> {
      frame.draw();
      if (differentiates) {
        places.seed(frame);
        some.gradient(frame, frame.values, frame.values, 0, derivatives);
      } else {
        some.value(frame, frame.values, frame.values, 0, NONE);
      }
    };
  }
}
