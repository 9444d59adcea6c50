package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {

  private static final int COLORS = 7;

  /** Of CIELAB; 2.3 is a just noticeable difference. */
  private static final double FAR_ENOUGH = 16;

  /**
   * From linear RGB to linear RGB, of severity 1: G. M. Machado, M. M. Oliveira and L. A. F.
   * Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009.
   */
  private enum Vision {
    NORMAL(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTERANOPIA(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITANOPIA(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900);

    private final double[] matrix;

    Vision(double... matrix) {
      this.matrix = matrix;
    }

    /** What is seen, as CIELAB. */
    double[] lab(Color color) {
      double[] light = {
        Contrast.linear(color.getRed()),
        Contrast.linear(color.getGreen()),
        Contrast.linear(color.getBlue())
      };
      double[] seen = new double[3];
      for (int i = 0; i < 3; i++) {
        double sum = 0;
        for (int j = 0; j < 3; j++) {
          sum += matrix[3 * i + j] * light[j];
        }
        seen[i] = Math.max(0, Math.min(1, sum));
      }
      double x = cube((0.4124564 * seen[0] + 0.3575761 * seen[1] + 0.1804375 * seen[2]) / 0.95047);
      double y = cube(0.2126729 * seen[0] + 0.7151522 * seen[1] + 0.0721750 * seen[2]);
      double z = cube((0.0193339 * seen[0] + 0.1191920 * seen[1] + 0.9503041 * seen[2]) / 1.08883);
      return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double cube(double share) {
      return share > 216.0 / 24389 ? Math.cbrt(share) : (24389.0 / 27 * share + 16) / 116;
    }
  }

  @Test
  void linesAreSeenOnWhite() {
    for (int i = 0; i < Palette.MOST; i++) {
      Line line = Line.of(Series.of("s", new double[] {1}, new double[] {1}), i);
      assertThat(Contrast.of(line.color().getRGB(), Palette.PAPER.getRGB()))
          .as("line %d", i)
          .isGreaterThanOrEqualTo(Contrast.VISIBLE);
    }
  }

  @Test
  void lettersAreReadOnWhiteAndOnEveryTint() {
    int paper = Palette.PAPER.getRGB();
    assertThat(Contrast.of(Palette.INK.getRGB(), paper)).isGreaterThan(Contrast.READABLE);
    assertThat(Contrast.of(Palette.MUTED.getRGB(), paper)).isGreaterThan(Contrast.READABLE);
    for (int i = 0; i < COLORS; i++) {
      for (int strength = 0; strength <= 100; strength++) {
        Color fill = Palette.tint(Palette.color(i), strength / 100.0);
        assertThat(Contrast.of(Palette.inkOn(fill).getRGB(), fill.getRGB()))
            .isGreaterThan(Contrast.READABLE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void coloursAreToldApart(Vision vision) {
    for (int i = 0; i < COLORS; i++) {
      for (int j = 0; j < i; j++) {
        double[] one = vision.lab(Palette.color(i));
        double[] other = vision.lab(Palette.color(j));
        double distance =
            Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
        assertThat(distance).as("%d and %d", i, j).isGreaterThan(FAR_ENOUGH);
      }
    }
  }

  @Test
  void withoutColourLinesAreToldApartByTheirMarks() {
    BufferedImage[] marks = new BufferedImage[Palette.MOST];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = new BufferedImage(24, 24, BufferedImage.TYPE_BYTE_GRAY);
      Graphics2D g = marks[i].createGraphics();
      g.setColor(Palette.PAPER);
      g.fillRect(0, 0, 24, 24);
      PointMarker.paint(g, Palette.mark(i), Color.GRAY, 12, 12);
      g.dispose();
      for (int j = 0; j < i; j++) {
        assertThat(differences(marks[i], marks[j])).as("%d and %d", i, j).isGreaterThan(20);
      }
    }
  }

  private static int differences(BufferedImage one, BufferedImage other) {
    int differences = 0;
    for (int x = 0; x < 24; x++) {
      for (int y = 0; y < 24; y++) {
        differences += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return differences;
  }
}
