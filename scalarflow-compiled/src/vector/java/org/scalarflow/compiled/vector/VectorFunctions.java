package org.scalarflow.compiled.vector;

import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.compiled.runtime.FunctionCode;

/** Elementary functions, four rows at once. */
public final class VectorFunctions implements FunctionCode {

  /** Makes the kernels, which have no state. */
  public VectorFunctions() {}

  @Override
  public void apply(LaneFunction function, double[] from, double[] to, int rows) {
    switch (function) {
      case EXP -> Exponentials.exp(from, to, rows);
      case LOG -> Logarithms.log(from, to, rows);
      case LOG1P -> Logarithms.log1p(from, to, rows);
      case STRICT_LOG1P -> StrictLogarithms.log1p(from, to, rows);
      case SIN -> Trigonometry.sin(from, to, rows);
      case COS -> Trigonometry.cos(from, to, rows);
      case NEGATED_SIN -> Trigonometry.negatedSin(from, to, rows);
      case TANH -> Exponentials.tanh(from, to, rows);
      case SIGMOID -> Exponentials.sigmoid(from, to, rows);
    }
  }
}
