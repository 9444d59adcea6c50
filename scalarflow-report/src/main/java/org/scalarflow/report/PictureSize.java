package org.scalarflow.report;

/**
 * The size of a picture. Letters, lines and marks grow with the smaller of {@code width/1200} and
 * {@code height/800}; at 1200 by 800 no letter is smaller than 14 pixels.
 *
 * @param width in pixels, from 300 to 4800
 * @param height in pixels, from 200 to 4800
 */
public record PictureSize(int width, int height) {

  /** 1200 by 800. */
  public static final PictureSize DEFAULT = new PictureSize(1200, 800);

  private static final int LARGEST = 4800;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is outside its range
   */
  public PictureSize {
    if (width < 300 || width > LARGEST || height < 200 || height > LARGEST) {
      throw new IllegalArgumentException(
          "a picture is 300 to 4800 pixels wide and 200 to 4800 high, not "
              + width
              + " by "
              + height);
    }
  }

  /** By how much letters and lines are larger than at 1200 by 800. */
  double scale() {
    return Math.min(width / 1200.0, height / 800.0);
  }
}
