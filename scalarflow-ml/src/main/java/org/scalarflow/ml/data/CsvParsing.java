package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Interruption;

/** One reading of CSV text; the rules are stated in {@link CsvData}. */
final class CsvParsing {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private final String source;
  private List<CsvColumn> columns = List.of();
  private long[] lines = new long[128];
  private int rows;
  private long line = 1;

  /** A reading whose messages name a source. */
  CsvParsing(String source) {
    this.source = source;
  }

  /**
   * Reads a data set of numbers.
   *
   * @param in the bytes; not closed
   * @param label the label column's name or number, null for the last one
   * @throws DataException if something is wrong with the text
   * @throws IOException if the stream fails
   */
  Dataset read(InputStream in, @Nullable String label) throws IOException {
    return encoded(labelled(in, CsvPlan.labelled(label, CsvColumn.Kind.NUMBER)));
  }

  /**
   * The same, with a feature for each category of the columns whose first field is not a number.
   *
   * @param in the bytes; not closed
   * @param label the label column's name or number, null for the last one
   * @throws DataException if something is wrong with the text
   * @throws IOException if the stream fails
   */
  Dataset readEncoded(InputStream in, @Nullable String label) throws IOException {
    return encoded(readLabelled(in, label));
  }

  private static Dataset encoded(LabelledTable table) {
    return table.encode(FeatureEncoder.keepingNumbers(table.features()));
  }

  /**
   * Reads numbers, texts and labels.
   *
   * @param in the bytes; not closed
   * @param label the label column's name or number, null for the last one
   * @throws DataException if something is wrong with the text
   * @throws IOException if the stream fails
   */
  LabelledTable readLabelled(InputStream in, @Nullable String label) throws IOException {
    return labelled(in, CsvPlan.labelled(label, CsvColumn.Kind.BY_FIRST_ROW));
  }

  /**
   * Reads what an encoder takes, and labels that are known.
   *
   * @param in the bytes; not closed
   * @param label the label column's name or number
   * @param encoder says which columns there must be
   * @param labels the labels there may be
   * @throws DataException if something is wrong with the text
   * @throws IOException if the stream fails
   */
  LabelledTable readLabelled(
      InputStream in, String label, FeatureEncoder encoder, List<String> labels)
      throws IOException {
    Table table = table(in, CsvPlan.encoded(encoder, label));
    String column = table.columns().get(labelColumn()).name();
    return LabelledTable.of(table, new LabelEncoding(column, labels));
  }

  private int labelColumn() {
    List<CsvColumn> read =
        columns.stream().filter(column -> column.kind() != CsvColumn.Kind.SKIPPED).toList();
    for (int i = 0; i < read.size(); i++) {
      if (read.get(i).kind() == CsvColumn.Kind.LABEL) {
        return i;
      }
    }
    throw new IllegalArgumentException("the plan has no label");
  }

  private LabelledTable labelled(InputStream in, CsvPlan plan) throws IOException {
    Table table = table(in, plan);
    int at = labelColumn();
    Column label = table.columns().get(at);
    if (label.differentTexts().size() == 1) {
      throw new DataException(
          source
              + ", "
              + columns.get(at).place()
              + ": every row has the label '"
              + shown(label.text(0))
              + "'; two classes or more are needed");
    }
    return LabelledTable.of(table, label.name());
  }

  /**
   * Reads a table.
   *
   * @param in the bytes; not closed
   * @param plan which columns are read, and as what
   * @throws DataException if something is wrong with the text
   * @throws IOException if the stream fails
   */
  Table table(InputStream in, CsvPlan plan) throws IOException {
    CsvText text = new CsvText(in);
    try {
      return table(text, plan);
    } catch (UncheckedIOException failure) {
      IOException cause = failure.getCause();
      if (cause instanceof CsvText.Unreadable) {
        throw new DataException(source + ", " + cause.getMessage(), cause);
      }
      if (cause instanceof CSVException) {
        throw error(
            "a quoted field of the record that starts here is not closed, or is followed by more"
                + " text; a quote within it is written twice");
      }
      throw cause;
    }
  }

  private Table table(CsvText text, CsvPlan plan) throws IOException {
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get();
    Iterator<CSVRecord> records = parser.iterator();
    while (records.hasNext()) {
      Interruption.check();
      CSVRecord fields = records.next();
      if (!isBlank(fields)) {
        if (columns.isEmpty()) {
          columns = plan.columns(CsvHeader.of(fields, this::error), this::error);
        } else {
          addRow(fields);
        }
      }
      line = parser.getCurrentLineNumber() + 1;
      text.startRecord(line);
    }
    if (columns.isEmpty()) {
      throw new DataException(
          source + ": there is nothing in it; the first line names the columns");
    }
    if (rows == 0) {
      throw new DataException(source + ": there is no row below the column names");
    }
    List<Column> read =
        columns.stream()
            .filter(column -> column.kind() != CsvColumn.Kind.SKIPPED)
            .map(column -> column.finish(rows))
            .toList();
    return Table.of(source, read, Arrays.copyOf(lines, rows));
  }

  private static boolean isBlank(CSVRecord fields) {
    return fields.size() == 1 && fields.get(0).isBlank();
  }

  private void addRow(CSVRecord fields) {
    if (fields.size() != columns.size()) {
      throw error(
          "there "
              + (fields.size() == 1 ? "is 1 field" : "are " + fields.size() + " fields")
              + ", but the first line names "
              + columns.size()
              + " columns");
    }
    requireRoom();
    if (rows == lines.length) {
      lines = Arrays.copyOf(lines, 2 * rows);
    }
    lines[rows] = line;
    long texts = 0;
    for (int i = 0; i < columns.size(); i++) {
      CsvColumn column = columns.get(i);
      column.add(rows, fields.get(i).strip(), message -> error(column.place(), message));
      texts += column.textCount();
    }
    if (texts > CsvData.MAX_TEXTS) {
      throw error(
          "there are more than "
              + CsvData.MAX_TEXTS
              + " different texts; remove a column that only names the rows");
    }
    rows++;
  }

  private void requireRoom() {
    int width = 0;
    for (CsvColumn column : columns) {
      boolean counts =
          column.kind() != CsvColumn.Kind.LABEL && column.kind() != CsvColumn.Kind.SKIPPED;
      width += counts ? 1 : 0;
    }
    if (rows == CsvData.MAX_ROWS || (rows + 1L) * width > CsvData.MAX_VALUES) {
      throw error(
          "there are too many rows; the most is "
              + Math.min(CsvData.MAX_ROWS, CsvData.MAX_VALUES / width)
              + " of "
              + width
              + " numbers");
    }
  }

  private DataException error(String message) {
    return new DataException(source + ", line " + line + ": " + message);
  }

  private DataException error(String column, String message) {
    return new DataException(source + ", line " + line + ", " + column + ": " + message);
  }

  /** A field as messages show it: short, on one line, without control characters. */
  static String shown(String field) {
    String start = field.length() > 40 ? field.substring(0, 40) + "…" : field;
    return start
        .codePoints()
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '\uFFFD' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
