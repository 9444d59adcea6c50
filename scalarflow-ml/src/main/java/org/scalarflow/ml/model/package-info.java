/**
 * Classifiers that are scalar graphs.
 *
 * <p>Read {@link org.scalarflow.ml.model.Classifier} first: what a model can do, and how its graph
 * is built. {@link org.scalarflow.ml.model.LogisticRegression} has one layer, {@link
 * org.scalarflow.ml.model.MultilayerPerceptron} has hidden ones.
 */
@NullMarked
package org.scalarflow.ml.model;

import org.jspecify.annotations.NullMarked;
