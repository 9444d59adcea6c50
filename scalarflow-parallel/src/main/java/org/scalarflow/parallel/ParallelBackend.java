package org.scalarflow.parallel;

import java.util.concurrent.ForkJoinPool;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** The backend {@code parallel}. */
public final class ParallelBackend implements Backend {

  /** A backend that uses as many threads as there are processors. */
  public ParallelBackend() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * A backend with a pool of its own.
   *
   * @param parallelism the number of threads that work on a run, the calling one included
   * @throws IllegalArgumentException if it is less than 1
   */
  public ParallelBackend(int parallelism) {
    this(parallelism, Tuning.MEASURED);
  }

  /** A backend that uses a pool of the caller, and leaves it open. */
  public ParallelBackend(ForkJoinPool pool) {
    this(pool.getParallelism() + 1, Tuning.MEASURED);
  }

  ParallelBackend(int parallelism, Tuning tuning) {}

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
    return new LevelKernel(tape);
  }
}
