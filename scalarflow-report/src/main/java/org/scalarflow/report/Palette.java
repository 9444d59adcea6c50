package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Colours that people of every colour vision tell apart, with a stroke and a mark for each, so that
 * colour is never alone. Five are of M. Okabe and K. Ito, "Color Universal Design", 2008; violet
 * and brown stand for their orange, sky blue and yellow, which are too light for lines on white.
 */
final class Palette {

  /** As many as can still be told apart. */
  static final int MOST = 14;

  static final Color INK = new Color(0x1A1A1A);
  static final Color MUTED = new Color(0x4D4D4D);
  static final Color GRID = new Color(0xD9D9D9);
  static final Color PAPER = Color.WHITE;

  private static final List<Color> COLORS =
      List.of(
          new Color(0x0072B2),
          new Color(0xD55E00),
          new Color(0x009E73),
          new Color(0xCC79A7),
          new Color(0x5A2CC8),
          new Color(0x6F3A00),
          new Color(0x000000));

  private Palette() {}

  static Color color(int index) {
    return COLORS.get(index % COLORS.size());
  }

  static Mark mark(int index) {
    Mark[] marks = Mark.values();
    return marks[index % marks.length];
  }

  static BasicStroke stroke(int index) {
    float[] dashes =
        switch (index % 5) {
          case 1 -> new float[] {12, 6};
          case 2 -> new float[] {3, 5};
          case 3 -> new float[] {14, 5, 3, 5};
          case 4 -> new float[] {22, 6};
          default -> new float[0];
        };
    return dashes.length == 0
        ? solid(3)
        : new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
  }

  static BasicStroke solid(double width) {
    return new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
  }

  /** The colour so strongly, on white. */
  static Color tint(Color color, double strength) {
    return new Color(
        mix(color.getRed(), strength),
        mix(color.getGreen(), strength),
        mix(color.getBlue(), strength));
  }

  private static int mix(int channel, double strength) {
    return (int) Math.round(255 + (channel - 255) * strength);
  }

  /** Black or white, whichever is read better on it. */
  static Color inkOn(Color background) {
    return luminance(background) > 0.18 ? Color.BLACK : Color.WHITE;
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : StrictMath.pow((share + 0.055) / 1.055, 2.4);
  }
}
