package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.scalarflow.spi.Tape;

/**
 * Divides loops where their operands change. Layers of equal width, for instance, are one loop over
 * all their neurons at first; but from one layer to the next the operands jump, so that they would
 * have to be looked up in a table.
 *
 * <p>From one iteration to the next each operand moves by some distance on the tape. A seam is
 * where distances change which are constant for most of the loop.
 */
final class Seams {

  /** An operand with more seams, in proportion to the number of iterations, is irregular. */
  private static final int LEAST_STRETCH = 8;

  /** So many stretches of equal length are a loop of loops. */
  private static final int LEAST_STRETCHES = 4;

  private final Tape tape;

  private Seams(Tape tape) {
    this.tape = tape;
  }

  /** The same patterns with loops divided. */
  static List<Pattern> divide(Tape tape, List<Pattern> patterns) {
    return new Seams(tape).divide(patterns, tape.firstOperation());
  }

  private List<Pattern> divide(List<Pattern> block, int start) {
    List<Pattern> divided = new ArrayList<>();
    int node = start;
    for (Pattern pattern : block) {
      if (pattern.isLoop()) {
        divide(pattern, node, divided);
      } else {
        divided.add(pattern);
      }
      node += pattern.operations();
    }
    return divided;
  }

  private void divide(Pattern loop, int start, List<Pattern> into) {
    BitSet seams = seams(loop, start);
    int distance = evenDistance(seams, loop);
    if (distance > 1) {
      Pattern stretch = Pattern.repeated(loop.body(), distance);
      into.add(Pattern.repeated(List.of(stretch), loop.trips() / distance));
      return;
    }
    seams.set(loop.trips());
    int from = 0;
    for (int to = seams.nextSetBit(0); to >= 0; to = seams.nextSetBit(to + 1)) {
      List<Pattern> body = divide(loop.body(), start + from * loop.length());
      if (to - from == 1) {
        into.addAll(body);
      } else {
        into.add(Pattern.repeated(body, to - from));
      }
      from = to;
    }
  }

  /**
   * How far seams are from each other, if there are some at even distances in an innermost loop;
   * else 0. The sums of units that nothing comes between are such a loop.
   */
  private static int evenDistance(BitSet seams, Pattern loop) {
    int distance = seams.nextSetBit(0);
    int stretches = seams.cardinality() + 1;
    if (stretches < LEAST_STRETCHES
        || distance * stretches != loop.trips()
        || loop.body().stream().anyMatch(Pattern::isLoop)) {
      return 0;
    }
    for (int at = distance; at < loop.trips(); at += distance) {
      if (!seams.get(at)) {
        return 0;
      }
    }
    return distance;
  }

  /** The iterations before which there is a seam. */
  private BitSet seams(Pattern loop, int start) {
    BitSet all = new BitSet();
    for (int at = 0; at < loop.length(); at++) {
      for (int position = 0; position < tape.operandCount(start + at); position++) {
        BitSet seams = seams(loop, start + at, position);
        if (seams.cardinality() * LEAST_STRETCH <= loop.trips()) {
          all.or(seams);
        }
      }
    }
    return all.cardinality() * LEAST_STRETCH <= loop.trips() ? all : new BitSet();
  }

  private BitSet seams(Pattern loop, int first, int position) {
    BitSet seams = new BitSet();
    int length = loop.length();
    // What the first iteration reads in the place of the previous one's value makes no seam.
    boolean startsOtherwise =
        loop.trips() > 2
            && distance(first, length, 1, position) != distance(first, length, 2, position);
    int i = startsOtherwise ? 2 : 1;
    int usual = distance(first, length, i, position);
    for (i++; i < loop.trips(); i++) {
      int distance = distance(first, length, i, position);
      if (distance != usual) {
        seams.set(i);
        i++;
        usual = i < loop.trips() ? distance(first, length, i, position) : 0;
      }
    }
    return seams;
  }

  private int distance(int first, int length, int iteration, int position) {
    int node = first + iteration * length;
    return tape.operand(node, position) - tape.operand(node - length, position);
  }
}
