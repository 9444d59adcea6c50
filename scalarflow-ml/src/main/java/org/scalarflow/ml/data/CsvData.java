package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads data sets and tables from CSV files.
 *
 * <p>The file is text in UTF-8, with or without a byte order mark. Its first line names the
 * columns; names are distinct and not empty. In a data set, one column holds the label, any text;
 * the others hold numbers such as {@code -1.5e3}, with a decimal point in every locale. In a table,
 * columns hold numbers or texts. Fields are separated by commas and may be quoted with {@code "},
 * also across lines; lines end with LF or CRLF; blank lines are skipped; spaces around a field do
 * not count. Classes are numbered in the order of their labels' characters.
 *
 * <p>What is wrong with a file is told by a {@link DataException} with file, line and column, both
 * counted from 1; the line is the one on which the record starts. So that any file fails or is read
 * in bounded time and memory, there are limits: {@value #MAX_RECORD_LENGTH} characters a record,
 * {@value #MAX_COLUMNS} columns, {@value #MAX_ROWS} rows, {@value #MAX_VALUES} numbers, {@value
 * #MAX_LABELS} different labels of {@value #MAX_LABEL_LENGTH} characters, {@value #MAX_TEXTS}
 * different texts of that length in a table.
 */
public final class CsvData {

  /** The most characters of a record, line ends included. */
  public static final int MAX_RECORD_LENGTH = 1_000_000;

  /** The most columns. */
  public static final int MAX_COLUMNS = 10_000;

  /** The most rows. */
  public static final int MAX_ROWS = 1_000_000;

  /** The most numbers, rows times features, and the most fields of a table. */
  public static final int MAX_VALUES = 20_000_000;

  /** The most different labels. */
  public static final int MAX_LABELS = 1_000;

  /** The most different texts of all columns of a table. */
  public static final int MAX_TEXTS = 100_000;

  /** The most characters of a label, of a text or of a column's name. */
  public static final int MAX_LABEL_LENGTH = 200;

  private CsvData() {}

  /**
   * Reads a file whose last column is the label.
   *
   * @throws DataException if the file cannot be read or is not right
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static Dataset read(Path file) {
    return open(file, (parsing, in) -> parsing.read(in, null));
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @param label the label column: its name, or if no column is named so, its number from 1
   * @throws DataException if the file cannot be read or is not right, or there is no such column
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static Dataset read(Path file, String label) {
    Objects.requireNonNull(label, "label");
    return open(file, (parsing, in) -> parsing.read(in, label));
  }

  /**
   * Reads a file that may have columns of texts besides the label. A column holds numbers if the
   * field of the first row is one, or stands where one is missing; otherwise it holds texts, and
   * becomes a feature for each different one, as by {@link FeatureEncoder#keepingNumbers}.
   *
   * @param file the file
   * @param label the label column: its name, or if no column is named so, its number from 1; null
   *     for the last one
   * @throws DataException if the file cannot be read or is not right, there is no such column, or
   *     there are too many different texts
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static Dataset readEncoded(Path file, @Nullable String label) {
    return open(file, (parsing, in) -> parsing.readEncoded(in, label));
  }

  /**
   * Reads a file that may have columns of texts besides the label, and leaves them texts. A column
   * holds numbers if the field of the first row is one, or stands where one is missing; otherwise
   * it holds texts.
   *
   * @param file the file
   * @param label the label column: its name, or if no column is named so, its number from 1; null
   *     for the last one
   * @throws DataException if the file cannot be read or is not right, or there is no such column
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static LabelledTable readLabelled(Path file, @Nullable String label) {
    return open(file, (parsing, in) -> parsing.readLabelled(in, label));
  }

  /**
   * Reads the columns that an encoder takes, as numbers and texts like there, and the label; all
   * other columns are skipped.
   *
   * @param file the file
   * @param label the label column: its name, or if no column is named so, its number from 1
   * @param encoder says which columns there must be
   * @param labels the labels there may be
   * @throws DataException if the file cannot be read or is not right, a column is missing, or a
   *     label is another
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static LabelledTable readLabelled(
      Path file, String label, FeatureEncoder encoder, List<String> labels) {
    Objects.requireNonNull(label, "label");
    return open(file, (parsing, in) -> parsing.readLabelled(in, label, encoder, labels));
  }

  /**
   * Reads all columns of a file. A column holds numbers if the field of the first row is one, or
   * stands where one is missing; otherwise it holds texts.
   *
   * @param file the file
   * @param texts the names of columns that hold texts, whatever their first field is: labels that
   *     are numbers, for example
   * @throws DataException if the file cannot be read or is not right, or there is no such column
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static Table readTable(Path file, String... texts) {
    Set<String> named = new LinkedHashSet<>(List.of(texts));
    CsvPlan plan = CsvPlan.named(named, Set.of(), CsvColumn.Kind.BY_FIRST_ROW);
    return open(file, (parsing, in) -> parsing.table(in, plan));
  }

  /**
   * Reads the columns that an encoder takes, as numbers and texts like there; all others are
   * skipped.
   *
   * @param file the file
   * @param encoder says which columns there must be
   * @throws DataException if the file cannot be read or is not right, or a column is missing
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static Table readTable(Path file, FeatureEncoder encoder) {
    CsvPlan plan = CsvPlan.encoded(encoder, null);
    return open(file, (parsing, in) -> parsing.table(in, plan));
  }

  /** What is read of an open file. */
  private interface Reading<T> {

    T read(CsvParsing parsing, InputStream in) throws IOException;
  }

  private static <T> T open(Path file, Reading<T> reading) {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    try (InputStream in = Files.newInputStream(file)) {
      return reading.read(new CsvParsing(name), in);
    } catch (NoSuchFileException failure) {
      throw new DataException("there is no file " + file, failure);
    } catch (AccessDeniedException failure) {
      throw new DataException("file " + file + " may not be read", failure);
    } catch (IOException failure) {
      String what =
          Files.isDirectory(file) ? " is a folder" : " cannot be read: " + failure.getMessage();
      throw new DataException("file " + file + what, failure);
    }
  }
}
