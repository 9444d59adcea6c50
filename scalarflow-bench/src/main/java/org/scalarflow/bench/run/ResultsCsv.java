package org.scalarflow.bench.run;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** {@code results.csv} and {@code memory.csv}: a line for each time and each number of bytes. */
final class ResultsCsv {

  /** Files that were written before there was such a column do not have it. */
  private static final String VECTORS = "vectors";

  /** The columns of {@code results.csv}. */
  static final List<String> COLUMNS =
      List.of(
          "workload",
          "variant",
          "backend",
          "mode",
          "threads",
          VECTORS,
          "jdk",
          "unit",
          "ns_per_unit",
          "error",
          "ratio_to_plain",
          "ratio_to_vector");

  private static final List<String> MEMORY_COLUMNS =
      List.of(
          "workload",
          "variant",
          "backend",
          "mode",
          "threads",
          VECTORS,
          "jdk",
          "measure",
          "unit",
          "bytes");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  /** More than a hundred times what a full run writes. */
  private static final long LARGEST = 10_000_000;

  private ResultsCsv() {}

  /** A time of an earlier run. */
  record Line(Key key, String jdk, String unit, Interval time) {}

  static String times(Results results, String jdk) {
    StringBuilder text = new StringBuilder();
    append(text, COLUMNS.toArray());
    for (Measurement one : results.measurements()) {
      if (one.hasTime()) {
        Key key = one.key();
        append(
            text,
            key.workload(),
            key.variant(),
            key.backend(),
            key.mode(),
            key.threads(),
            key.vectors(),
            jdk,
            one.unit(),
            Numbers.exact(one.nanos()),
            Numbers.exact(one.error()),
            ratio(results.ratio(one, Key.PLAIN)),
            ratio(results.ratio(one, Key.VECTOR)));
      }
    }
    return text.toString();
  }

  private static String ratio(Optional<Interval.Ratio> ratio) {
    return ratio.map(one -> Numbers.exact(one.value())).orElse("");
  }

  static String bytes(Results results, String jdk) {
    StringBuilder text = new StringBuilder();
    append(text, MEMORY_COLUMNS.toArray());
    for (Measurement one : results.measurements()) {
      bytes(text, one, jdk, "allocated", "run", one.bytesPerRun());
      bytes(text, one, jdk, "graph", "node", one.graphBytesPerNode());
      bytes(text, one, jdk, "program", "node", one.programBytesPerNode());
    }
    return text.toString();
  }

  private static void bytes(
      StringBuilder text,
      Measurement one,
      String jdk,
      String measure,
      String unit,
      OptionalDouble bytes) {
    if (bytes.isPresent()) {
      Key key = one.key();
      append(
          text,
          key.workload(),
          key.variant(),
          key.backend(),
          key.mode(),
          key.threads(),
          key.vectors(),
          jdk,
          measure,
          unit,
          Numbers.exact(bytes.getAsDouble()));
    }
  }

  private static void append(StringBuilder text, Object... values) {
    text.append(FORMAT.format(values)).append('\n');
  }

  /**
   * Reads the times of an earlier run.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is no {@code results.csv}, with the line
   */
  static Map<Key, Line> read(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IllegalArgumentException(
          file + " is larger than " + LARGEST + " bytes, so it is no results.csv");
    }
    Map<Key, Line> all = new LinkedHashMap<>();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser csv = parser(file, reader)) {
      for (String column : COLUMNS) {
        if (!csv.getHeaderNames().contains(column) && !column.equals(VECTORS)) {
          throw new IllegalArgumentException(
              file + " has no column '" + column + "'; it takes a results.csv of this command");
        }
      }
      for (CSVRecord row : csv) {
        Line line = line(file, row);
        if (all.put(line.key(), line) != null) {
          throw new IllegalArgumentException(
              file + ", line " + (row.getRecordNumber() + 1) + ": a second time of " + line.key());
        }
      }
    } catch (MalformedInputException binary) {
      throw new IllegalArgumentException(file + " is not UTF-8 text", binary);
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw new IllegalArgumentException(
          file + " is not a CSV file: " + broken.getMessage(), broken);
    }
    return all;
  }

  private static CSVParser parser(Path file, Reader reader) throws IOException {
    try {
      return FORMAT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader);
    } catch (IllegalArgumentException header) {
      throw new IllegalArgumentException(
          file + " is no results.csv of this command: " + header.getMessage(), header);
    }
  }

  private static Line line(Path file, CSVRecord row) {
    String place = file + ", line " + (row.getRecordNumber() + 1) + ": ";
    if (!row.isConsistent()) {
      throw new IllegalArgumentException(
          place
              + row.size()
              + " values, not "
              + row.getParser().getHeaderNames().size()
              + " as in the first line");
    }
    double threads = number(place, row, "threads");
    double nanos = number(place, row, "ns_per_unit");
    double error = row.get("error").isEmpty() ? Double.NaN : number(place, row, "error");
    if (!(nanos > 0) || error < 0) {
      throw new IllegalArgumentException(
          place + row.get("ns_per_unit") + " ± " + row.get("error") + " is no time");
    }
    Key key =
        new Key(
            row.get("workload"),
            row.get("variant"),
            row.get("backend"),
            row.get("mode"),
            (int) threads,
            hasVectors(place, row));
    return new Line(key, row.get("jdk"), row.get("unit"), new Interval(nanos, error));
  }

  /** Without the column only the code that is written so had the Vector API. */
  private static boolean hasVectors(String place, CSVRecord row) {
    if (!row.isMapped(VECTORS)) {
      return row.get("backend").equals(Key.VECTOR);
    }
    String text = row.get(VECTORS);
    if (!text.equals(Key.ON) && !text.equals(Key.OFF)) {
      throw new IllegalArgumentException(place + "'" + text + "' is no " + VECTORS);
    }
    return text.equals(Key.ON);
  }

  private static double number(String place, CSVRecord row, String column) {
    String text = row.get(column);
    // Of what Double.parseDouble takes, words and hexadecimal numbers are left out.
    if (!text.matches("[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
      throw new IllegalArgumentException(place + "'" + text + "' is no " + column);
    }
    return Double.parseDouble(text);
  }
}
