package org.scalarflow.report;

import java.util.ArrayList;
import java.util.List;

/** Curves in words: {@code "sigmoid: accuracy falls from 0.98 at depth 1 to 0.51 at depth 10."} */
final class CurveWords {

  private CurveWords() {}

  static String describe(String xName, String yName, Series series) {
    return describe(xName, yName, series.name(), series.x(), series.y());
  }

  /** What a curve does between its first and its last point that is not missing. */
  static String describe(String xName, String yName, String name, double[] x, double[] y) {
    int first = 0;
    while (first < y.length && Double.isNaN(y[first])) {
      first++;
    }
    int last = y.length - 1;
    while (last > first && Double.isNaN(y[last])) {
      last--;
    }
    String what = Texts.withoutUnit(yName);
    String start =
        name.isEmpty()
            ? Character.toUpperCase(what.charAt(0)) + what.substring(1)
            : name + ": " + what;
    if (first == y.length) {
      return start + " is missing everywhere.";
    }
    String place = " at " + Texts.withoutUnit(xName) + " ";
    if (first == last) {
      return start + " is " + Texts.number(y[first]) + place + Texts.number(x[first]) + ".";
    }
    String verb = y[last] > y[first] ? " rises" : y[last] < y[first] ? " falls" : " goes";
    return start
        + verb
        + " from "
        + Texts.number(y[first])
        + place
        + Texts.number(x[first])
        + " to "
        + Texts.number(y[last])
        + place
        + Texts.number(x[last])
        + extremes(x, y, first, last, place)
        + ".";
  }

  /** The highest and lowest points, where they are not at an end. */
  private static String extremes(double[] x, double[] y, int first, int last, String place) {
    int lowest = first;
    int highest = first;
    for (int i = first; i <= last; i++) {
      lowest = y[i] < y[lowest] ? i : lowest;
      highest = y[i] > y[highest] ? i : highest;
    }
    List<String> found = new ArrayList<>();
    if (y[highest] > Math.max(y[first], y[last])) {
      found.add("highest " + Texts.number(y[highest]) + place + Texts.number(x[highest]));
    }
    if (y[lowest] < Math.min(y[first], y[last])) {
      found.add("lowest " + Texts.number(y[lowest]) + place + Texts.number(x[lowest]));
    }
    return found.isEmpty() ? "" : ", " + String.join(", ", found);
  }
}
