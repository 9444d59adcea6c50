package org.scalarflow.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.function.Supplier;

/** Letters: how large they are, how wide a text is, and what happens where there are none. */
final class Fonts {

  static final int TITLE = 24;
  static final int NAME = 18;
  static final int LABEL = 16;

  private Fonts() {}

  static Font plain(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  static double width(String text, Font font) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  /** The text, cut in the middle to what fits. */
  static String fit(String text, Font font, double width) {
    int length = text.codePointCount(0, text.length());
    String fitting = text;
    while (length > 1 && width(fitting, font) > width) {
      // Letters differ in width, so the first guess may be a little too long or too short.
      length = Math.min(length - 1, (int) (length * width / width(fitting, font)) + 1);
      fitting = Texts.cut(text, length);
    }
    return fitting;
  }

  /** Draws a text of which the point is at this share of its width, on its base line. */
  static void draw(
      Graphics2D g, String text, Font font, Color color, double x, double y, double anchor) {
    if (text.isEmpty()) {
      return;
    }
    g.setFont(font);
    g.setColor(color);
    g.drawString(text, (float) (x - anchor * width(text, font)), (float) y);
  }

  /**
   * Does what needs fonts.
   *
   * @throws ReportException if Java finds none
   */
  static <T> T requiring(Supplier<T> drawing) {
    try {
      // Java looks for fonts once, at the first text that is measured.
      width("A", plain(LABEL));
    } catch (RuntimeException | LinkageError | InternalError e) {
      throw noFonts(e);
    } catch (Error e) {
      // sun.font says "Probable fatal error: No fonts found" with a plain Error.
      if (e.getClass() == Error.class) {
        throw noFonts(e);
      }
      throw e;
    }
    return drawing.get();
  }

  private static ReportException noFonts(Throwable cause) {
    return new ReportException(
        "no letters can be drawn: Java finds no fonts on this machine ("
            + cause
            + "); install fontconfig and a font, such as the packages fontconfig and fonts-dejavu-core",
        cause);
  }
}
