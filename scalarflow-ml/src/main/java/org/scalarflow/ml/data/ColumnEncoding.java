package org.scalarflow.ml.data;

import java.util.List;

/** What a column of a {@link Table} becomes: one feature, or one for each of its categories. */
public sealed interface ColumnEncoding permits NumberEncoding, CategoryEncoding {

  /** The name of the column. */
  String column();

  /** The names of its features, in order. */
  List<String> featureNames();
}
