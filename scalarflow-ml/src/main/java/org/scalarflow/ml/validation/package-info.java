/**
 * How a model does on rows that it has not seen, judged on every row once.
 *
 * <p>Read {@link org.scalarflow.ml.validation.StratifiedFolds} first: it divides the rows and runs
 * a {@link org.scalarflow.ml.validation.FoldScorer} for each part; {@link
 * org.scalarflow.ml.validation.Scores} are what comes out.
 */
@NullMarked
package org.scalarflow.ml.validation;

import org.jspecify.annotations.NullMarked;
