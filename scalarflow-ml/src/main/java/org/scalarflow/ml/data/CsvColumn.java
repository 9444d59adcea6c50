package org.scalarflow.ml.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A column of a CSV file while it is read. */
final class CsvColumn {

  /** What fields are. */
  enum Kind {
    NUMBER,
    TEXT,
    /** Text, of which there are few. */
    LABEL,
    /** Numbers if the first field is one, or stands where one is missing; otherwise text. */
    BY_FIRST_ROW,
    /** Nothing that is kept. */
    SKIPPED
  }

  private static final int FIRST_CAPACITY = 16;

  private final String name;
  private final String place;
  private final Map<String, Integer> texts = new HashMap<>();
  private Kind kind;
  private double[] numbers = {};

  /** For each row, the number of its text in order of appearance. */
  private int[] codes = {};

  /**
   * An empty column.
   *
   * @param name its name
   * @param place what messages call it
   * @param kind what its fields are
   */
  CsvColumn(String name, String place, Kind kind) {
    this.name = name;
    this.place = place;
    this.kind = kind;
  }

  /** What messages call it. */
  String place() {
    return place;
  }

  /** What its fields are; never {@link Kind#BY_FIRST_ROW} once there is one. */
  Kind kind() {
    return kind;
  }

  /** The number of different texts. */
  int textCount() {
    return texts.size();
  }

  /**
   * Adds a field.
   *
   * @param row the number of fields before
   * @param field the field, stripped
   * @param error makes an exception that tells where the field is
   */
  void add(int row, String field, Function<String, DataException> error) {
    if (kind == Kind.BY_FIRST_ROW) {
      kind = CsvNumber.isMeant(field) ? Kind.NUMBER : Kind.TEXT;
    }
    if (kind == Kind.NUMBER) {
      if (row == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.max(FIRST_CAPACITY, 2 * row));
      }
      numbers[row] = CsvNumber.parse(field, error);
    } else if (kind != Kind.SKIPPED) {
      if (row == codes.length) {
        codes = Arrays.copyOf(codes, Math.max(FIRST_CAPACITY, 2 * row));
      }
      codes[row] = code(field, error);
    }
  }

  private int code(String field, Function<String, DataException> error) {
    String noun = kind == Kind.LABEL ? "label" : "text";
    if (field.isEmpty()) {
      throw error.apply("the " + noun + " is missing");
    }
    if (field.length() > CsvData.MAX_LABEL_LENGTH) {
      throw error.apply(
          "the " + noun + " has more than " + CsvData.MAX_LABEL_LENGTH + " characters");
    }
    Integer known = texts.putIfAbsent(field, texts.size());
    if (kind == Kind.LABEL && texts.size() > CsvData.MAX_LABELS) {
      throw error.apply(
          "there are more than "
              + CsvData.MAX_LABELS
              + " different labels; is this the label column?");
    }
    return known == null ? texts.size() - 1 : known;
  }

  /**
   * What was read, with texts numbered anew in the order of their characters. It is given away:
   * nothing of a large file is kept twice.
   */
  Column finish(int rows) {
    if (kind == Kind.NUMBER) {
      double[] values = Arrays.copyOf(numbers, rows);
      numbers = new double[0];
      return Column.ofNumbers(name, values);
    }
    Map<String, Integer> sorted = new TreeMap<>(texts);
    int[] renumbered = new int[sorted.size()];
    int next = 0;
    for (int first : sorted.values()) {
      renumbered[first] = next++;
    }
    int[] ordered = Arrays.stream(codes, 0, rows).map(code -> renumbered[code]).toArray();
    codes = new int[0];
    texts.clear();
    return Column.ofCodes(name, List.copyOf(sorted.keySet()), ordered);
  }
}
