package org.scalarflow.compiled.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/**
 * A kernel that starts with the plain tape kernel and changes to generated code between two runs.
 *
 * <p>A run looks once which of the two it uses. Their workspaces are independent, so a workspace of
 * this kernel makes that of the generated code when it first needs it.
 */
public final class TieredKernel implements Kernel {

  private static final System.Logger LOGGER = System.getLogger(TieredKernel.class.getName());

  /** How many operations a workspace has done when code is generated. */
  private static final long HOT = 10_000_000;

  /**
   * How often it is looked whether so many are done. A branch that is never taken before costs the
   * compiled code of the caller when it is.
   */
  private static final int LOOKS = 256;

  /** A run does a little even on the smallest tape. */
  private static final int LEAST_WORK = 16;

  private final Tape tape;
  private final Limits limits;
  private final Emitter emitter;
  private final Background background;
  private final TapeKernel plain;
  private final int workOfRow;
  private final AtomicBoolean isAsked;
  private final Batches batches;

  /** What is said of the tier, until there is generated code. */
  private volatile String state;

  private volatile @Nullable GeneratedKernel generated;

  /** A kernel for a tape. */
  public TieredKernel(
      Tape tape,
      Compilation compilation,
      Limits limits,
      BatchLimits batchLimits,
      Emitter emitter,
      Background background) {
    this.tape = tape;
    this.limits = limits;
    this.emitter = emitter;
    this.background = background;
    GeneratedKernel.makeKnown();
    plain = new TapeKernel(tape);
    batches = new Batches(tape, compilation, batchLimits, emitter, background);
    workOfRow = Math.max(LEAST_WORK, tape.size() - tape.firstOperation());
    isAsked = new AtomicBoolean(compilation != Compilation.TIERED);
    state =
        compilation == Compilation.NEVER
            ? "no code is generated, as asked"
            : "code is generated after some runs";
    if (compilation == Compilation.EAGER) {
      generated = generate();
    }
  }

  /** The workspaces of both tiers. */
  private static final class State extends Workspace {

    @Nullable Workspace plain;
    @Nullable Workspace generated;
    @Nullable BatchRun batch;
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
    GeneratedKernel code = generated;
    return (code == null
            ? "runs on the plain tape kernel: " + state
            : "generated code: " + code.describe())
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
    GeneratedKernel code = generated;
    if (code != null) {
      code.evaluate(generated(own, code), inputs, first, count, values);
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
    GeneratedKernel code = generated;
    if (code != null && count == 1 && areSums(results)) {
      code.differentiateRow(generated(own, code), inputs, first, seeds, results);
    } else if (code != null) {
      code.differentiate(generated(own, code), inputs, first, count, seeds, results);
    } else {
      plain.differentiate(plain(own), inputs, first, count, seeds, results);
      worked(own, count);
    }
  }

  /** Whether the derivatives of a single row can be put in place. */
  private boolean areSums(Gradients results) {
    return results.perRow() == null && results.sums().length == tape.derivativeCount();
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

  private static Workspace generated(State own, GeneratedKernel code) {
    Workspace workspace = own.generated;
    if (workspace == null) {
      workspace = code.newWorkspace();
      own.generated = workspace;
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
    if (own.work >= own.nextLook) {
      own.nextLook = own.work + HOT / LOOKS;
      considerCode(own);
    }
  }

  private void considerCode(State own) {
    if (own.work >= HOT && !isAsked.get() && isAsked.compareAndSet(false, true)) {
      state =
          background.execute(this::change) ? "code is being generated" : "the backend is closed";
    }
  }

  private void change() {
    PacedThread.start(workOfRow);
    GeneratedKernel code = generate();
    if (code == null) {
      return;
    }
    try {
      if (new WarmUp(code).isWorthwhile(plain)) {
        generated = code;
      } else {
        state = "generated code was not faster; it was " + code.describe();
      }
    } catch (EvaluationInterruptedException closed) {
      state = "the backend is closed";
    }
  }

  private @Nullable GeneratedKernel generate() {
    try {
      return new GeneratedKernel(tape, limits, emitter);
    } catch (UnsupportedOperationException tooMuch) {
      state = String.valueOf(tooMuch.getMessage());
    } catch (RuntimeException | LinkageError | VirtualMachineError failure) {
      state = "code could not be generated: " + failure;
      LOGGER.log(System.Logger.Level.WARNING, state + "; " + tape, failure);
    }
    return null;
  }
}
