/**
 * How models are trained: {@link org.scalarflow.ml.train.TrainingOptions} says how, {@link
 * org.scalarflow.ml.train.EpochListener} hears of the progress, {@link
 * org.scalarflow.ml.train.TrainingException} tells that numbers have left their range.
 */
@NullMarked
package org.scalarflow.ml.train;

import org.jspecify.annotations.NullMarked;
