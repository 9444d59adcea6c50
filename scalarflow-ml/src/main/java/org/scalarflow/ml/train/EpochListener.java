package org.scalarflow.ml.train;

/** Hears of each epoch when it is finished, on the training thread. */
@FunctionalInterface
public interface EpochListener {

  /** A listener that does nothing. */
  EpochListener NONE = epoch -> {};

  /**
   * An epoch is finished. An exception thrown here ends the training, which then has changed
   * nothing.
   */
  void finished(Epoch epoch);
}
