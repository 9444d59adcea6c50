package org.scalarflow.spi;

import org.scalarflow.EvaluationInterruptedException;

/** How runs answer to interruption. */
public final class Interruption {

  private Interruption() {}

  /**
   * Gives up if the current thread is interrupted; its interrupt status stays set.
   *
   * @throws EvaluationInterruptedException if it is
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new EvaluationInterruptedException();
    }
  }
}
