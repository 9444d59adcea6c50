package org.scalarflow.spi;

import java.util.BitSet;

/** Numbers the members of a set of ids from 0 on, in ascending order; takes 1.5 bits an id. */
final class Ranks {

  private final long[] words;

  /** How many members stand before each word. */
  private final int[] before;

  Ranks(BitSet members) {
    words = members.toLongArray();
    before = new int[words.length + 1];
    for (int i = 0; i < words.length; i++) {
      before[i + 1] = before[i] + Long.bitCount(words[i]);
    }
  }

  /** The number of members. */
  int count() {
    return before[words.length];
  }

  /** The number of smaller members, or -1 if {@code id} is none itself. */
  int of(int id) {
    int word = id >>> 6;
    // Shifts of a long take the last six bits of the distance.
    if (word >= words.length || (words[word] >>> id & 1) == 0) {
      return -1;
    }
    return before[word] + Long.bitCount(words[word] & ((1L << id) - 1));
  }
}
