package org.scalarflow.ml.study;

import java.util.Iterator;
import java.util.List;

/** The fields of one line, taken one by one. */
final class Fields {

  private static final String WHOLE = "0|[1-9][0-9]{0,8}";
  private static final String NUMBER = "-?[0-9]{1,20}\\.[0-9]{1,20}(E-?[0-9]{1,3})?";
  private static final int LONGEST_SHOWN = 40;

  private final List<String> names;
  private final Iterator<String> texts;
  private int taken;

  /**
   * The fields of a line.
   *
   * @throws IllegalArgumentException if there are more or fewer than names
   */
  Fields(List<String> names, List<String> texts) {
    if (texts.size() != names.size()) {
      throw new IllegalArgumentException(
          "it has " + texts.size() + " fields, but there are " + names.size() + " columns");
    }
    this.names = names;
    this.texts = texts.iterator();
  }

  /** The line of names. */
  static void requireHeader(List<String> names, List<String> texts) {
    if (!texts.equals(names)) {
      throw new IllegalArgumentException(
          "it names the columns '"
              + shown(String.join(",", texts))
              + "', not '"
              + shown(String.join(",", names))
              + "'");
    }
  }

  String text() {
    taken++;
    return texts.next();
  }

  /** A whole number from 0 on. */
  int whole() {
    String text = text();
    if (!text.matches(WHOLE)) {
      throw wrong(text, "no whole number from 0 on");
    }
    return Integer.parseInt(text);
  }

  /** A finite number; NaN for an empty field. */
  double numberOrNone() {
    String text = text();
    if (text.isEmpty()) {
      return Double.NaN;
    }
    double number = text.matches(NUMBER) ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number)) {
      throw wrong(text, "no finite number");
    }
    return number;
  }

  /** A number within 0 and some other. */
  double number(double most) {
    double number = numberOrNone();
    if (!(number >= 0 && number <= most)) {
      throw wrong(Double.isNaN(number) ? "" : Double.toString(number), "not within 0 and " + most);
    }
    return number;
  }

  /** An empty field. */
  void nothing() {
    String text = text();
    if (!text.isEmpty()) {
      throw wrong(text, "more than the network has");
    }
  }

  IllegalArgumentException wrong(String text, String what) {
    return new IllegalArgumentException(
        names.get(taken - 1) + " is '" + shown(text) + "', which is " + what);
  }

  static String shown(String text) {
    String clean = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "\uFFFD");
    return clean.length() <= LONGEST_SHOWN ? clean : clean.substring(0, LONGEST_SHOWN) + "…";
  }

  /** As it reads back to the same bits; nothing for NaN. */
  static String text(double number) {
    return Double.isNaN(number) ? "" : Double.toString(number);
  }
}
