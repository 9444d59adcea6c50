package org.scalarflow.ml.validation;

import org.scalarflow.ml.data.Dataset;

/** Trains on some rows and tells how good the result is on others. */
@FunctionalInterface
public interface FoldScorer {

  /**
   * Trains a new model and scores it. Whatever is learnt, a scale of the features too, is learnt
   * from the training rows.
   *
   * @param training the rows to learn from
   * @param holdOut the rows to judge by
   * @return the score, an accuracy for example
   */
  double score(Dataset training, Dataset holdOut);
}
