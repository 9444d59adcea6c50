package org.scalarflow.ml.model;

import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.train.Minimum;

/**
 * Looks for the minimum of a convex objective with the optimizers of Commons Math.
 *
 * <p>Conjugate gradients come first. Their line search compares values, so that they stop where
 * values no longer differ, at about the root of the rounding error. From there the gradient itself
 * is brought to zero by the method of Levenberg and Marquardt, with differences of exact gradients
 * for its Jacobian.
 */
final class Minimization {

  private static final int MOST_VALUES = 20_000;
  private static final int MOST_ITERATIONS = 500;

  /** Differences take two gradients a parameter. */
  private static final int MOST_PARAMETERS_FOR_DIFFERENCES = 1_000;

  private static final int MOST_STEPS_BY_DIFFERENCES = 50;

  /** Of central differences, in proportion to a parameter: about the third root of rounding. */
  private static final double STEP = 1e-5;

  private static final double LINE_SEARCH = 1e-10;

  private final Objective objective;
  private final double tolerance;

  Minimization(Objective objective, double tolerance) {
    this.objective = objective;
    this.tolerance = tolerance;
  }

  /** Minimizes, and gives the variables the values that were found. */
  Minimum run() {
    double[] at = byConjugateGradients(objective.start());
    if (objective.gradientNorm(at) > tolerance && at.length <= MOST_PARAMETERS_FOR_DIFFERENCES) {
      at = byDifferences(at);
    }
    double norm = objective.gradientNorm(at);
    double value = objective.value(at);
    if (!Double.isFinite(norm) || !Double.isFinite(value)) {
      throw new DataException(
          objective.dataName()
              + ": the loss became "
              + value
              + " with derivatives up to "
              + norm
              + " while its minimum was looked for; standardise the features");
    }
    objective.assign(at);
    return new Minimum(value, norm, norm <= tolerance, objective.evaluations());
  }

  private double[] byConjugateGradients(double[] start) {
    double[] best = start.clone();
    NonLinearConjugateGradientOptimizer optimizer =
        new NonLinearConjugateGradientOptimizer(
            NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
            (iteration, before, now) -> {
              System.arraycopy(now.getPoint(), 0, best, 0, best.length);
              return iteration >= MOST_ITERATIONS
                  || before.getValue() - now.getValue() <= 0
                  || objective.gradientNorm(best) <= tolerance;
            },
            LINE_SEARCH,
            LINE_SEARCH,
            1.0);
    try {
      PointValuePair end =
          optimizer.optimize(
              new MaxEval(MOST_VALUES),
              new ObjectiveFunction(objective::value),
              new ObjectiveFunctionGradient(objective::gradient),
              GoalType.MINIMIZE,
              new InitialGuess(start));
      return end.getPoint();
    } catch (MathIllegalStateException noMoreEvaluations) {
      return best;
    }
  }

  private double[] byDifferences(double[] start) {
    double[] end;
    try {
      end =
          new LevenbergMarquardtOptimizer()
              .optimize(
                  new LeastSquaresBuilder()
                      .start(start)
                      .target(new double[start.length])
                      .model(objective::gradient, this::jacobian)
                      .lazyEvaluation(false)
                      .checker(
                          (iteration, before, now) ->
                              iteration >= MOST_STEPS_BY_DIFFERENCES
                                  || now.getResiduals().getLInfNorm() <= tolerance)
                      .maxEvaluations(MOST_VALUES)
                      .maxIterations(2 * MOST_STEPS_BY_DIFFERENCES)
                      .build())
              .getPoint()
              .toArray();
    } catch (MathIllegalStateException noProgress) {
      return start;
    }
    return objective.gradientNorm(end) < objective.gradientNorm(start) ? end : start;
  }

  /** By row the derivative, by column the parameter. */
  private double[][] jacobian(double[] at) {
    double[][] jacobian = new double[at.length][at.length];
    double[] near = at.clone();
    for (int column = 0; column < at.length; column++) {
      double step = STEP * Math.max(1, Math.abs(at[column]));
      near[column] = at[column] + step;
      double[] above = objective.gradient(near);
      near[column] = at[column] - step;
      double[] below = objective.gradient(near);
      near[column] = at[column];
      for (int row = 0; row < at.length; row++) {
        jacobian[row][column] = (above[row] - below[row]) / (2 * step);
      }
    }
    return jacobian;
  }
}
