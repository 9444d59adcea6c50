package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Interruption;

/** One reading of CSV text into a data set; the rules are stated in {@link CsvData}. */
final class CsvParsing {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  /** How numbers are written, in any locale. */
  static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** What other programs write where there is no value. */
  private static final Pattern MISSING = Pattern.compile("|\\?|NA|N/A|NaN|nan|null|NULL");

  private final String source;
  private final Map<String, Integer> labels = new HashMap<>();
  private double[] features = new double[1024];
  private int[] classes = new int[128];
  private int rows;
  private long line = 1;

  /** A reading whose messages name a source. */
  CsvParsing(String source) {
    this.source = source;
  }

  /**
   * Reads everything.
   *
   * @param in the bytes; not closed
   * @param label the label column's name or number, null for the last one
   * @throws DataException if something is wrong with the text
   * @throws IOException if the stream fails
   */
  Dataset read(InputStream in, @Nullable String label) throws IOException {
    CsvText text = new CsvText(in);
    try {
      return read(text, label);
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

  private Dataset read(CsvText text, @Nullable String label) throws IOException {
    CSVParser parser = CSVParser.builder().setReader(text).setFormat(FORMAT).get();
    Iterator<CSVRecord> records = parser.iterator();
    CsvHeader header = null;
    while (records.hasNext()) {
      Interruption.check();
      CSVRecord fields = records.next();
      if (!isBlank(fields)) {
        if (header == null) {
          header = CsvHeader.of(fields, label, this::error);
        } else {
          addRow(fields, header);
        }
      }
      line = parser.getCurrentLineNumber() + 1;
      text.startRecord(line);
    }
    if (header == null) {
      throw new DataException(
          source + ": there is nothing in it; the first line names the columns");
    }
    return dataset(header);
  }

  private static boolean isBlank(CSVRecord fields) {
    return fields.size() == 1 && fields.get(0).isBlank();
  }

  private void addRow(CSVRecord fields, CsvHeader header) {
    if (fields.size() != header.size()) {
      throw error(
          "there "
              + (fields.size() == 1 ? "is 1 field" : "are " + fields.size() + " fields")
              + ", but the first line names "
              + header.size()
              + " columns");
    }
    int width = header.size() - 1;
    if (rows == CsvData.MAX_ROWS || (rows + 1L) * width > CsvData.MAX_VALUES) {
      throw error(
          "there are too many rows; the most is "
              + Math.min(CsvData.MAX_ROWS, CsvData.MAX_VALUES / width)
              + " of "
              + width
              + " numbers");
    }
    if (rows == classes.length) {
      classes = Arrays.copyOf(classes, 2 * rows);
    }
    int next = rows * width;
    if (next + width > features.length) {
      features = Arrays.copyOf(features, Math.max(2 * features.length, next + width));
    }
    for (int column = 0; column < header.size(); column++) {
      String field = fields.get(column).strip();
      if (column == header.labelColumn()) {
        classes[rows] = label(field, header);
      } else {
        features[next++] = number(field, column, header);
      }
    }
    rows++;
  }

  private int label(String field, CsvHeader header) {
    String column = header.describe(header.labelColumn());
    if (field.isEmpty()) {
      throw error(column, "the label is missing");
    }
    if (field.length() > CsvData.MAX_LABEL_LENGTH) {
      throw error(column, "the label has more than " + CsvData.MAX_LABEL_LENGTH + " characters");
    }
    Integer known = labels.putIfAbsent(field, labels.size());
    if (labels.size() > CsvData.MAX_LABELS) {
      throw error(
          column,
          "there are more than "
              + CsvData.MAX_LABELS
              + " different labels; is this the label column?");
    }
    return known == null ? labels.size() - 1 : known;
  }

  private double number(String field, int position, CsvHeader header) {
    if (NUMBER.matcher(field).matches()) {
      double number = Double.parseDouble(field);
      if (Double.isFinite(number)) {
        return number;
      }
      throw error(header.describe(position), "'" + shown(field) + "' is too large for a double");
    }
    if (MISSING.matcher(field).matches()) {
      throw error(
          header.describe(position),
          "the number is missing"
              + (field.isEmpty() ? "" : " ('" + field + "')")
              + "; remove the row or fill it in");
    }
    throw error(header.describe(position), "'" + shown(field) + "' is not a number");
  }

  /** The rows with their classes numbered anew, in the order of the labels. */
  private Dataset dataset(CsvHeader header) {
    if (rows == 0) {
      throw new DataException(source + ": there is no row below the column names");
    }
    Map<String, Integer> sorted = new TreeMap<>(labels);
    if (sorted.size() == 1) {
      throw new DataException(
          source
              + ", "
              + header.describe(header.labelColumn())
              + ": every row has the label '"
              + shown(sorted.keySet().iterator().next())
              + "'; two classes or more are needed");
    }
    int[] renumbered = new int[sorted.size()];
    int next = 0;
    for (int first : sorted.values()) {
      renumbered[first] = next++;
    }
    return Dataset.ofRowMajor(
        source,
        header.featureNames(),
        sorted.keySet().stream().toList(),
        Arrays.copyOf(features, rows * (header.size() - 1)),
        Arrays.stream(classes, 0, rows).map(first -> renumbered[first]).toArray());
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
