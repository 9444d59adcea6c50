package org.scalarflow.ml.data;

import java.util.List;

/** Rows of which each belongs to a class, whatever else they hold. */
public sealed interface ClassifiedRows permits Dataset, LabelledTable {

  /** What they are called in messages. */
  String name();

  /** The names of the classes; class {@code i} is the one at index {@code i}. */
  List<String> labels();

  /** The number of rows, at least 1. */
  int rows();

  /**
   * The class of a row.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  int classOf(int row);

  /** The number of rows of each class. */
  default int[] classCounts() {
    int[] counts = new int[labels().size()];
    for (int row = 0; row < rows(); row++) {
      counts[classOf(row)]++;
    }
    return counts;
  }
}
