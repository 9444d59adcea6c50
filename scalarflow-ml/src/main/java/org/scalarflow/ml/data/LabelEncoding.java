package org.scalarflow.ml.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The column of a {@link Table} that holds the label, and the classes of its texts.
 *
 * @param column the name of the column
 * @param labels the labels; class {@code i} is the one at index {@code i}
 */
public record LabelEncoding(String column, List<String> labels) {

  /**
   * Copies and checks the labels.
   *
   * @throws IllegalArgumentException if there are fewer than 2 or more than {@value
   *     CsvData#MAX_LABELS}, one is there twice, or one is empty or longer than {@value
   *     CsvData#MAX_LABEL_LENGTH} characters
   */
  public LabelEncoding {
    Objects.requireNonNull(column, "column");
    labels = List.copyOf(labels);
    if (labels.size() < 2 || labels.size() > CsvData.MAX_LABELS) {
      throw new IllegalArgumentException(
          "column '"
              + column
              + "': there are from 2 to "
              + CsvData.MAX_LABELS
              + " labels, not "
              + labels.size());
    }
    Set<String> seen = new HashSet<>();
    for (String label : labels) {
      if (label.isEmpty() || label.length() > CsvData.MAX_LABEL_LENGTH) {
        throw new IllegalArgumentException(
            "column '"
                + column
                + "': a label has from 1 to "
                + CsvData.MAX_LABEL_LENGTH
                + " characters, not "
                + label.length());
      }
      if (!seen.add(label)) {
        throw new IllegalArgumentException(
            "column '" + column + "': two labels are '" + CsvParsing.shown(label) + "'");
      }
    }
  }

  /**
   * The labels of a column, in ascending order of their characters.
   *
   * @throws DataException if there is no such column, it holds numbers, or it has fewer than 2 or
   *     more than {@value CsvData#MAX_LABELS} different texts, or too long ones
   */
  public static LabelEncoding of(Table table, String column) {
    Column texts = table.column(column);
    if (!texts.isText()) {
      throw new DataException(
          table.name()
              + ": the label column '"
              + CsvParsing.shown(column)
              + "' was read as numbers; name it as a column of texts");
    }
    try {
      return new LabelEncoding(column, texts.differentTexts());
    } catch (IllegalArgumentException unfit) {
      throw new DataException(table.name() + ", " + unfit.getMessage(), unfit);
    }
  }

  /**
   * The class of each row of a table.
   *
   * @throws DataException if there is no such column, it holds numbers, or a text is no label
   */
  public int[] classes(Table table) {
    Column texts = table.column(column);
    if (!texts.isText()) {
      throw new DataException(
          table.place(0, column)
              + ": "
              + texts.number(0)
              + " is a number; name this as a column of texts");
    }
    int[] classOfText = texts.differentTexts().stream().mapToInt(labels::indexOf).toArray();
    int[] classes = new int[table.rows()];
    for (int row = 0; row < classes.length; row++) {
      classes[row] = classOfText[texts.code(row)];
      if (classes[row] < 0) {
        throw new DataException(
            table.place(row, column)
                + ": '"
                + CsvParsing.shown(texts.text(row))
                + "' is not a label that was seen before; known are "
                + Table.listed(labels));
      }
    }
    return classes;
  }
}
