package org.scalarflow.ml.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a CSV file.
 *
 * @param names the names of all columns
 * @param labelColumn the index of the label column
 */
record CsvHeader(List<String> names, int labelColumn) {

  /**
   * The columns named by the first record.
   *
   * @param fields the record
   * @param label the label column's name or number, null for the last one
   * @param error makes an exception that tells where the record is
   */
  static CsvHeader of(
      CSVRecord fields, @Nullable String label, Function<String, DataException> error) {
    if (fields.size() > CsvData.MAX_COLUMNS) {
      throw error.apply(
          "there are " + fields.size() + " columns; the most is " + CsvData.MAX_COLUMNS);
    }
    List<String> names = new ArrayList<>();
    Map<String, Integer> positions = new HashMap<>();
    for (String field : fields) {
      String name = field.strip();
      int column = names.size() + 1;
      if (name.isEmpty()) {
        throw error.apply("column " + column + " has no name; the first line names the columns");
      }
      if (name.length() > CsvData.MAX_LABEL_LENGTH) {
        throw error.apply(
            "the name of column "
                + column
                + " has more than "
                + CsvData.MAX_LABEL_LENGTH
                + " characters");
      }
      Integer earlier = positions.putIfAbsent(name, column);
      if (earlier != null) {
        throw error.apply(
            "columns "
                + earlier
                + " and "
                + column
                + " are both named '"
                + CsvParsing.shown(name)
                + "'; names of columns are distinct");
      }
      names.add(name);
    }
    if (names.size() == 1) {
      throw error.apply(
          "there is one column only, '"
              + CsvParsing.shown(names.get(0))
              + "'; a label and at least one feature are needed, separated by commas");
    }
    CsvHeader header = new CsvHeader(names, labelColumn(names, positions, label, error));
    if (header.looksLikeData()) {
      throw error.apply(
          "the first line names the columns, but this looks like numbers: "
              + String.join(", ", header.featureNames().stream().limit(10).toList()));
    }
    return header;
  }

  /** Whether all features are named by numbers that are not just counted. */
  private boolean looksLikeData() {
    List<String> features = featureNames();
    return features.stream().allMatch(name -> CsvParsing.NUMBER.matcher(name).matches())
        && features.stream().anyMatch(name -> !name.matches("[0-9]+"));
  }

  private static int labelColumn(
      List<String> names,
      Map<String, Integer> positions,
      @Nullable String label,
      Function<String, DataException> error) {
    if (label == null) {
      return names.size() - 1;
    }
    Integer named = positions.get(label.strip());
    if (named != null) {
      return named - 1;
    }
    if (label.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(label);
      if (number >= 1 && number <= names.size()) {
        return number - 1;
      }
    }
    throw error.apply(
        "there is no column '"
            + CsvParsing.shown(label)
            + "' for the label; columns are 1 to "
            + names.size()
            + ": "
            + names.stream().limit(40).map(CsvParsing::shown).collect(Collectors.joining(", "))
            + (names.size() > 40 ? ", …" : ""));
  }

  /** The number of columns. */
  int size() {
    return names.size();
  }

  /** The names of all columns but the label's. */
  List<String> featureNames() {
    List<String> features = new ArrayList<>(names);
    features.remove(labelColumn);
    return features;
  }

  /** {@code column 3 ('petal_length')}. */
  String describe(int column) {
    return "column " + (column + 1) + " ('" + CsvParsing.shown(names.get(column)) + "')";
  }
}
