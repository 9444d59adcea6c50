package org.scalarflow.tck.example;

import org.scalarflow.Operator;
import org.scalarflow.tck.OperatorVerification;
import org.scalarflow.tck.Range;

class HuberTest extends OperatorVerification {

  @Override
  protected Operator createOperator() {
    return new Huber();
  }

  /** Residuals on both sides of the threshold, thresholds above 0. */
  @Override
  protected Range range(int position, int operandCount) {
    return position == 0 ? new Range(-3, 3) : new Range(0.1, 2);
  }
}
