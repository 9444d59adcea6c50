package org.scalarflow.compiled.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/**
 * A kernel that starts with the plain tape kernel and changes to a faster one between two runs:
 * generated code, or level by level if the tape is too irregular for code.
 *
 * <p>A run looks once which kernel it uses. Their workspaces are independent, so a workspace of
 * this kernel makes that of the faster one when it first needs it.
 */
public final class TieredKernel implements Kernel {

  private static final System.Logger LOGGER = System.getLogger(TieredKernel.class.getName());

  /** How many operations a workspace has done when code is generated. */
  private static final long HOT = 1_000_000;

  /** A run does a little even on the smallest tape. */
  private static final int LEAST_WORK = 16;

  private final Tape tape;
  private final Limits limits;
  private final Emitter emitter;
  private final Backend levels;
  private final Background background;
  private final TapeKernel plain;
  private final int workOfRow;
  private final AtomicBoolean isAsked;
  private final Batches batches;

  /** What is said of the tier, until there is a faster kernel. */
  private volatile String state;

  private volatile @Nullable Kernel faster;

  /**
   * A kernel for a tape.
   *
   * @param levels compiles tapes that are too irregular for code
   */
  public TieredKernel(
      Tape tape,
      Compilation compilation,
      Limits limits,
      BatchLimits batchLimits,
      Emitter emitter,
      Backend levels,
      Background background) {
    this.tape = tape;
    this.limits = limits;
    this.emitter = emitter;
    this.levels = levels;
    this.background = background;
    plain = new TapeKernel(tape);
    batches = new Batches(tape, compilation, batchLimits, emitter, background);
    workOfRow = Math.max(LEAST_WORK, tape.size() - tape.firstOperation());
    isAsked = new AtomicBoolean(compilation != Compilation.TIERED);
    state =
        compilation == Compilation.NEVER
            ? "no code is generated, as asked"
            : "code is generated after some runs";
    if (compilation == Compilation.EAGER) {
      faster = compile(CompileOptions.DEFAULT.with(Compilation.EAGER));
    }
  }

  /** The workspaces of both tiers. */
  private static final class State extends Workspace {

    @Nullable Workspace plain;
    @Nullable Workspace faster;
    @Nullable BatchRun batch;
    long work;
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
    Kernel better = faster;
    return (better == null ? "runs on the plain tape kernel: " + state : describe(better))
        + "; "
        + batches.describe()
        + "; "
        + tape;
  }

  @Override
  public void evaluate(Workspace workspace, Inputs inputs, int first, int count, double[] values) {
    workspace.requireOf(this);
    State own = (State) workspace;
    BatchRun batch = batch(own, count);
    if (batch != null) {
      batch.evaluate(inputs, first, count, values);
      return;
    }
    Kernel better = faster;
    if (better != null) {
      better.evaluate(faster(own, better), inputs, first, count, values);
    } else {
      plain.evaluate(plain(own), inputs, first, count, values);
      worked(own, count);
    }
  }

  @Override
  public void differentiate(
      Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    workspace.requireOf(this);
    State own = (State) workspace;
    BatchRun batch = batch(own, count);
    if (batch != null) {
      batch.differentiate(inputs, first, count, seeds, results);
      return;
    }
    Kernel better = faster;
    if (better != null) {
      better.differentiate(faster(own, better), inputs, first, count, seeds, results);
    } else {
      plain.differentiate(plain(own), inputs, first, count, seeds, results);
      worked(own, count);
    }
  }

  /** What many rows are run with if there is code for batches; else null. */
  private @Nullable BatchRun batch(State own, int rows) {
    if (rows < BatchKernel.LEAST_ROWS) {
      return null;
    }
    if (own.batch == null) {
      own.batchWork += (long) workOfRow * rows;
      BatchKernel kernel = batches.kernel(own.batchWork >= HOT);
      if (kernel != null) {
        own.batch = new BatchRun(kernel);
      }
    }
    return own.batch;
  }

  private static Workspace faster(State own, Kernel kernel) {
    Workspace workspace = own.faster;
    if (workspace == null) {
      workspace = kernel.newWorkspace();
      own.faster = workspace;
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

  private void worked(State own, int rows) {
    own.work += (long) workOfRow * rows;
    if (own.work >= HOT && !isAsked.get() && isAsked.compareAndSet(false, true)) {
      state =
          background.execute(this::change) ? "code is being generated" : "the backend is closed";
    }
  }

  private void change() {
    Kernel found = compile(CompileOptions.DEFAULT);
    if (found == null) {
      return;
    }
    try {
      if (found instanceof GeneratedKernel code && !new WarmUp(code).isWorthwhile(plain)) {
        state = "generated code was not faster; it was " + code.describe();
      } else {
        faster = found;
      }
    } catch (EvaluationInterruptedException closed) {
      state = "the backend is closed";
    }
  }

  /** Generated code, or levels if there would be too much of it, or null if neither can be made. */
  private @Nullable Kernel compile(CompileOptions options) {
    try {
      return new GeneratedKernel(tape, limits, emitter);
    } catch (UnsupportedOperationException tooMuch) {
      state = String.valueOf(tooMuch.getMessage());
      return levels(options);
    } catch (RuntimeException | LinkageError | VirtualMachineError failure) {
      state = "code could not be generated: " + failure;
      LOGGER.log(System.Logger.Level.WARNING, state + "; " + tape, failure);
      return null;
    }
  }

  /** Asking for the description makes the plan now, so that no run has to wait for it. */
  private Kernel levels(CompileOptions options) {
    Kernel kernel = levels.compile(tape, options);
    String description = kernel.describe();
    LOGGER.log(System.Logger.Level.DEBUG, "no code, because {0}: {1}", state, description);
    return kernel;
  }

  private String describe(Kernel kernel) {
    return kernel instanceof GeneratedKernel
        ? "generated code: " + kernel.describe()
        : "without generated code, because " + state + ": " + kernel.describe();
  }
}
