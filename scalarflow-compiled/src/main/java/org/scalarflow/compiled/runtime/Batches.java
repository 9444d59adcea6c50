package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** The code for batches of one tape: when it is made, and what became of it. */
final class Batches {

  private static final System.Logger LOGGER = System.getLogger(Batches.class.getName());

  private final Tape tape;
  private final BatchLimits limits;
  private final Emitter emitter;
  private final boolean isEager;
  private final Background background;
  private final AtomicBoolean isAsked;

  private volatile String state;
  private volatile @Nullable BatchKernel kernel;

  Batches(
      Tape tape,
      Compilation compilation,
      BatchLimits limits,
      Emitter emitter,
      Background background) {
    this.tape = tape;
    this.limits = limits;
    this.emitter = emitter;
    this.background = background;
    isEager = compilation == Compilation.EAGER;
    isAsked = new AtomicBoolean(compilation == Compilation.NEVER);
    state =
        switch (compilation) {
          case EAGER -> "code for them is generated when the first is run";
          case TIERED -> "code for them is generated after some of them";
          case NEVER -> "no code is generated for them, as asked";
        };
  }

  /** The code if it is there; made at once if compilation is eager, else soon if there is need. */
  @Nullable BatchKernel kernel(boolean isHot) {
    BatchKernel made = kernel;
    if (made == null && !isAsked.get()) {
      if (isEager) {
        return makeAtOnce();
      }
      if (isHot && isAsked.compareAndSet(false, true) && !background.execute(this::change)) {
        state = "the backend is closed";
      }
    }
    return made;
  }

  private synchronized @Nullable BatchKernel makeAtOnce() {
    if (isAsked.compareAndSet(false, true)) {
      kernel = generate();
    }
    return kernel;
  }

  private void change() {
    PacedThread.start(tape.size());
    BatchKernel made = generate();
    if (made == null) {
      return;
    }
    try {
      if (isWorthwhile(made)) {
        kernel = made;
      } else {
        state = "generated code was not faster; it was " + made.describe();
      }
    } catch (EvaluationInterruptedException closed) {
      state = "the backend is closed";
    }
  }

  private @Nullable BatchKernel generate() {
    try {
      return new BatchKernel(tape, limits, emitter);
    } catch (UnsupportedOperationException rowByRow) {
      state = String.valueOf(rowByRow.getMessage());
    } catch (RuntimeException | LinkageError | VirtualMachineError failure) {
      state = "code could not be generated: " + failure;
      LOGGER.log(System.Logger.Level.WARNING, "for batches " + state + "; " + tape, failure);
    }
    return null;
  }

  /** Runs new code on random rows until it is faster than the plain kernel; not if it never is. */
  private boolean isWorthwhile(BatchKernel made) {
    int rows = RowSums.BLOCK;
    SplittableRandom random = new SplittableRandom(1);
    double[] uniform = random.doubles(tape.uniformCount(), -2, 2).toArray();
    double[] numbers = random.doubles((long) rows * tape.rowInputCount(), -2, 2).toArray();
    Inputs inputs = new Inputs(uniform, numbers, tape.rowInputCount());
    Seeds seeds = Seeds.ones(tape);
    Gradients results = Gradients.of(tape, rows, false);
    Kernel plain = new TapeKernel(tape);
    Workspace workspace = plain.newWorkspace();
    BatchRun run = new BatchRun(made);
    return WarmUp.isFaster(
            () -> run.differentiate(inputs, 0, rows, seeds, results),
            () -> plain.differentiate(workspace, inputs, 0, rows, seeds, results))
        && WarmUp.isFaster(
            () -> run.evaluate(inputs, 0, rows, results.values()),
            () -> plain.evaluate(workspace, inputs, 0, rows, results.values()));
  }

  String describe() {
    BatchKernel made = kernel;
    return made == null ? "batches row by row: " + state : "batches " + made.describe();
  }
}
