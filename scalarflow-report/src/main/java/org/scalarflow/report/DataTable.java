package org.scalarflow.report;

import java.util.ArrayList;
import java.util.List;

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

  /** A table of these rows, or of evenly chosen ones if there are more than 500. */
  static DataTable thinned(List<String> columns, List<List<String>> rows) {
    int all = rows.size();
    if (all <= MOST_ROWS) {
      return new DataTable(columns, rows, "");
    }
    List<List<String>> chosen = new ArrayList<>(MOST_ROWS);
    for (int i = 0; i < MOST_ROWS; i++) {
      chosen.add(rows.get((int) ((long) i * (all - 1) / (MOST_ROWS - 1))));
    }
    return new DataTable(columns, chosen, MOST_ROWS + " of " + all + " rows, evenly chosen.");
  }
}
