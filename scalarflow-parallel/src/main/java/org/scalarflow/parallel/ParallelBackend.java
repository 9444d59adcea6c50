package org.scalarflow.parallel;

import java.util.concurrent.ForkJoinPool;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * The backend {@code parallel}: level by level and by several threads where that pays, with the
 * same bits whatever their number.
 *
 * <p><b>Single rows.</b> Operations of one level do not depend on each other. Within a level those
 * of one operator run as one tight loop, and a level with enough work is shared out among threads.
 * Backward, each node sums its own adjoint from its consumers, so that no two threads write to the
 * same place and the order of every sum is fixed. A tape whose levels are narrow is run operation
 * by operation instead, like {@link org.scalarflow.spi.TapeKernel}, and so are the first eight rows
 * of any tape, because finding the levels takes as long as some ten runs; {@link
 * org.scalarflow.CompileOptions.Compilation#EAGER} finds them when it compiles. {@code
 * Program.describe()} says which it is.
 *
 * <p><b>Many rows.</b> They are shared out in the blocks in which derivatives are summed. A thread
 * runs the rows of a block together, each operation as a loop over the rows; what is the same in
 * all rows is computed once.
 *
 * <p><b>Threads.</b> The calling thread always takes part and never waits for another to come, so a
 * run ends inside any pool, inside an operator of another run and after {@link #close}. Threads of
 * its own are daemons named {@code scalarflow-parallel-1} and so on; they are started by the first
 * run that can use them and end after two seconds without work. Each instance has its own: to share
 * them among graphs, pass one instance to their constructors. On one thread a run allocates nothing
 * in the steady state.
 *
 * <p>An operator may be called by several threads at once, as its interface says. It must not wait
 * for something that the calling thread holds, a lock for example: that thread may be waiting for
 * the operator.
 */
public final class ParallelBackend implements Backend {

  private final Workers workers;
  private final Tuning tuning;

  /** A backend that uses as many threads as there are processors. */
  public ParallelBackend() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * A backend with a pool of its own.
   *
   * @param parallelism the number of threads that work on a run, the calling one included
   * @throws IllegalArgumentException if it is less than 1 or more than 32767
   */
  public ParallelBackend(int parallelism) {
    this(parallelism, Tuning.MEASURED);
  }

  /**
   * A backend that uses a pool of the user, and leaves it open. A run is done by the calling thread
   * and up to as many others as the pool's parallelism.
   */
  public ParallelBackend(ForkJoinPool pool) {
    this(pool, Tuning.MEASURED);
  }

  ParallelBackend(ForkJoinPool pool, Tuning tuning) {
    this(new Workers(pool), tuning);
  }

  ParallelBackend(int parallelism, Tuning tuning) {
    this(new Workers(parallelism), tuning);
  }

  private ParallelBackend(Workers workers, Tuning tuning) {
    this.workers = workers;
    this.tuning = tuning;
  }

  @Override
  public String name() {
    return "parallel";
  }

  @Override
  public int priority() {
    return 100;
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    SingleRows singleRows = new SingleRows(tape, workers, tuning);
    if (options.compilation() == CompileOptions.Compilation.EAGER || tuning.isEager()) {
      singleRows.choose();
    }
    return new ParallelKernel(tape, workers, singleRows);
  }

  @Override
  public void close() {
    workers.close();
  }
}
