package org.scalarflow.parallel;

import java.util.concurrent.ForkJoinPool;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** The backend {@code parallel}. */
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
   * @throws IllegalArgumentException if it is less than 1
   */
  public ParallelBackend(int parallelism) {
    this(parallelism, Tuning.MEASURED);
  }

  /**
   * A backend that uses a pool of the user, and leaves it open. A run is done by the calling thread
   * and up to as many others as the pool's parallelism.
   */
  public ParallelBackend(ForkJoinPool pool) {
    this(new Workers(pool), Tuning.MEASURED);
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
    return new ParallelKernel(tape, workers, tuning);
  }

  @Override
  public void close() {
    workers.close();
  }
}
