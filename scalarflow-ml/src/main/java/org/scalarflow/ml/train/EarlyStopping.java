package org.scalarflow.ml.train;

import java.util.Objects;
import org.scalarflow.ml.data.Dataset;

/**
 * Ends a training that gets no better on rows it does not learn from, and goes back to the weights
 * that were best there.
 *
 * @param validation the rows
 * @param patience how many epochs in a row may bring no gain before it ends, at least 1
 * @param least by how much the mean loss must be less than at the last gain to be one; the weights
 *     that are gone back to are those of the least loss all the same
 */
public record EarlyStopping(Dataset validation, int patience, double least) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public EarlyStopping {
    Objects.requireNonNull(validation, "validation");
    Checks.require(patience >= 1, "the patience is at least 1 epoch, not " + patience);
    Checks.requireNotNegative(least, "the least gain");
  }

  /** In words: {@code ended after 5 epochs without gain on 20 rows}. */
  @Override
  public String toString() {
    return "ended after "
        + patience
        + (patience == 1 ? " epoch" : " epochs")
        + " without gain"
        + (least == 0 ? "" : " of " + least)
        + " on "
        + validation.rows()
        + " rows";
  }

  /** Any gain counts. */
  public EarlyStopping(Dataset validation, int patience) {
    this(validation, patience, 0);
  }
}
