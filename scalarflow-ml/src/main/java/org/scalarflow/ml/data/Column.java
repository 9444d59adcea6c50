package org.scalarflow.ml.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** A named column of a {@link Table}: finite numbers, or texts. Immutable. */
public final class Column {

  private final String name;

  /** The numbers; of a text column, none. */
  private final double[] numbers;

  /** The different texts in ascending order; of a number column, none. */
  private final List<String> texts;

  /** For each row, the index of its text. */
  private final int[] codes;

  private final boolean isText;

  private Column(String name, double[] numbers, List<String> texts, int[] codes, boolean isText) {
    this.name = name;
    this.numbers = numbers;
    this.texts = texts;
    this.codes = codes;
    this.isText = isText;
  }

  /**
   * A column of numbers.
   *
   * @param name its name
   * @param values the number of each row; copied
   * @throws DataException if a number is not finite
   */
  public static Column numbers(String name, double... values) {
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new DataException(
            "column '"
                + name
                + "', row "
                + row
                + " is "
                + values[row]
                + "; numbers must be finite");
      }
    }
    return ofNumbers(name, values.clone());
  }

  /** The same of finite numbers; the array is not copied. */
  static Column ofNumbers(String name, double[] values) {
    Objects.requireNonNull(name, "name");
    return new Column(name, values, List.of(), new int[0], false);
  }

  /**
   * A column of texts.
   *
   * @param name its name
   * @param values the text of each row
   */
  public static Column texts(String name, List<String> values) {
    List<String> sorted = List.copyOf(new TreeSet<>(values));
    int[] codes = new int[values.size()];
    Arrays.setAll(codes, row -> Collections.binarySearch(sorted, values.get(row)));
    return ofCodes(name, sorted, codes);
  }

  /** The same of different texts in ascending order and the index of each row's. */
  static Column ofCodes(String name, List<String> texts, int[] codes) {
    Objects.requireNonNull(name, "name");
    return new Column(name, new double[0], texts, codes, true);
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** Whether this column holds texts. */
  public boolean isText() {
    return isText;
  }

  /** The number of rows. */
  public int rows() {
    return isText ? codes.length : numbers.length;
  }

  /**
   * The number of a row.
   *
   * @throws IllegalStateException if this column holds texts
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public double number(int row) {
    requireKind(!isText, "texts");
    return numbers[Objects.checkIndex(row, numbers.length)];
  }

  /**
   * All numbers, in an array of the caller's own.
   *
   * @throws IllegalStateException if this column holds texts
   */
  public double[] numbers() {
    requireKind(!isText, "texts");
    return numbers.clone();
  }

  /**
   * The text of a row.
   *
   * @throws IllegalStateException if this column holds numbers
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public String text(int row) {
    return texts.get(code(row));
  }

  /**
   * The different texts in ascending order. Of some rows of a larger table, these are the texts of
   * those rows only.
   *
   * @throws IllegalStateException if this column holds numbers
   */
  public List<String> differentTexts() {
    requireKind(isText, "numbers");
    return texts;
  }

  /** The index of a row's text in {@link #differentTexts()}. */
  int code(int row) {
    requireKind(isText, "numbers");
    return codes[Objects.checkIndex(row, codes.length)];
  }

  private void requireKind(boolean condition, String held) {
    if (!condition) {
      throw new IllegalStateException("column '" + name + "' holds " + held);
    }
  }

  /** Some of the rows, in the order given. */
  Column select(int... rows) {
    return isText
        ? texts(name, Arrays.stream(rows).mapToObj(this::text).toList())
        : ofNumbers(name, Arrays.stream(rows).mapToDouble(this::number).toArray());
  }

  /** A summary: {@code colour: 150 texts}. */
  @Override
  public String toString() {
    return name + ": " + rows() + (isText ? " texts" : " numbers");
  }
}
