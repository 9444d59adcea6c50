package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** The code for batches of one tape. */
final class Batches implements Generation.Maker<BatchKernel> {

  private final Tape tape;
  private final Settings settings;
  private final Emitter emitter;
  private final @Nullable VectorKernels vectors;
  private final boolean isEager;
  private final Generation<BatchKernel> generation;

  Batches(Tape tape, Compilation compilation, Settings settings, Services services) {
    this.tape = tape;
    this.settings = settings;
    emitter = services.emitter();
    vectors = services.vectors();
    isEager = compilation == Compilation.EAGER;
    String untilAsked =
        isEager
            ? "code for them is generated when the first is run"
            : "code for them is generated after some of them";
    generation = new Generation<>(this, services.background(), untilAsked);
    if (compilation == Compilation.NEVER) {
      generation.forgo("no code is generated for them, as asked");
    }
  }

  /**
   * The code if it is there; made at once if compilation is eager, else soon if there is need.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted meanwhile
   */
  @Nullable BatchKernel kernel(boolean isHot) {
    if (!generation.isAsked()) {
      if (isEager) {
        generation.makeAtOnce();
      } else if (isHot) {
        generation.makeSoon();
      }
    }
    return generation.code();
  }

  /** Whether there is no code and never will be, so that batches are run row by row. */
  boolean isGivenUp() {
    return generation.isGivenUp();
  }

  @Override
  public BatchKernel make() {
    PacedThread.start(tape.size());
    return new BatchKernel(tape, settings.batches(), emitter, vectors);
  }

  /** Runs new code on random rows. */
  @Override
  public boolean isWorthwhile(BatchKernel made) {
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
            () -> plain.differentiate(workspace, inputs, 0, rows, seeds, results),
            settings.heating())
        && WarmUp.isFaster(
            () -> run.evaluate(inputs, 0, rows, results.values()),
            () -> plain.evaluate(workspace, inputs, 0, rows, results.values()),
            settings.heating());
  }

  @Override
  public String describe(BatchKernel made) {
    return made.describe();
  }

  @Override
  public String purpose() {
    return "for batches of a " + tape;
  }

  String describe() {
    return generation.describe("batches ", "batches row by row: ");
  }
}
