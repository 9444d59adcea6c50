package org.scalarflow.ml.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A column of texts that becomes a feature for each category ("one-hot"): 1 for the category of the
 * row, 0 for the others. The feature of category {@code red} of column {@code colour} is named
 * {@code colour=red}.
 *
 * @param column the name of the column
 * @param categories the categories, in ascending order of their characters
 * @param unknownAsZeros whether a text that is no category becomes zeros; otherwise it is an error
 */
public record CategoryEncoding(String column, List<String> categories, boolean unknownAsZeros)
    implements ColumnEncoding {

  /**
   * Copies and checks the categories.
   *
   * @throws IllegalArgumentException if there is none or more than {@value CsvData#MAX_LABELS},
   *     they are not in ascending order, one is there twice, or one is empty or longer than {@value
   *     CsvData#MAX_LABEL_LENGTH} characters
   */
  public CategoryEncoding {
    Objects.requireNonNull(column, "column");
    categories = List.copyOf(categories);
    if (categories.isEmpty() || categories.size() > CsvData.MAX_LABELS) {
      throw new IllegalArgumentException(
          "column '"
              + column
              + "': there are from 1 to "
              + CsvData.MAX_LABELS
              + " categories, not "
              + categories.size());
    }
    String last = "";
    for (String category : categories) {
      if (category.isEmpty() || category.length() > CsvData.MAX_LABEL_LENGTH) {
        throw new IllegalArgumentException(
            "column '"
                + column
                + "': a category has from 1 to "
                + CsvData.MAX_LABEL_LENGTH
                + " characters, not "
                + category.length());
      }
      if (category.compareTo(last) <= 0) {
        throw new IllegalArgumentException(
            "column '"
                + column
                + "': category '"
                + CsvParsing.shown(category)
                + "' comes after '"
                + CsvParsing.shown(last)
                + "'; categories are in ascending order, each once");
      }
      last = category;
    }
  }

  @Override
  public List<String> featureNames() {
    return categories.stream().map(category -> column + "=" + category).toList();
  }

  /** The index of a text, negative if it is no category and becomes zeros. */
  int indexOf(String text, Function<String, DataException> error) {
    int index = Collections.binarySearch(categories, text);
    if (index < 0 && !unknownAsZeros) {
      throw error.apply(
          "'"
              + CsvParsing.shown(text)
              + "' is not a category that was seen before; known are "
              + Table.listed(categories));
    }
    return index;
  }

  /** Writes the features of a category, given by its index, or zeros. */
  void write(int index, double[] features, int offset) {
    Arrays.fill(features, offset, offset + categories.size(), 0.0);
    if (index >= 0) {
      features[offset + index] = 1.0;
    }
  }
}
