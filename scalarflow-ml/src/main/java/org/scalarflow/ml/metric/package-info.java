/**
 * How good predictions are.
 *
 * <p>Read {@link org.scalarflow.ml.metric.ConfusionMatrix} first: it judges predicted classes.
 * {@link org.scalarflow.ml.metric.RocCurve} judges the order of scores, {@link
 * org.scalarflow.ml.metric.LogLoss} probabilities.
 */
@NullMarked
package org.scalarflow.ml.metric;

import org.jspecify.annotations.NullMarked;
