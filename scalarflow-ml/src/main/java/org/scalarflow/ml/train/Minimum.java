package org.scalarflow.ml.train;

/**
 * Where a minimization ended.
 *
 * @param objective the mean loss and the penalty there
 * @param gradientNorm the largest absolute derivative of the objective there
 * @param isReached whether that is as small as was asked
 * @param evaluations how often all rows were run
 */
public record Minimum(double objective, double gradientNorm, boolean isReached, int evaluations) {}
