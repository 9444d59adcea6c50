package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How and where something is drawn, as attributes of SVG. */
final class Pen {

  Color color = Color.BLACK;
  BasicStroke stroke = new BasicStroke();
  Font font = Fonts.plain(Fonts.LABEL);
  AffineTransform transform = new AffineTransform();
  @Nullable Rectangle2D clip;

  Pen() {}

  Pen(Pen other) {
    color = other.color;
    stroke = other.stroke;
    font = other.font;
    transform = new AffineTransform(other.transform);
    clip = other.clip;
  }

  String filling() {
    return " fill=\"" + hex() + '"' + opacity("fill-opacity");
  }

  String outline() {
    StringBuilder style = new StringBuilder(" fill=\"none\" stroke=\"").append(hex()).append('"');
    style.append(opacity("stroke-opacity"));
    style.append(" stroke-width=\"").append(SvgShapes.number(stroke.getLineWidth())).append('"');
    if (stroke.getLineJoin() == BasicStroke.JOIN_ROUND) {
      style.append(" stroke-linejoin=\"round\"");
    }
    float[] dashes = stroke.getDashArray();
    if (dashes != null) {
      style.append(" stroke-dasharray=\"");
      for (int i = 0; i < dashes.length; i++) {
        style.append(i == 0 ? "" : " ").append(SvgShapes.number(dashes[i]));
      }
      style.append('"');
    }
    return style.toString();
  }

  String lettering() {
    return filling()
        + " font-size=\""
        + SvgShapes.number(font.getSize2D())
        + '"'
        + (font.isBold() ? " font-weight=\"bold\"" : "");
  }

  /** The attributes of the group that things are in: its transform and its clip path. */
  String group(Map<Rectangle2D, Integer> clips, String idPrefix) {
    StringBuilder group = new StringBuilder();
    if (!transform.isIdentity()) {
      double[] matrix = new double[6];
      transform.getMatrix(matrix);
      group.append(" transform=\"matrix(");
      for (int i = 0; i < matrix.length; i++) {
        group.append(i == 0 ? "" : " ").append(SvgShapes.number(matrix[i]));
      }
      group.append(")\"");
    }
    if (clip != null) {
      int number = clips.computeIfAbsent(clip, ignored -> clips.size() + 1);
      group.append(" clip-path=\"url(#").append(idPrefix).append("-clip-").append(number);
      group.append(")\"");
    }
    return group.toString();
  }

  private String hex() {
    String digits = Integer.toHexString(color.getRGB() & 0xFFFFFF);
    return "#" + "0".repeat(6 - digits.length()) + digits;
  }

  private String opacity(String attribute) {
    return color.getAlpha() == 255
        ? ""
        : " " + attribute + "=\"" + SvgShapes.number(color.getAlpha() / 255.0) + '"';
  }
}
