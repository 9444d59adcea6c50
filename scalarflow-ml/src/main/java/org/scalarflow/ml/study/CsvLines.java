package org.scalarflow.ml.study;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Interruption;

/**
 * CSV files of one record a line, as RFC 4180 but with a line feed alone at the end of each. Memory
 * and time are bounded by the longest line and the number of lines that are allowed.
 */
final class CsvLines {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').setIgnoreEmptyLines(false).get();

  private CsvLines() {}

  /** Takes the fields of a line. */
  interface Reader {

    /**
     * Takes a line.
     *
     * @throws IllegalArgumentException if its fields are not right, with what is wrong
     */
    void line(long number, List<String> fields);
  }

  /** One line, with its end. */
  static String line(List<?> fields) {
    return FORMAT.format(fields.toArray()) + "\n";
  }

  /**
   * Reads all lines that have an end; what is behind the last one was torn off.
   *
   * @param longest the most bytes of a line
   * @param most the most lines
   * @throws StudyFileException if a line is too long or not right, or there are too many
   * @throws IOException if the file cannot be read
   */
  static void read(Path file, int longest, long most, Reader reader) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long number = 1;
      for (int one = in.read(); one >= 0; one = in.read()) {
        if (one != '\n') {
          line.write(one);
          if (line.size() > longest) {
            throw wrong(file, number, "it is longer than " + longest + " bytes", null);
          }
          continue;
        }
        if (number > most) {
          throw wrong(file, number, "there are more than " + most + " lines", null);
        }
        Interruption.check();
        take(file, number, line.toByteArray(), reader);
        line.reset();
        number++;
      }
    }
  }

  private static void take(Path file, long number, byte[] bytes, Reader reader) {
    try {
      reader.line(number, fields(bytes));
    } catch (IllegalArgumentException | UncheckedIOException | IOException failure) {
      String reason =
          failure instanceof CharacterCodingException
              ? "it is not UTF-8"
              : String.valueOf(failure.getMessage());
      throw wrong(file, number, reason, failure);
    }
  }

  private static List<String> fields(byte[] bytes) throws IOException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(FORMAT).get()) {
      List<CSVRecord> records = parser.getRecords();
      if (records.size() != 1) {
        throw new IllegalArgumentException("it is not one record");
      }
      return records.get(0).toList();
    }
  }

  private static StudyFileException wrong(
      Path file, long number, String reason, @Nullable Throwable cause) {
    return new StudyFileException(
        file + ", line " + number + ": " + reason + StudyFileException.WAY_OUT, cause);
  }
}
