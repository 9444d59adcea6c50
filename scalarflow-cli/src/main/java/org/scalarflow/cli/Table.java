package org.scalarflow.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of cells whose columns are aligned on the left. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void print(PrintStream out) {
    int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
      }
      out.print(line.toString().stripTrailing() + "\n");
    }
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
