package org.scalarflow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The current values of a graph's variables.
 *
 * <p>Values may be assigned while other threads run programs, so every access is atomic and an
 * assignment is seen by the runs that start after it. A value lives in a page that never moves.
 */
final class VariableTable {

  private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(double[].class);
  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  private volatile double[][] pages = {};
  private int size;

  int add(double value) {
    int index = size++;
    int page = index >>> PAGE_BITS;
    if (page == pages.length) {
      double[][] grown = Arrays.copyOf(pages, page + 1);
      grown[page] = new double[PAGE_SIZE];
      pages = grown;
    }
    set(index, value);
    return index;
  }

  double get(int index) {
    return (double) VALUES.getVolatile(pages[index >>> PAGE_BITS], index & (PAGE_SIZE - 1));
  }

  void set(int index, double value) {
    VALUES.setVolatile(pages[index >>> PAGE_BITS], index & (PAGE_SIZE - 1), value);
  }
}
