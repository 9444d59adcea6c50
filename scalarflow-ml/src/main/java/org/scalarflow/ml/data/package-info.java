/**
 * Data to learn from.
 *
 * <p>Read {@link org.scalarflow.ml.data.Dataset} first: rows of numbers, each with a class. {@link
 * org.scalarflow.ml.data.Datasets} has some at hand, a {@link
 * org.scalarflow.ml.data.PointGenerator} makes points by a formula, {@link
 * org.scalarflow.ml.data.CsvData} reads files. {@link org.scalarflow.ml.data.Split} holds rows out,
 * {@link org.scalarflow.ml.data.Standardizer} brings features to one scale. Rows with texts are a
 * {@link org.scalarflow.ml.data.Table}, with their classes a {@link
 * org.scalarflow.ml.data.LabelledTable}; a {@link org.scalarflow.ml.data.FeatureEncoder} makes
 * numbers of them.
 */
@NullMarked
package org.scalarflow.ml.data;

import org.jspecify.annotations.NullMarked;
