package org.scalarflow.ml.data;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows as they are in a file: columns of numbers and columns of texts. Immutable.
 *
 * <p>A {@link FeatureEncoder} makes features of it. Rows know the line they come from, also those
 * that {@link #select} chooses, so that what is found wrong later can be told with its line.
 */
public final class Table {

  private final String name;
  private final Map<String, Column> columns;

  /** The line on which each row starts; null if the rows are not from a file. */
  private final long @Nullable [] lines;

  private Table(String name, Map<String, Column> columns, long @Nullable [] lines) {
    this.name = name;
    this.columns = columns;
    this.lines = lines;
  }

  /**
   * A table of columns.
   *
   * @param name what it is called in messages
   * @param columns the columns
   * @throws DataException if there is no column or no row, columns have different numbers of rows,
   *     or two have the same name
   */
  public static Table of(String name, List<Column> columns) {
    return of(name, columns, null);
  }

  /** The same of rows from a file; the array is not copied. */
  static Table of(String name, List<Column> columns, long @Nullable [] lines) {
    Objects.requireNonNull(name, "name");
    if (columns.isEmpty()) {
      throw new DataException(name + ": there is no column");
    }
    Map<String, Column> byName = new LinkedHashMap<>();
    int rows = columns.get(0).rows();
    for (Column column : columns) {
      if (column.rows() != rows) {
        throw new DataException(
            name
                + ": column '"
                + column.name()
                + "' has "
                + column.rows()
                + " rows, but '"
                + columns.get(0).name()
                + "' has "
                + rows);
      }
      if (byName.putIfAbsent(column.name(), column) != null) {
        throw new DataException(name + ": two columns are named '" + column.name() + "'");
      }
    }
    if (rows == 0) {
      throw new DataException(name + ": there is no row");
    }
    return new Table(name, byName, lines);
  }

  /** What this is called in messages. */
  public String name() {
    return name;
  }

  /** The columns, in order. */
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /** The number of rows, at least 1. */
  public int rows() {
    return columns.values().iterator().next().rows();
  }

  /**
   * The column of a name.
   *
   * @throws DataException if there is none
   */
  public Column column(String column) {
    Column found = columns.get(column);
    if (found == null) {
      throw new DataException(
          name
              + ": there is no column '"
              + CsvParsing.shown(column)
              + "'; columns are "
              + listed(columns.keySet()));
    }
    return found;
  }

  /**
   * The same without some columns.
   *
   * @throws DataException if there is no such column, or none is left
   */
  public Table without(String... names) {
    for (String one : names) {
      column(one);
    }
    Set<String> left = Set.copyOf(Arrays.asList(names));
    return of(
        name, columns().stream().filter(column -> !left.contains(column.name())).toList(), lines);
  }

  /**
   * Some of the rows, in the order given.
   *
   * @throws DataException if no row is chosen
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public Table select(int... rows) {
    for (int row : rows) {
      Objects.checkIndex(row, rows());
    }
    long[] from = lines;
    return of(
        name,
        columns().stream().map(column -> column.select(rows)).toList(),
        from == null ? null : Arrays.stream(rows).mapToLong(row -> from[row]).toArray());
  }

  /** Where a field is: {@code people.csv, line 7, column 'colour'}. */
  String place(int row, String column) {
    return name
        + (lines == null ? ", row " + row : ", line " + lines[row])
        + ", column '"
        + CsvParsing.shown(column)
        + "'";
  }

  /** Names as messages list them: short, and not too many. */
  static String listed(Collection<String> names) {
    return names.stream().limit(40).map(CsvParsing::shown).collect(Collectors.joining(", "))
        + (names.size() > 40 ? ", …" : "");
  }

  /** A summary: {@code people.csv: 150 rows of 4 columns}. */
  @Override
  public String toString() {
    return name + ": " + rows() + " rows of " + columns.size() + " columns";
  }
}
