package org.scalarflow.ml.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes features of the columns of a table, as it was fitted to training rows. Immutable, and equal
 * by value: what is in {@link #columns()} is all there is, so an encoder may be written to a file
 * and built again from what stands there.
 *
 * <pre>{@code
 * Table table = CsvData.readTable(file);
 * LabelEncoding label = LabelEncoding.of(table, "species");
 * Table training = table.select(rows);
 * FeatureEncoder encoder = FeatureEncoder.standardising(training.without("species"));
 * Dataset data = encoder.encode(training, label);
 * double[] features = encoder.encode(List.of("5.1", "red"));
 * }</pre>
 *
 * <p>A column of numbers becomes a feature, standardised or as it is; a column of texts becomes a
 * feature for each category of the training rows. Columns are found by name; further columns of a
 * table are left alone.
 *
 * @param columns what each column becomes, in the order of the features
 */
public record FeatureEncoder(List<ColumnEncoding> columns) {

  /**
   * Copies and checks the columns.
   *
   * @throws IllegalArgumentException if there is none, two columns or two features have the same
   *     name, or there are more than {@value CsvData#MAX_COLUMNS} features
   */
  public FeatureEncoder {
    columns = List.copyOf(columns);
    String problem = problem(columns);
    if (problem != null) {
      throw new IllegalArgumentException(problem);
    }
  }

  private static @Nullable String problem(List<ColumnEncoding> columns) {
    if (columns.isEmpty()) {
      return "there is no column to encode";
    }
    Set<String> names = new HashSet<>();
    Set<String> features = new HashSet<>();
    for (ColumnEncoding column : columns) {
      if (!names.add(column.column())) {
        return "two columns are named '" + CsvParsing.shown(column.column()) + "'";
      }
      for (String feature : column.featureNames()) {
        if (!features.add(feature)) {
          return "two features are named '" + CsvParsing.shown(feature) + "'; rename a column";
        }
      }
      if (features.size() > CsvData.MAX_COLUMNS) {
        return "there are more than "
            + CsvData.MAX_COLUMNS
            + " features; leave out columns of many categories";
      }
    }
    return null;
  }

  /**
   * Fits all columns: numbers are brought to mean 0 and deviation 1 as by a {@link Standardizer},
   * texts are categories.
   *
   * @param training the rows to fit to, without the label
   * @throws DataException if a column has more than {@value CsvData#MAX_LABELS} categories, or
   *     there are more than {@value CsvData#MAX_COLUMNS} features or two of the same name
   */
  public static FeatureEncoder standardising(Table training) {
    return fit(training, column -> NumberEncoding.standardising(column.name(), column.numbers()));
  }

  /**
   * Fits all columns: numbers stay as they are, texts are categories.
   *
   * @param training the rows to fit to, without the label
   * @throws DataException if a column has more than {@value CsvData#MAX_LABELS} categories, or
   *     there are more than {@value CsvData#MAX_COLUMNS} features or two of the same name
   */
  public static FeatureEncoder keepingNumbers(Table training) {
    return fit(training, column -> NumberEncoding.keeping(column.name()));
  }

  /**
   * What a standardizer does to columns of numbers.
   *
   * @param columns their names, in the order in which the standardizer takes them
   * @throws IllegalArgumentException if their number is another, two have the same name, or there
   *     are more than {@value CsvData#MAX_COLUMNS}
   */
  public static FeatureEncoder of(List<String> columns, Standardizer standardizer) {
    double[] means = standardizer.means();
    double[] deviations = standardizer.deviations();
    if (columns.size() != means.length) {
      throw new IllegalArgumentException(
          columns.size() + " columns are named, but " + means.length + " were standardised");
    }
    List<ColumnEncoding> numbers = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      numbers.add(new NumberEncoding(columns.get(i), means[i], deviations[i]));
    }
    return new FeatureEncoder(numbers);
  }

  private static FeatureEncoder fit(Table training, Function<Column, NumberEncoding> numbers) {
    List<ColumnEncoding> columns = new ArrayList<>();
    try {
      for (Column column : training.columns()) {
        columns.add(column.isText() ? categories(column) : numbers.apply(column));
      }
      return new FeatureEncoder(columns);
    } catch (IllegalArgumentException unfit) {
      throw new DataException(training.name() + ": " + unfit.getMessage(), unfit);
    }
  }

  private static CategoryEncoding categories(Column column) {
    List<String> texts = column.differentTexts();
    if (texts.size() > CsvData.MAX_LABELS) {
      throw new IllegalArgumentException(
          "column '"
              + CsvParsing.shown(column.name())
              + "' has "
              + texts.size()
              + " different texts, but at most "
              + CsvData.MAX_LABELS
              + " become features; leave the column out");
    }
    return new CategoryEncoding(column.name(), texts, false);
  }

  /** The same, but texts that are no category become zeros instead of an error. */
  public FeatureEncoder withUnknownAsZeros() {
    List<ColumnEncoding> lenient = new ArrayList<>();
    for (ColumnEncoding column : columns) {
      lenient.add(
          column instanceof CategoryEncoding texts
              ? new CategoryEncoding(texts.column(), texts.categories(), true)
              : column);
    }
    return new FeatureEncoder(lenient);
  }

  /** The names of the features, in order. */
  public List<String> featureNames() {
    return columns.stream().flatMap(column -> column.featureNames().stream()).toList();
  }

  /** The number of features, at least 1. */
  public int featureCount() {
    return columns.stream().mapToInt(FeatureEncoder::width).sum();
  }

  private static int width(ColumnEncoding column) {
    return column instanceof CategoryEncoding texts ? texts.categories().size() : 1;
  }

  /** Whether all columns are numbers, so that each is one feature. */
  public boolean takesNumbersOnly() {
    return columns.stream().allMatch(column -> column instanceof NumberEncoding);
  }

  /**
   * The features of one row of numbers.
   *
   * @param numbers those of {@link #columns()}, in their order; left unchanged
   * @throws DataException if one is not finite, or too far from the others to be standardised
   * @throws IllegalArgumentException if there is a column of texts, or the number of numbers is
   *     another
   */
  public double[] encode(double... numbers) {
    if (!takesNumbersOnly()) {
      throw new IllegalArgumentException(
          "there are columns of texts; give the fields of a row as texts, or a table");
    }
    requireCount(numbers.length, "numbers");
    double[] features = new double[numbers.length];
    for (int i = 0; i < features.length; i++) {
      NumberEncoding column = (NumberEncoding) columns.get(i);
      features[i] = column.encode(numbers[i], errorAt(column));
    }
    return features;
  }

  private void requireCount(int given, String what) {
    if (given != columns.size()) {
      throw new IllegalArgumentException(
          given + " " + what + " were given, but " + columns.size() + " columns are encoded");
    }
  }

  private static Function<String, DataException> errorAt(ColumnEncoding column) {
    return message ->
        new DataException("column '" + CsvParsing.shown(column.column()) + "': " + message);
  }

  /**
   * The features of one row.
   *
   * @param fields the fields of {@link #columns()}, in their order, as they stand in a CSV file;
   *     spaces around a field do not count
   * @throws DataException if a field is not a number where one is needed, a text is missing, or it
   *     is no category and that is an error
   * @throws IllegalArgumentException if the number of fields is another
   */
  public double[] encode(List<String> fields) {
    requireCount(fields.size(), "fields");
    double[] features = new double[featureCount()];
    int offset = 0;
    for (int i = 0; i < fields.size(); i++) {
      ColumnEncoding column = columns.get(i);
      String field = fields.get(i).strip();
      Function<String, DataException> error = errorAt(column);
      if (column instanceof NumberEncoding numbers) {
        features[offset] = numbers.encode(CsvNumber.parse(field, error), error);
      } else if (column instanceof CategoryEncoding texts) {
        if (field.isEmpty()) {
          throw error.apply("the text is missing");
        }
        texts.write(texts.indexOf(field, error), features, offset);
      }
      offset += width(column);
    }
    return features;
  }

  /**
   * The features of all rows, by row.
   *
   * @throws DataException if a column is missing or of another kind, a text is no category and that
   *     is an error, a number is too far from the others to be standardised, or there are more than
   *     {@value CsvData#MAX_VALUES} numbers
   */
  public double[][] encode(Table table) {
    double[] rowMajor = rowMajor(table);
    int width = featureCount();
    double[][] rows = new double[table.rows()][];
    Arrays.setAll(rows, row -> Arrays.copyOfRange(rowMajor, row * width, (row + 1) * width));
    return rows;
  }

  /**
   * The features of all rows with their classes.
   *
   * @throws DataException as without classes, or if the label column is missing or holds a text
   *     that is no label
   */
  public Dataset encode(Table table, LabelEncoding label) {
    return Dataset.ofRowMajor(
        table.name(), featureNames(), label.labels(), rowMajor(table), label.classes(table));
  }

  /** The features of all rows, one row after the other. */
  double[] rowMajor(Table table) {
    int width = featureCount();
    if ((long) table.rows() * width > CsvData.MAX_VALUES) {
      throw new DataException(
          table.name()
              + ": "
              + table.rows()
              + " rows of "
              + width
              + " features are too many; the most is "
              + CsvData.MAX_VALUES
              + " numbers");
    }
    double[] features = new double[table.rows() * width];
    int offset = 0;
    for (ColumnEncoding column : columns) {
      if (column instanceof NumberEncoding numbers) {
        encode(table, numbers, features, offset, width);
      } else if (column instanceof CategoryEncoding texts) {
        encode(table, texts, features, offset, width);
      }
      offset += width(column);
    }
    return features;
  }

  private static void encode(
      Table table, NumberEncoding numbers, double[] features, int offset, int width) {
    Column column = table.column(numbers.column());
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      Function<String, DataException> error =
          message -> new DataException(table.place(at, column.name()) + ": " + message);
      double number =
          column.isText() ? CsvNumber.parse(column.text(row), error) : column.number(row);
      features[row * width + offset] = numbers.encode(number, error);
    }
  }

  private static void encode(
      Table table, CategoryEncoding texts, double[] features, int offset, int width) {
    Column column = table.column(texts.column());
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      Function<String, DataException> error =
          message -> new DataException(table.place(at, column.name()) + ": " + message);
      if (!column.isText()) {
        throw error.apply(column.number(row) + " is a number; name this as a column of texts");
      }
      texts.write(texts.indexOf(column.text(row), error), features, row * width + offset);
    }
  }
}
