package org.scalarflow.ml.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Rows of numbers and texts, each with the class it belongs to, before a {@link FeatureEncoder}
 * makes features of them. Immutable.
 *
 * <pre>{@code
 * LabelledTable data = CsvData.readLabelled(file, "species");
 * FeatureEncoder encoder = FeatureEncoder.standardising(data.features());
 * Dataset encoded = data.encode(encoder);
 * }</pre>
 */
public final class LabelledTable implements ClassifiedRows {

  private final Table features;
  private final List<String> labels;
  private final int[] classes;

  private LabelledTable(Table features, List<String> labels, int[] classes) {
    this.features = features;
    this.labels = labels;
    this.classes = classes;
  }

  /**
   * A table and its label column, which is no feature.
   *
   * @throws DataException if there is no such column or no other, it holds numbers, or it has fewer
   *     than 2 or more than {@value CsvData#MAX_LABELS} different texts
   */
  public static LabelledTable of(Table table, String label) {
    return of(table, LabelEncoding.of(table, label));
  }

  /**
   * A table and its label column, whose labels are known.
   *
   * @throws DataException if there is no such column or no other, or it holds a text that is no
   *     label
   */
  public static LabelledTable of(Table table, LabelEncoding label) {
    return new LabelledTable(table.without(label.column()), label.labels(), label.classes(table));
  }

  /** The rows of a data set: its features are columns of numbers. */
  public static LabelledTable of(Dataset data) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < data.featureCount(); i++) {
      columns.add(Column.ofNumbers(data.featureNames().get(i), data.column(i)));
    }
    int[] classes = new int[data.rows()];
    Arrays.setAll(classes, data::classOf);
    return new LabelledTable(Table.of(data.name(), columns), data.labels(), classes);
  }

  @Override
  public String name() {
    return features.name();
  }

  /** All columns but that of the label. */
  public Table features() {
    return features;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public int rows() {
    return classes.length;
  }

  @Override
  public int classOf(int row) {
    return classes[Objects.checkIndex(row, classes.length)];
  }

  /** The class of each row, in an array of the caller's own. */
  public int[] classes() {
    return classes.clone();
  }

  /**
   * Some of the rows, in the order given.
   *
   * @throws DataException if no row is chosen
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public LabelledTable select(int... rows) {
    return new LabelledTable(
        features.select(rows), labels, Arrays.stream(rows).map(this::classOf).toArray());
  }

  /**
   * The features that an encoder makes of the rows, with their classes.
   *
   * @throws DataException as {@link FeatureEncoder#encode(Table)}
   */
  public Dataset encode(FeatureEncoder encoder) {
    return Dataset.ofRowMajor(
        name(), encoder.featureNames(), labels, encoder.rowMajor(features), classes);
  }

  /** A summary: {@code people.csv: 150 rows of 4 columns, labels [no, yes]}. */
  @Override
  public String toString() {
    return features + ", labels " + (labels.size() <= 20 ? labels : labels.size());
  }
}
