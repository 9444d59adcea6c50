package org.scalarflow.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of whole numbers as people write them: {@code 1-10}, {@code 1,2,4}, {@code 1-3,8}. */
final class WholeNumbers {

  private static final String PART = "[0-9]{1,4}(-[0-9]{1,4})?";

  private WholeNumbers() {}

  /**
   * Reads a list.
   *
   * @param option whose value it is
   * @throws UsageException if it is not one
   */
  static List<Integer> parse(String option, String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String[] ends = part.strip().split("-", 2);
      if (!part.strip().matches(PART)
          || Integer.parseInt(ends[0]) > Integer.parseInt(ends[ends.length - 1])) {
        throw new UsageException(
            option + " is '" + text + "'; write a range such as 1-10, or a list such as 1,2,4");
      }
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        numbers.add(i);
      }
    }
    return numbers;
  }

  /** The shortest text of them, in their order. */
  static String format(List<Integer> numbers) {
    boolean isRange = numbers.size() > 1;
    for (int i = 1; i < numbers.size(); i++) {
      isRange &= numbers.get(i) == numbers.get(i - 1) + 1;
    }
    return isRange
        ? numbers.get(0) + "-" + numbers.get(numbers.size() - 1)
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
