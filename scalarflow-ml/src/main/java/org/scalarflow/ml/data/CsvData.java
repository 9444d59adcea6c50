package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads data sets from CSV files.
 *
 * <p>The file is text in UTF-8, with or without a byte order mark. Its first line names the
 * columns; names are distinct and not empty. One column holds the label, any text; the others hold
 * numbers such as {@code -1.5e3}, with a decimal point in every locale. Fields are separated by
 * commas and may be quoted with {@code "}, also across lines; lines end with LF or CRLF; blank
 * lines are skipped; spaces around a field do not count. Classes are numbered in the order of their
 * labels' characters.
 *
 * <p>What is wrong with a file is told by a {@link DataException} with file, line and column, both
 * counted from 1; the line is the one on which the record starts. So that any file fails or is read
 * in bounded time and memory, there are limits: {@value #MAX_RECORD_LENGTH} characters a record,
 * {@value #MAX_COLUMNS} columns, {@value #MAX_ROWS} rows, {@value #MAX_VALUES} numbers, {@value
 * #MAX_LABELS} different labels of {@value #MAX_LABEL_LENGTH} characters.
 */
public final class CsvData {

  /** The most characters of a record, line ends included. */
  public static final int MAX_RECORD_LENGTH = 1_000_000;

  /** The most columns. */
  public static final int MAX_COLUMNS = 10_000;

  /** The most rows. */
  public static final int MAX_ROWS = 1_000_000;

  /** The most numbers, rows times features. */
  public static final int MAX_VALUES = 20_000_000;

  /** The most different labels. */
  public static final int MAX_LABELS = 1_000;

  /** The most characters of a label or of a column's name. */
  public static final int MAX_LABEL_LENGTH = 200;

  private CsvData() {}

  /**
   * Reads a file whose last column is the label.
   *
   * @throws DataException if the file cannot be read or is not right
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public static Dataset read(Path file) {
    return open(file, null);
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
    return open(file, Objects.requireNonNull(label, "label"));
  }

  private static Dataset open(Path file, @Nullable String label) {
    Path last = file.getFileName();
    String name = last == null ? file.toString() : last.toString();
    try (InputStream in = Files.newInputStream(file)) {
      return new CsvParsing(name).read(in, label);
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
