package org.scalarflow.report;

/** The contrast of colours, as WCAG 2 defines it. */
final class Contrast {

  /** What level AA asks of texts. */
  static final double READABLE = 4.5;

  /** What level AA asks of lines, edges and focus marks. */
  static final double VISIBLE = 3;

  private Contrast() {}

  /** {@code (L1 + 0.05) / (L2 + 0.05)} of the relative luminances of two colours. */
  static double of(int one, int other) {
    double first = luminance(one) + 0.05;
    double second = luminance(other) + 0.05;
    return Math.max(first, second) / Math.min(first, second);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
  }

  /** The share of light of a channel. */
  static double linear(int channel) {
    double share = (channel & 0xFF) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
