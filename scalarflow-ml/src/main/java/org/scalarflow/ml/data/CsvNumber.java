package org.scalarflow.ml.data;

import java.util.function.Function;
import java.util.regex.Pattern;

/** Numbers as they are written in fields. */
final class CsvNumber {

  /** How numbers are written, in any locale. */
  static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** What other programs write where there is no value. */
  private static final Pattern MISSING = Pattern.compile("|\\?|NA|N/A|NaN|nan|null|NULL");

  private CsvNumber() {}

  /** Whether a field is a number, or stands where a number is missing. */
  static boolean isMeant(String field) {
    return NUMBER.matcher(field).matches() || MISSING.matcher(field).matches();
  }

  /**
   * The number that a field holds.
   *
   * @param field the field, stripped
   * @param error makes an exception that tells where the field is
   */
  static double parse(String field, Function<String, DataException> error) {
    if (NUMBER.matcher(field).matches()) {
      double number = Double.parseDouble(field);
      if (Double.isFinite(number)) {
        return number;
      }
      throw error.apply("'" + CsvParsing.shown(field) + "' is too large for a double");
    }
    if (MISSING.matcher(field).matches()) {
      throw error.apply(
          "the number is missing"
              + (field.isEmpty() ? "" : " ('" + field + "')")
              + "; remove the row or fill it in");
    }
    throw error.apply("'" + CsvParsing.shown(field) + "' is not a number");
  }
}
