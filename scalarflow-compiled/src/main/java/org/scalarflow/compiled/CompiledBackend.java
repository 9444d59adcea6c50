package org.scalarflow.compiled;

import org.scalarflow.CompileOptions;
import org.scalarflow.compiled.emit.AsmEmitter;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.runtime.Background;
import org.scalarflow.compiled.runtime.Heating;
import org.scalarflow.compiled.runtime.TieredKernel;
import org.scalarflow.parallel.ParallelBackend;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * The backend {@code compiled}: bytecode generated from the tape.
 *
 * <p><b>Tiers.</b> The first runs are done by the plain tape kernel. When a workspace has done ten
 * million operations, code is generated and warmed up in the background, and a later run goes on
 * with it: same bits, same workspaces. {@link org.scalarflow.CompileOptions.Compilation#EAGER}
 * generates code at once, {@code NEVER} not at all. A tape that would need too much code, because
 * more than 10,000 of its operations do not repeat each other, is run like by {@link
 * ParallelBackend} on one thread. {@code Program.describe()} says what was made.
 *
 * <p><b>Batches</b> of eight rows or more are run in blocks of 64, each operation for all rows of
 * the block, by code of their own, which is generated like the rest when batches are run. Where
 * operators are called through their general interface, or a selective operator decides what is
 * differentiated, they are run row by row.
 *
 * <p><b>Threads.</b> Runs are done by the calling thread. Each instance has one daemon thread of
 * its own, {@code scalarflow-compiled}, which is started by the first program that gets hot and
 * ends after two seconds without work. After {@link #close} programs stay as they are.
 *
 * <p><b>Looking at the code.</b> The system property {@code scalarflow.compiled.dump} names a
 * folder into which each generated class file is written, for {@code javap -c -p}.
 */
public final class CompiledBackend implements Backend {

  private final Background background = new Background();
  private final Backend levels = new ParallelBackend(1);
  private final Emitter emitter = new AsmEmitter();
  private final Limits limits;
  private final BatchLimits batchLimits;
  private final Heating heating;

  /** A backend with a thread of its own, which is not started yet. */
  public CompiledBackend() {
    this(Limits.MEASURED, BatchLimits.MEASURED, Heating.MEASURED);
  }

  CompiledBackend(Limits limits, BatchLimits batchLimits, Heating heating) {
    this.limits = limits;
    this.batchLimits = batchLimits;
    this.heating = heating;
  }

  @Override
  public String name() {
    return "compiled";
  }

  @Override
  public int priority() {
    return 200;
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new TieredKernel(
        tape, options, limits, batchLimits, heating, emitter, levels, background);
  }

  @Override
  public void close() {
    background.close();
    levels.close();
  }
}
