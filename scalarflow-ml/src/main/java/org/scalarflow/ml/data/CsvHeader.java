package org.scalarflow.ml.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a CSV file.
 *
 * @param names the names of all columns
 */
record CsvHeader(List<String> names) {

  /**
   * The columns named by the first record.
   *
   * @param fields the record
   * @param error makes an exception that tells where the record is
   */
  static CsvHeader of(CSVRecord fields, Function<String, DataException> error) {
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
    return new CsvHeader(List.copyOf(names));
  }

  /**
   * The index of the label column.
   *
   * @param label the column's name or number, null for the last one
   * @param error makes an exception that tells where the names are
   */
  int labelColumn(@Nullable String label, Function<String, DataException> error) {
    if (names.size() == 1) {
      throw error.apply(
          "there is one column only, '"
              + CsvParsing.shown(names.get(0))
              + "'; a label and at least one feature are needed, separated by commas");
    }
    if (label == null) {
      return names.size() - 1;
    }
    String wanted = label.strip();
    int named = names.indexOf(wanted);
    if (named >= 0) {
      return named;
    }
    if (wanted.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(wanted);
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
            + Table.listed(names));
  }

  /** Refuses names that are all numbers, but not just counted: they look like a row. */
  void requireNames(List<String> features, Function<String, DataException> error) {
    if (features.stream().allMatch(name -> CsvNumber.NUMBER.matcher(name).matches())
        && features.stream().anyMatch(name -> !name.matches("[0-9]+"))) {
      throw error.apply(
          "the first line names the columns, but this looks like numbers: "
              + String.join(", ", features.stream().limit(10).toList()));
    }
  }

  /** An empty column for each name. */
  List<CsvColumn> columns(IntFunction<CsvColumn.Kind> kinds) {
    List<CsvColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String place = "column " + (i + 1) + " ('" + CsvParsing.shown(names.get(i)) + "')";
      columns.add(new CsvColumn(names.get(i), place, kinds.apply(i)));
    }
    return columns;
  }
}
