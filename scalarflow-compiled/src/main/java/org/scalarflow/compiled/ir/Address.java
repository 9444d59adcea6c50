package org.scalarflow.compiled.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An index into an array as a function of loop counters: {@code base + Σ strideᵢ · counterᵢ}, or
 * what a table of indices holds there.
 *
 * @param base the constant part
 * @param strides one for each loop, the outermost first
 * @param isTabled whether the index stands in the table, at the place that base and strides give
 */
@SuppressWarnings("ArrayRecordComponent")
public record Address(int base, int[] strides, boolean isTabled) {

  /** What counts the instances of a nest from a first index on. */
  static Address counting(int base, @Nullable Loop innermost) {
    Loop[] nest = Loop.nest(innermost);
    int[] strides = new int[nest.length];
    int stride = 1;
    for (int i = nest.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= nest[i].trips();
    }
    return new Address(base, strides, false);
  }

  /** The tape nodes of a step, from the one of the first iterations on. */
  static Address ofNodes(int base, @Nullable Loop innermost) {
    Loop[] nest = Loop.nest(innermost);
    int[] strides = new int[nest.length];
    for (int i = 0; i < nest.length; i++) {
      strides[i] = nest[i].length();
    }
    return new Address(base, strides, false);
  }

  /** The address of indices that are given one by one; they go into the table if need be. */
  static Address fit(int[] indices, @Nullable Loop innermost, Table table) {
    Address counting = counting(0, innermost);
    int[] weights = counting.strides;
    int[] strides = new int[weights.length];
    for (int i = 0; i < weights.length; i++) {
      strides[i] = indices[weights[i]] - indices[0];
    }
    Address affine = new Address(indices[0], strides, false);
    return affine.gives(indices, Loop.nest(innermost))
        ? affine
        : new Address(table.add(indices), weights, true);
  }

  private boolean gives(int[] indices, Loop[] nest) {
    int[] counters = new int[nest.length];
    int expected = base;
    for (int index : indices) {
      if (index != expected) {
        return false;
      }
      for (int i = nest.length - 1; i >= 0; i--) {
        expected += strides[i];
        if (++counters[i] < nest[i].trips()) {
          break;
        }
        expected -= strides[i] * nest[i].trips();
        counters[i] = 0;
      }
    }
    return true;
  }

  /** The index of the first iterations of a loop and those in it, in the block around it. */
  Address around(Loop loop) {
    return new Address(base, Arrays.copyOf(strides, loop.depth() - 1), isTabled);
  }

  /** Whether it always means the same index as another one of the same block. */
  public boolean isSameAs(Address other) {
    return base == other.base
        && isTabled == other.isTabled
        && Arrays.equals(strides, other.strides);
  }

  /** Collects tables. */
  static final class Table {

    private int[] entries = new int[16];
    private int size;

    int add(int[] indices) {
      int start = size;
      size = Math.addExact(size, indices.length);
      if (size > entries.length) {
        entries = Arrays.copyOf(entries, Math.max(size, 2 * start));
      }
      System.arraycopy(indices, 0, entries, start, indices.length);
      return start;
    }

    int[] toArray() {
      return Arrays.copyOf(entries, size);
    }
  }
}
