package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
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

/**
 * The code for batches of one tape: portable code, and code with the Vector API where it is. The
 * latter is a hundred times slower until the JVM has compiled it well, so it takes over when it is
 * warm.
 */
final class Batches {

  /** After so many times the work that makes portable code hot, vectors are worth their while. */
  private static final int PATIENCE = 10;

  private final Tape tape;
  private final CompileOptions options;
  private final Settings settings;
  private final Services services;
  private final boolean isEager;
  private final Generation<BatchKernel> first;

  /** What takes over; null if nothing does. */
  private final @Nullable Generation<BatchKernel> second;

  Batches(Tape tape, CompileOptions options, Settings settings, Services services) {
    this.tape = tape;
    this.settings = settings;
    this.services = services;
    this.options = options;
    isEager = options.compilation() == Compilation.EAGER;
    boolean isAtOnce = settings.vectors() == Settings.Vectors.AT_ONCE;
    VectorKernels found = vectors(settings, services);
    first =
        new Generation<>(
            new Portion(isAtOnce ? found : null, "the plain kernel goes on"),
            services.background(),
            isEager
                ? "code for them is generated when the first is run"
                : "code for them is generated after some of them");
    second =
        found == null || isAtOnce
            ? null
            : new Generation<>(
                new Portion(found, "portable code goes on"),
                services.patient(),
                "code with vectors is generated after some of them");
    if (options.compilation() == Compilation.NEVER) {
      first.forgo("no code is generated for them, as asked");
    }
  }

  private static @Nullable VectorKernels vectors(Settings settings, Services services) {
    VectorKernels found = services.vectors();
    boolean isWanted =
        found != null
            && settings.batches().vectors() != VectorUse.NONE
            && switch (settings.vectors()) {
              case AT_ONCE -> true;
              case WHEN_WARM -> found.tiles().isOfThisMachine();
              case NEVER -> false;
            };
    return isWanted ? found : null;
  }

  /** Makes the code, with vectors or without. */
  private final class Portion implements Generation.Maker<BatchKernel> {

    private final @Nullable VectorKernels vectors;
    private final String otherwise;

    Portion(@Nullable VectorKernels vectors, String otherwise) {
      this.vectors = vectors;
      this.otherwise = otherwise;
    }

    @Override
    public BatchKernel make() {
      PacedThread.start(tape.size());
      return new BatchKernel(
          tape, settings.batches(), options.precision(), services.emitter(), vectors);
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
    BatchKernel better = second == null ? null : second.code();
    if (better != null) {
      first.forget();
      return better;
    }
    long hot = settings.heating().operations();
    if (!first.isAsked()) {
      if (isEager) {
        first.makeAtOnce();
      } else if (work >= hot) {
        first.makeSoon();
      }
    }
    BatchKernel made = first.code();
    if (second != null && made != null && work / PATIENCE >= hot) {
      second.makeSoon();
    }
    return made;
  }

  /** Whether there is no code and never will be, so that batches are run row by row. */
  boolean isGivenUp() {
    return first.isGivenUp();
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
          () -> run.differentiate(inputs, 0, rows, seeds, results),
          () -> old.differentiate(inputs, 0, rows, seeds, results),
          () -> run.evaluate(inputs, 0, rows, results.values()),
          () -> old.evaluate(inputs, 0, rows, results.values()));
    }
    Kernel plain = new TapeKernel(tape);
    Workspace workspace = plain.newWorkspace();
    return isFaster(
        () -> run.differentiate(inputs, 0, rows, seeds, results),
        () -> plain.differentiate(workspace, inputs, 0, rows, seeds, results),
        () -> run.evaluate(inputs, 0, rows, results.values()),
        () -> plain.evaluate(workspace, inputs, 0, rows, results.values()));
  }

  private boolean isFaster(
      Runnable gradient, Runnable oldGradient, Runnable values, Runnable oldValues) {
    return WarmUp.isFaster(gradient, oldGradient, settings.heating())
        && WarmUp.isFaster(values, oldValues, settings.heating());
  }

  /** Whether no code is being made or warmed up that may yet be taken. */
  boolean isSettled() {
    if (second != null && second.code() != null) {
      return true;
    }
    return first.isSettled() && (second == null || second.isSettled());
  }

  String describe() {
    String portable = first.describe("batches ", "batches row by row: ");
    if (second == null || (first.code() == null && second.code() == null)) {
      return portable;
    }
    return second.describe("batches ", portable + "; without vectors: ");
  }
}
