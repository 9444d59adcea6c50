package org.scalarflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The numbers of a picture, as texts. Control characters in names are replaced by U+FFFD.
 *
 * @param columns the names of the columns, at least one
 * @param rows as many texts in each row as there are columns
 * @param note what the reader must know of the rows, such as that some were left out; may be empty
 */
public record DataTable(List<String> columns, List<List<String>> rows, String note) {

  /** As many rows as a page still shows well; larger tables are thinned. */
  private static final int MOST_ROWS = 500;

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if there is no column, or a row has another number of texts
   */
  public DataTable {
    columns = columns.stream().map(Texts::clean).toList();
    note = Texts.clean(note);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("a table needs at least one column");
    }
    List<List<String>> copy = new ArrayList<>(rows.size());
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "row " + copy.size() + " has " + row.size() + " of " + columns.size() + " texts");
      }
      copy.add(row.stream().map(Texts::clean).toList());
    }
    rows = List.copyOf(copy);
  }

  /** A table of so many rows, or of evenly chosen ones if there are more than 500. */
  static DataTable thinned(List<String> columns, int rows, IntFunction<List<String>> row) {
    int shown = Math.min(rows, MOST_ROWS);
    List<List<String>> chosen = new ArrayList<>(shown);
    for (int i = 0; i < shown; i++) {
      chosen.add(row.apply(shown == rows ? i : (int) ((long) i * (rows - 1) / (shown - 1))));
    }
    String note = shown == rows ? "" : shown + " of " + rows + " rows, evenly chosen.";
    return new DataTable(columns, chosen, note);
  }
}
