package org.scalarflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    int[] told = told(y, first, last);
    List<String> values = Texts.numbers(Arrays.stream(told).mapToDouble(i -> y[i]).toArray());
    List<String> places = Texts.numbers(Arrays.stream(told).mapToDouble(i -> x[i]).toArray());
    List<String> points = new ArrayList<>();
    for (int i = 0; i < told.length; i++) {
      points.add(values.get(i) + place + places.get(i));
    }
    StringBuilder words = new StringBuilder(start);
    words.append(y[last] > y[first] ? " rises" : y[last] < y[first] ? " falls" : " goes");
    words.append(" from ").append(points.get(0)).append(" to ").append(points.get(1));
    for (int i = 2; i < told.length; i++) {
      words.append(y[told[i]] > y[last] ? ", highest " : ", lowest ").append(points.get(i));
    }
    return words.append('.').toString();
  }

  /** The first and last point, then the highest and the lowest, where they are not at an end. */
  private static int[] told(double[] y, int first, int last) {
    int lowest = first;
    int highest = first;
    for (int i = first; i <= last; i++) {
      lowest = y[i] < y[lowest] ? i : lowest;
      highest = y[i] > y[highest] ? i : highest;
    }
    IntStream.Builder told = IntStream.builder().add(first).add(last);
    if (y[highest] > Math.max(y[first], y[last])) {
      told.add(highest);
    }
    if (y[lowest] < Math.min(y[first], y[last])) {
      told.add(lowest);
    }
    return told.build().toArray();
  }
}
