package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.compiled.ir.VectorUse;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** The code for batches of one tape: portable code, and code with the Vector API where it is. */
final class Batches {

  private final Tape tape;
  private final CompileOptions options;
  private final Settings settings;
  private final Services services;
  private final boolean isEager;
  private final Generation<BatchKernel> first;
  private final Succession<BatchKernel> all;

  Batches(Tape tape, CompileOptions options, Settings settings, Services services) {
    this.tape = tape;
    this.settings = settings;
    this.services = services;
    this.options = options;
    isEager = options.compilation() == Compilation.EAGER;
    boolean mayHaveVectors = settings.batches().vectors() != VectorUse.NONE;
    VectorKernels atOnce = mayHaveVectors ? VectorKernels.atOnce(settings) : null;
    first =
        new Generation<>(
            new Portion(() -> atOnce, "the plain kernel goes on"),
            services.background(),
            isEager
                ? "code for them is generated when the first is run"
                : "code for them is generated after some of them");
    all =
        new Succession<>(
            first,
            mayHaveVectors && VectorKernels.mayTakeOver(settings)
                ? new Generation<>(
                    new Portion(VectorKernels::ofThisMachine, "portable code goes on"),
                    services.patient(),
                    "code with vectors is generated after some of them")
                : null,
            settings.heating().operations());
    if (options.compilation() == Compilation.NEVER) {
      first.forgo("no code is generated for them, as asked");
    }
  }

  /** Makes the code, with vectors or without. */
  private final class Portion implements Generation.Maker<BatchKernel> {

    private final Supplier<@Nullable VectorKernels> vectors;
    private final String otherwise;

    Portion(Supplier<@Nullable VectorKernels> vectors, String otherwise) {
      this.vectors = vectors;
      this.otherwise = otherwise;
    }

    @Override
    public BatchKernel make() {
      PacedThread.start(tape.size());
      return new BatchKernel(
          tape, settings.batches(), options.precision(), services.emitter(), vectors.get());
    }

    @Override
    public boolean isWorthwhile(BatchKernel made) {
      return isFaster(made);
    }

    @Override
    public String describe(BatchKernel made) {
      return made.describe();
    }

    @Override
    public String purpose() {
      return "for batches of a " + tape;
    }

    @Override
    public String otherwise() {
      return otherwise;
    }
  }

  /**
   * The best code that is there. What is missing is made at once if compilation is eager, else soon
   * if there is need; what takes over is always made soon, and later.
   *
   * @param work how many operations have been done
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted meanwhile
   */
  @Nullable BatchKernel kernel(long work) {
    if (all.isWaiting()) {
      if (isEager) {
        all.makeAtOnce();
      }
      all.worked(work);
    }
    return all.code();
  }

  /** Whether there is no code and never will be, so that batches are run row by row. */
  boolean isGivenUp() {
    return all.isGivenUp();
  }

  /** Runs new code on random rows, against what it is to take over from. */
  private boolean isFaster(BatchKernel made) {
    int rows = RowSums.BLOCK;
    SplittableRandom random = new SplittableRandom(1);
    double[] uniform = random.doubles(tape.uniformCount(), -2, 2).toArray();
    double[] numbers = random.doubles((long) rows * tape.rowInputCount(), -2, 2).toArray();
    Inputs inputs = new Inputs(uniform, numbers, tape.rowInputCount());
    Seeds seeds = Seeds.ones(tape);
    Gradients results = Gradients.of(tape, rows, false);
    BatchRun run = new BatchRun(made);
    BatchKernel before = first.code();
    if (before != null) {
      // As a part of whole batches what is done once in each would take seconds to be compiled.
      run.rehearse(settings.heating().mostNanos());
      BatchRun old = new BatchRun(before);
      return isFaster(
          settings.heating().besideCode(),
          settings.heating().besideCodeOfLessUse(),
          () -> run.differentiate(inputs, 0, rows, seeds, results),
          () -> old.differentiate(inputs, 0, rows, seeds, results),
          () -> run.evaluate(inputs, 0, rows, results.values()),
          () -> old.evaluate(inputs, 0, rows, results.values()));
    }
    Kernel plain = new TapeKernel(tape);
    Workspace workspace = plain.newWorkspace();
    return isFaster(
        settings.heating(),
        settings.heating(),
        () -> run.differentiate(inputs, 0, rows, seeds, results),
        () -> plain.differentiate(workspace, inputs, 0, rows, seeds, results),
        () -> run.evaluate(inputs, 0, rows, results.values()),
        () -> plain.evaluate(workspace, inputs, 0, rows, results.values()));
  }

  private static boolean isFaster(
      Heating forDerivatives,
      Heating forValues,
      Runnable gradient,
      Runnable oldGradient,
      Runnable values,
      Runnable oldValues) {
    return WarmUp.isFaster(gradient, oldGradient, forDerivatives)
        && WarmUp.isFaster(values, oldValues, forValues);
  }

  /** Whether no code is being made or warmed up that may yet be taken. */
  boolean isSettled() {
    return all.isSettled();
  }

  String describe() {
    return all.describe("batches ", "batches row by row: ");
  }
}
