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

  /**
   * Stretches of more different lengths, as in a triangle, would stay as many loops. The operands
   * are looked up then.
   */
  private static final int MOST_LENGTHS = 8;

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
    BitSet ends = ends(loop, start);
    int from = 0;
    for (int to = ends.nextSetBit(0); to >= 0; to = ends.nextSetBit(to + 1)) {
      List<Pattern> body = divide(loop.body(), start + from * loop.length());
      if (to - from == 1) {
        into.addAll(body);
      } else {
        into.add(Pattern.repeated(body, to - from));
      }
      from = to;
    }
  }

  /** The iterations before which a stretch ends, the number of all iterations included. */
  private BitSet ends(Pattern loop, int start) {
    BitSet all = new BitSet();
    for (int at = 0; at < loop.length(); at++) {
      for (int position = 0; position < tape.operandCount(start + at); position++) {
        BitSet seams = seams(loop, start + at, position);
        if (seams.cardinality() * LEAST_STRETCH <= loop.trips()) {
          all.or(seams);
        }
      }
    }
    boolean isIrregular = all.cardinality() * LEAST_STRETCH > loop.trips();
    all.set(loop.trips());
    if (isIrregular || lengths(all).cardinality() > MOST_LENGTHS) {
      all.clear(0, loop.trips());
    }
    return all;
  }

  /** The different numbers of iterations that stretches have. */
  private static BitSet lengths(BitSet ends) {
    BitSet lengths = new BitSet();
    int from = 0;
    for (int to = ends.nextSetBit(0); to >= 0; to = ends.nextSetBit(to + 1)) {
      lengths.set(to - from);
      from = to;
    }
    return lengths;
  }

  /** The iterations before which an operand has a seam. */
  private BitSet seams(Pattern loop, int first, int position) {
    BitSet seams = new BitSet();
    int length = loop.length();
    for (int from = 0; from < loop.trips(); ) {
      int i = from + (startsOtherwise(loop, first, position, from) ? 2 : 1);
      int usual = i < loop.trips() ? distance(first, length, i, position) : 0;
      do {
        i++;
      } while (i < loop.trips() && distance(first, length, i, position) == usual);
      if (i < loop.trips()) {
        seams.set(i);
      }
      from = i;
    }
    return seams;
  }

  /**
   * Whether the first iteration after a seam reads something else in the place of what is the
   * previous one's value in all others. That makes no seam.
   */
  private boolean startsOtherwise(Pattern loop, int first, int position, int from) {
    return from + 2 < loop.trips()
        && distance(first, loop.length(), from + 1, position)
            != distance(first, loop.length(), from + 2, position);
  }

  private int distance(int first, int length, int iteration, int position) {
    int node = first + iteration * length;
    return tape.operand(node, position) - tape.operand(node - length, position);
  }
}
