package org.scalarflow.ml.train;

import org.scalarflow.ScalarFlowException;

/**
 * A loss or a weight became infinite or NaN, so training cannot go on; the message names the epoch
 * and the row or weight. The model has the weights it had before. A smaller learning rate or
 * standardised features usually help.
 */
public final class TrainingException extends ScalarFlowException {

  private final int epoch;

  /** With the number of the epoch, from 1, and a message that names it. */
  public TrainingException(int epoch, String message) {
    super(message, null);
    this.epoch = epoch;
  }

  /** The number of the epoch in which it happened, from 1. */
  public int epoch() {
    return epoch;
  }
}
