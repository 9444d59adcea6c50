package org.scalarflow;

/**
 * A run was given up because its thread was interrupted. The thread's interrupt status is still
 * set; the program can be run again.
 */
public final class EvaluationInterruptedException extends ScalarFlowException {

  /** An interrupted run. */
  public EvaluationInterruptedException() {
    super("the run was interrupted before it finished", null);
  }
}
