package org.scalarflow.compiled.ir;

/**
 * What a fixed kernel does for a block of rows: the parts of dense layers that are the same in
 * every graph. In the list of what is done, their numbers stand where generated loops have theirs.
 */
public enum Tile {

  /**
   * Puts lanes one after the other into the panel, for the {@link #WEIGHTED_SUMS} that come next.
   * The table has their number, then the lanes.
   */
  PANEL,

  /**
   * Four weighted sums of the lanes in the panel, {@code start + w₀·x₀ + w₁·x₁ + …}, from left to
   * right. The table has the number of terms; the four lanes that receive the sums; the cells of
   * the four starts; and where the weights are among the packed cells, term after term, four each.
   */
  WEIGHTED_SUMS,

  /**
   * Puts eight lanes side by side into the band, for the {@link #PRODUCT_SUMS} that come next. The
   * table has the lanes.
   */
  BAND,

  /**
   * Sums over the rows of all products of four lanes with the eight of the band. The table has the
   * four lanes, and the first of the 32 sums, which stand lane after lane.
   */
  PRODUCT_SUMS,

  /**
   * A {@link LaneFunction} of a lane. The table has its number, the lane of its arguments and that
   * of its results.
   */
  FUNCTION;

  /** How many sums or lanes a tile has at once. */
  public static final int HEIGHT = 4;

  /** How many lanes a band has. */
  public static final int WIDTH = 8;

  private static final Tile[] TILES = values();

  /** What stands for it where generated loops have their numbers. */
  int number() {
    return -1 - ordinal();
  }

  /** Whether a number stands for a tile. */
  public static boolean isTile(int number) {
    return number < 0;
  }

  /** The tile that a number stands for. */
  public static Tile of(int number) {
    return TILES[-1 - number];
  }
}
