package org.scalarflow.ml.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.CsvColumn.Kind;

/** What is to be read of a CSV file, decided when the names of its columns are known. */
@FunctionalInterface
interface CsvPlan {

  /**
   * A column for each name of a file.
   *
   * @param header the names
   * @param error makes an exception that tells where the names are
   */
  List<CsvColumn> columns(CsvHeader header, Function<String, DataException> error);

  /**
   * One column is the label, the others are of one kind.
   *
   * @param label the column's name or number, null for the last one
   * @param others the kind of the others
   */
  static CsvPlan labelled(@Nullable String label, Kind others) {
    return (header, error) -> {
      int labelColumn = header.labelColumn(label, error);
      List<String> features = new ArrayList<>(header.names());
      features.remove(labelColumn);
      header.requireNames(features, error);
      return header.columns(i -> i == labelColumn ? Kind.LABEL : others);
    };
  }

  /**
   * Columns by name; each that is named must be there.
   *
   * @param texts the columns of texts
   * @param numbers the columns of numbers
   * @param others the kind of the others
   */
  static CsvPlan named(Set<String> texts, Set<String> numbers, Kind others) {
    return (header, error) -> {
      header.requireNames(header.names(), error);
      requireAll(texts, header, error);
      requireAll(numbers, header, error);
      return header.columns(
          i -> {
            String name = header.names().get(i);
            return texts.contains(name) ? Kind.TEXT : numbers.contains(name) ? Kind.NUMBER : others;
          });
    };
  }

  private static void requireAll(
      Set<String> wanted, CsvHeader header, Function<String, DataException> error) {
    Set<String> known = new HashSet<>(header.names());
    for (String name : wanted) {
      if (!known.contains(name)) {
        throw error.apply(
            "there is no column '"
                + CsvParsing.shown(name)
                + "'; columns are "
                + Table.listed(header.names()));
      }
    }
  }
}
