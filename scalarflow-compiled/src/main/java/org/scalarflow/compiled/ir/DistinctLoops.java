package org.scalarflow.compiled.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The different loops of several plans, numbered as they come. */
final class DistinctLoops {

  private final Map<RowLoop, Integer> numbers = new LinkedHashMap<>();
  private final int most;

  /**
   * No loops.
   *
   * @param most how many there may be
   */
  DistinctLoops(int most) {
    this.most = most;
  }

  /**
   * The number of a loop, which is the next one if it is new.
   *
   * @throws TooMany if there would be more than there may be
   */
  int number(RowLoop loop) {
    int number = numbers.computeIfAbsent(loop, any -> numbers.size());
    if (numbers.size() > most) {
      throw new TooMany(most);
    }
    return number;
  }

  /** The loops by number. */
  List<RowLoop> all() {
    return List.copyOf(numbers.keySet());
  }

  /** The loops of a tape differ too much. */
  static final class TooMany extends UnsupportedOperationException {

    private static final long serialVersionUID = 1L;

    TooMany(int most) {
      super("more than " + most + " loops over rows would differ");
    }
  }
}
