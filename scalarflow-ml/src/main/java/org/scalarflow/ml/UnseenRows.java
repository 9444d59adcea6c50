package org.scalarflow.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.scalarflow.ml.data.CategoryEncoding;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.LabelledTable;

/** Rows that an encoder was not fitted to. */
final class UnseenRows {

  private static final int MOST_SHOWN = 10;

  private UnseenRows() {}

  /**
   * The rows as features.
   *
   * @throws DataException if there are texts that the encoder does not know and that do not become
   *     zeros; it says what to do about them
   */
  static Dataset encode(LabelledTable rows, FeatureEncoder encoder) {
    for (ColumnEncoding column : encoder.columns()) {
      if (column instanceof CategoryEncoding texts && !texts.unknownAsZeros()) {
        requireKnown(rows, texts);
      }
    }
    return rows.encode(encoder);
  }

  private static void requireKnown(LabelledTable rows, CategoryEncoding texts) {
    List<String> unknown = new ArrayList<>(rows.features().column(texts.column()).differentTexts());
    unknown.removeAll(Set.copyOf(texts.categories()));
    if (!unknown.isEmpty()) {
      throw new DataException(
          rows.name()
              + ": column '"
              + texts.column()
              + "' has texts that the rows to learn from lack: "
              + unknown.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
              + (unknown.size() > MOST_SHOWN ? ", …" : "")
              + "; take unknown texts as zeros, choose other rows by another seed, or leave"
              + " the column out");
    }
  }
}
