package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/**
 * A kernel that starts with the plain tape kernel and changes to a faster one between two runs:
 * generated code, or levels, and later code with vectors.
 *
 * <p>A run looks once which of them it uses. Their workspaces are independent, so a workspace of
 * this kernel makes that of the faster one when it first needs it.
 */
public final class TieredKernel implements Kernel {

  /**
   * How often it is looked whether a program is hot. A branch that is never taken before costs the
   * compiled code of the caller when it is.
   */
  private static final int LOOKS = 256;

  /** A run does a little even on the smallest tape. */
  private static final int LEAST_WORK = 16;

  private final Tape tape;
  private final TapeKernel plain;
  private final int workOfRow;
  private final Heating heating;
  private final Helpers helpers;
  private final Succession<Kernel> generations;
  private final Batches batches;

  /** A kernel for a tape. */
  public TieredKernel(Tape tape, CompileOptions options, Settings settings, Services services) {
    GeneratedKernel.makeKnown();
    this.tape = tape;
    heating = settings.heating();
    helpers = services.helpers();
    plain = new TapeKernel(tape);
    workOfRow = Math.max(LEAST_WORK, tape.size() - tape.firstOperation());
    batches = new Batches(tape, options, settings, services);
    generations = generations(plain, options, settings, services);
    switch (options.compilation()) {
      case EAGER -> generations.makeAtOnce();
      case TIERED -> {}
      case NEVER -> generations.forgo("no code is generated, as asked");
    }
  }

  private static Succession<Kernel> generations(
      TapeKernel plain, CompileOptions options, Settings settings, Services services) {
    VectorKernels atOnce = VectorKernels.atOnce(settings);
    UnitKernels units = atOnce == null ? null : atOnce.units(options.precision());
    Generation<Kernel> first =
        new Generation<>(
            new Rows(plain, options, settings, services, units),
            services.background(),
            "code is generated after some runs");
    Generation<Kernel> second =
        VectorKernels.mayTakeOver(settings)
            ? new Generation<>(
                new LayeredRows(plain, options.precision(), settings, services, first),
                services.patient(),
                "code with vectors is generated after some more")
            : null;
    return new Succession<>(first, second, settings.heating().operations());
  }

  /** The workspaces of the tiers. */
  private static final class State extends Workspace {

    @Nullable Workspace plain;
    @Nullable Workspace faster;
    @Nullable Kernel kernelOfFaster;
    @Nullable BatchTeam batch;
    long work;
    long nextLook;
    long batchWork;

    State(TieredKernel kernel) {
      super(kernel);
    }
  }

  @Override
  public Tape tape() {
    return tape;
  }

  @Override
  public Workspace newWorkspace() {
    return new State(this);
  }

  @Override
  public String describe() {
    return generations.describe("", "runs on the plain tape kernel: ")
        + "; "
        + batches.describe()
        + "; "
        + tape;
  }

  @Override
  public boolean isSettled() {
    return generations.isSettled() && batches.isSettled();
  }

  @Override
  public void evaluate(Workspace workspace, Inputs inputs, int first, int count, double[] values) {
    workspace.requireOf(this);
    State own = (State) workspace;
    BatchTeam batch = batch(own, count);
    if (batch != null) {
      batch.evaluate(inputs, first, count, values);
      return;
    }
    Kernel better = generations.code();
    if (better != null) {
      better.evaluate(faster(own, better), inputs, first, count, values);
    } else {
      plain.evaluate(plain(own), inputs, first, count, values);
    }
    worked(own, count);
  }

  @Override
  public void differentiate(
      Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    workspace.requireOf(this);
    State own = (State) workspace;
    BatchTeam batch = batch(own, count);
    if (batch != null) {
      batch.differentiate(inputs, first, count, seeds, results);
      return;
    }
    Kernel better = generations.code();
    if (better != null) {
      better.differentiate(faster(own, better), inputs, first, count, seeds, results);
    } else {
      plain.differentiate(plain(own), inputs, first, count, seeds, results);
    }
    worked(own, count);
  }

  /** What many rows are run with if there is code for batches; else null. */
  private @Nullable BatchTeam batch(State own, int rows) {
    if (rows < BatchKernel.LEAST_ROWS) {
      return null;
    }
    own.batchWork += (long) workOfRow * rows;
    BatchKernel kernel = batches.kernel(own.batchWork);
    if (kernel != null && (own.batch == null || own.batch.kernel() != kernel)) {
      own.batch = new BatchTeam(kernel, helpers);
    }
    return own.batch;
  }

  private static Workspace faster(State own, Kernel kernel) {
    Workspace workspace = own.faster;
    if (workspace == null || own.kernelOfFaster != kernel) {
      workspace = kernel.newWorkspace();
      own.faster = workspace;
      own.kernelOfFaster = kernel;
      own.plain = null;
    }
    return workspace;
  }

  private Workspace plain(State own) {
    Workspace workspace = own.plain;
    if (workspace == null) {
      workspace = plain.newWorkspace();
      own.plain = workspace;
    }
    return workspace;
  }

  /** Counts work that is done, if there may be better code for it. */
  private void worked(State own, int rows) {
    if (rows >= BatchKernel.LEAST_ROWS && !batches.isGivenUp()) {
      return;
    }
    own.work += (long) workOfRow * rows;
    if (own.work >= own.nextLook) {
      own.nextLook = own.work + heating.operations() / LOOKS;
      generations.worked(own.work);
    }
  }
}
