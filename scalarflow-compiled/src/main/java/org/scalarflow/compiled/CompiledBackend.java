package org.scalarflow.compiled;

import org.scalarflow.CompileOptions;
import org.scalarflow.compiled.runtime.Services;
import org.scalarflow.compiled.runtime.Settings;
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
 * ParallelBackend}, as are its batches if they would need too much memory. {@code
 * Program.describe()} says what was made.
 *
 * <p><b>Batches</b> of eight rows or more are run in blocks of 64, each operation for all rows of
 * the block, by code of their own, which is generated like the rest when batches are run. Where
 * operators of users are called, or a selective operator decides what is differentiated, they are
 * run row by row.
 *
 * <p><b>Vectors.</b> Where the JVM was started with {@code --add-modules jdk.incubator.vector},
 * batches, layers of single rows and elementary functions of many units go over to code with the
 * Vector API when that has become faster, some seconds later; the bits stay the same. A program
 * with derivatives is judged by runs with them; runs for values alone may get slower by a tenth. In
 * fast mode it fuses operations, adds up sums of layers in other orders, and has elementary
 * functions of its own, within the errors that {@code Program.describe()} tells.
 *
 * <p><b>Operators of users</b> of one or two operands that inherit their methods for arrays, as
 * lambdas do, are called by their methods for plain numbers, so that the JIT can inline them; up to
 * 64 different instances in a tape. Others are called through the methods for arrays.
 *
 * <p><b>Threads.</b> Runs are done by the calling thread. On request, see {@link
 * #CompiledBackend(int)}, the blocks of a batch are shared out among it and daemon threads {@code
 * scalarflow-compiled-rows}; the bits are the same for any number. Each instance has daemon threads
 * of its own that make code, {@code scalarflow-compiled}: one, which is started by the first
 * program that gets hot, and another one for code with vectors, which takes longer. All end after
 * two seconds without work. After {@link #close} they end soon, and programs stay as they are and
 * are run by the calling thread.
 *
 * <p><b>Looking at the code.</b> The system property {@code scalarflow.compiled.dump} names a
 * folder into which each generated class file is written, for {@code javap -c -p}.
 */
public final class CompiledBackend implements Backend {

  private final Settings settings;
  private final Services services;

  /** A backend whose runs are done by the calling thread alone. */
  public CompiledBackend() {
    this(1);
  }

  /**
   * A backend whose batches are shared out among threads.
   *
   * @param threads how many work on a batch, the calling one included
   * @throws IllegalArgumentException if it is less than 1 or more than 32767
   */
  public CompiledBackend(int threads) {
    this(Settings.MEASURED, threads);
  }

  CompiledBackend(Settings settings, int threads) {
    this.settings = settings;
    services = new Services(threads);
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
    return new TieredKernel(tape, options, settings, services);
  }

  @Override
  public void close() {
    services.close();
  }
}
