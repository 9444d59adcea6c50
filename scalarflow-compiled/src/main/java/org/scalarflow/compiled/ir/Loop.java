package org.scalarflow.compiled.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block that is done several times: iteration {@code i} does the same operations as iteration 0,
 * {@code i · length} operations later on the tape. Loops nest.
 */
public final class Loop implements Item {

  private final @Nullable Loop parent;
  private final int length;
  private final int trips;
  private final int depth;
  private List<Item> items = List.of();
  private int @Nullable [] offsets;

  /** Whether it is a part of a loop over units for which there may be a kernel. */
  boolean isDivided;

  /** Whether that part is sums, which only a kernel can do. */
  boolean isLayer;

  @Nullable Layer layer;
  @Nullable Pass pass;

  /**
   * A loop, still empty.
   *
   * @param parent the loop around it
   * @param length how far the operations of an iteration are from those of the one before
   * @param trips the number of iterations
   */
  Loop(@Nullable Loop parent, int length, int trips) {
    this.parent = parent;
    this.length = length;
    this.trips = trips;
    depth = parent == null ? 1 : parent.depth + 1;
  }

  void setItems(List<Item> items) {
    this.items = List.copyOf(items);
  }

  /** The loop around it. */
  public @Nullable Loop parent() {
    return parent;
  }

  /** How far the operations of an iteration are from those of the one before. */
  public int length() {
    return length;
  }

  /** The number of iterations. */
  public int trips() {
    return trips;
  }

  /** How many loops it is, with those around it. */
  public int depth() {
    return depth;
  }

  /** What an iteration does, in order. */
  public List<Item> items() {
    return items;
  }

  /** What kernels do in the place of the loop; null if it is a loop. */
  public @Nullable Layer layer() {
    return layer;
  }

  /** The function that a kernel computes in the place of the loop; null if it is a loop. */
  public @Nullable Pass pass() {
    return pass;
  }

  /** A loop and those around it, the outermost first; none for null. */
  public static Loop[] nest(@Nullable Loop innermost) {
    Loop[] nest = new Loop[innermost == null ? 0 : innermost.depth];
    int i = nest.length;
    for (Loop loop = innermost; loop != null; loop = loop.parent) {
      nest[--i] = loop;
    }
    return nest;
  }

  /** How many loops are around both of two blocks. */
  static int common(@Nullable Loop one, @Nullable Loop other) {
    Loop[] own = nest(one);
    Loop[] others = nest(other);
    int common = 0;
    while (common < Math.min(own.length, others.length) && own[common] == others[common]) {
      common++;
    }
    return common;
  }

  /** For each time the block of a loop is done, how far its operations are from the first time. */
  static int[] offsets(@Nullable Loop innermost) {
    if (innermost == null) {
      return new int[1];
    }
    int[] found = innermost.offsets;
    if (found == null) {
      int[] outer = offsets(innermost.parent);
      found = new int[outer.length * innermost.trips];
      int k = 0;
      for (int offset : outer) {
        for (int i = 0; i < innermost.trips; i++) {
          found[k++] = offset + i * innermost.length;
        }
      }
      innermost.offsets = found;
    }
    return found;
  }
}
