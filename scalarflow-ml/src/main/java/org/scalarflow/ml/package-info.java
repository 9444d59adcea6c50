/**
 * Learning with scalar graphs.
 *
 * <p>Read {@link org.scalarflow.ml.Experiment} first: data, a model, a hold-out, a result. Its
 * parts are in the packages {@link org.scalarflow.ml.data data}, {@link org.scalarflow.ml.model
 * model}, {@link org.scalarflow.ml.train train}, {@link org.scalarflow.ml.metric metric} and {@link
 * org.scalarflow.ml.validation validation}.
 */
@NullMarked
package org.scalarflow.ml;

import org.jspecify.annotations.NullMarked;
