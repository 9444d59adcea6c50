package org.scalarflow.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.scalarflow.Feed;

/** Reads {@code name=value} arguments into a feed. */
final class Assignments {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:NaN|Infinity|(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)");

  private Assignments() {}

  /**
   * The feed that assignments describe.
   *
   * @throws UsageException if one is not an assignment, its value is not a number or is too large,
   *     or a name is assigned twice
   */
  static Feed feed(List<String> assignments) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int sign = assignment.indexOf('=');
      if (sign < 1 && assignment.startsWith("--")) {
        throw new UsageException("there is no option " + assignment);
      }
      if (sign < 1) {
        throw new UsageException(
            "'" + assignment + "' is not of the form name=value, such as x=2.5");
      }
      String name = assignment.substring(0, sign).strip();
      if (values.put(name, number(name, assignment.substring(sign + 1).strip())) != null) {
        throw new UsageException("'" + name + "' is given two values");
      }
    }
    return Feed.of(values);
  }

  private static double number(String name, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new UsageException(
          "the value of '"
              + name
              + "' is '"
              + text
              + "', which is not a number such as 2.5, -1e-3, NaN or Infinity");
    }
    double number = Double.parseDouble(text);
    if (Double.isInfinite(number) && !text.endsWith("Infinity")) {
      throw new UsageException(
          "the value of '"
              + name
              + "', "
              + text
              + ", is too large for a double; write Infinity or -Infinity if that is meant");
    }
    return number;
  }
}
