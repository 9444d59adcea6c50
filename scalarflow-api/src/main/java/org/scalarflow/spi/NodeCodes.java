package org.scalarflow.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A number for each of some nodes of a graph. It stands in pages that are made when a node of
 * theirs comes first, so a few nodes of a large graph take little memory.
 */
final class NodeCodes {

  /** What a node has that was given no number. */
  static final int NONE = Integer.MIN_VALUE;

  private static final int PAGE_BITS = 10;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final int PAGE_MASK = PAGE_SIZE - 1;

  private final int[] @Nullable [] pages;

  /** Numbers for ids below {@code limit}. */
  NodeCodes(int limit) {
    pages = new int[(limit + PAGE_MASK) >>> PAGE_BITS][];
  }

  void put(int id, int code) {
    int[] page = pages[id >>> PAGE_BITS];
    if (page == null) {
      page = new int[PAGE_SIZE];
      Arrays.fill(page, NONE);
      pages[id >>> PAGE_BITS] = page;
    }
    page[id & PAGE_MASK] = code;
  }

  int get(int id) {
    int[] page = pages[id >>> PAGE_BITS];
    return page == null ? NONE : page[id & PAGE_MASK];
  }
}
