package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.emit.AsmEmitter;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.parallel.ParallelBackend;
import org.scalarflow.spi.Backend;

/** What the kernels of a backend share: who writes code for them, and threads. */
public final class Services implements AutoCloseable {

  private final Emitter emitter = new AsmEmitter();
  private final Background background = new Background();
  private final Background patient = new Background();
  private final Helpers helpers;
  private final Backend levels;

  /**
   * No thread is started yet.
   *
   * @param threads how many work on a batch, the calling one included
   * @throws IllegalArgumentException if it is less than 1, or more than 32767
   */
  public Services(int threads) {
    levels = new ParallelBackend(threads);
    helpers = new Helpers(threads);
  }

  /** Writes class files. */
  Emitter emitter() {
    return emitter;
  }

  /** Generates code while programs go on without it. */
  Background background() {
    return background;
  }

  /** Has code warmed up that takes long and has good code before it, so that no other waits. */
  Background patient() {
    return patient;
  }

  /** Help with batches. */
  Helpers helpers() {
    return helpers;
  }

  /** Compiles tapes that would need too much code. */
  Backend levels() {
    return levels;
  }

  @Override
  public void close() {
    background.close();
    patient.close();
    helpers.close();
    levels.close();
  }
}
