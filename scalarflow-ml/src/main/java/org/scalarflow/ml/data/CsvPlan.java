package org.scalarflow.ml.data;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
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
      Set<String> wanted = new LinkedHashSet<>(texts);
      wanted.addAll(numbers);
      requireAll(wanted, header, error);
      return header.columns(
          i -> {
            String name = header.names().get(i);
            return texts.contains(name) ? Kind.TEXT : numbers.contains(name) ? Kind.NUMBER : others;
          });
    };
  }

  /**
   * The columns of an encoder, and that of the label; all others are skipped.
   *
   * @param encoder says which columns there must be
   * @param label the label column's name or number; null for none
   */
  static CsvPlan encoded(FeatureEncoder encoder, @Nullable String label) {
    Set<String> texts = new LinkedHashSet<>();
    Set<String> numbers = new LinkedHashSet<>();
    for (ColumnEncoding column : encoder.columns()) {
      (column instanceof CategoryEncoding ? texts : numbers).add(column.column());
    }
    CsvPlan features = named(texts, numbers, Kind.SKIPPED);
    if (label == null) {
      return features;
    }
    return (header, error) -> {
      int labelColumn = header.labelColumn(label, error);
      String name = header.names().get(labelColumn);
      if (texts.contains(name) || numbers.contains(name)) {
        throw error.apply(
            "the column '" + CsvParsing.shown(name) + "' is a feature, so it is not the label");
      }
      List<CsvColumn> columns = features.columns(header, error);
      List<CsvColumn> labels = header.columns(i -> Kind.LABEL);
      columns.set(labelColumn, labels.get(labelColumn));
      return columns;
    };
  }

  private static void requireAll(
      Set<String> wanted, CsvHeader header, Function<String, DataException> error) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    header.names().forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw error.apply(
          (missing.size() == 1 ? "there is no column '" : "there are no columns '")
              + missing.stream().limit(40).map(CsvParsing::shown).collect(joining("', '"))
              + (missing.size() > 40 ? "', …" : "'")
              + "; columns are "
              + Table.listed(header.names()));
    }
  }
}
