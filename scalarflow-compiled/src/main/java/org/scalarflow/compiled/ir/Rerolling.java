package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.api.list.primitive.IntList;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Tape;

/**
 * Finds loops in what {@link Seams} left of loops: patterns that come again and again, with
 * operands that move alike from each time to the next. So the rows of a grid whose cells were one
 * loop become a loop around loops, as do steps of time, and layers of equal width.
 */
final class Rerolling {

  private static final int START_OF_LOOP = -1;
  private static final int END_OF_LOOP = -2;

  private final Tape tape;
  private final Kinds kinds;
  private final Limits limits;
  private final int mostDepth;

  /**
   * Rolls the patterns of a tape.
   *
   * @param mostDepth how many loops may be in each other in the body of a new loop
   */
  Rerolling(Tape tape, Kinds kinds, Limits limits, int mostDepth) {
    this.tape = tape;
    this.kinds = kinds;
    this.limits = limits;
    this.mostDepth = mostDepth;
  }

  /** The same patterns with more loops. */
  List<Pattern> roll(List<Pattern> patterns) {
    return roll(patterns, 0);
  }

  private List<Pattern> roll(List<Pattern> block, int start) {
    if (block.stream().noneMatch(Pattern::isLoop)) {
      return block;
    }
    List<Pattern> patterns = new ArrayList<>();
    IntIntHashMap operations = new IntIntHashMap();
    Map<IntList, Integer> loops = new HashMap<>();
    int[] tokens = new int[block.size()];
    int at = start;
    for (int i = 0; i < tokens.length; i++) {
      Pattern pattern = block.get(i);
      if (pattern.isLoop()) {
        pattern = Pattern.repeated(roll(pattern.body(), at), pattern.trips());
        tokens[i] = loops.computeIfAbsent(text(pattern, at), any -> patterns.size());
      } else {
        tokens[i] = operations.getIfAbsentPut(kinds.of(at), patterns.size());
      }
      if (tokens[i] == patterns.size()) {
        patterns.add(pattern);
      }
      at += pattern.operations();
    }
    return new Rolling(tape, limits, start, true, mostDepth, tokens, patterns).roll();
  }

  /** What loops have in common that do the same kinds of operations equally often. */
  private IntList text(Pattern loop, int start) {
    IntArrayList text = new IntArrayList();
    write(loop, start, text);
    return text;
  }

  private void write(Pattern pattern, int start, IntArrayList text) {
    if (!pattern.isLoop()) {
      text.add(kinds.of(start));
      return;
    }
    text.addAll(START_OF_LOOP, pattern.trips());
    int at = start;
    for (Pattern part : pattern.body()) {
      write(part, at, text);
      at += part.operations();
    }
    text.add(END_OF_LOOP);
  }
}
