package org.scalarflow.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.intermediate.commands.AffineTransformCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.Command;
import de.erichseifert.vectorgraphics2d.intermediate.commands.CreateCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DisposeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawStringCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.FillShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetClipCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetColorCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetFontCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetStrokeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetTransformCommand;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page as an {@code svg} element.
 *
 * <p>VectorGraphics2D takes down what is drawn. What it took down is written here and not by its
 * own writer, which names an external document type and fonts of this machine, has the same ids in
 * every document, and shares one number format among threads.
 */
final class SvgDrawing {

  /** Fonts of about the widths that were measured, then any without serifs. */
  private static final String FAMILY = "'DejaVu Sans',Verdana,'Liberation Sans',Arial,sans-serif";

  private final Picture picture;
  private final PictureSize size;
  private final VectorGraphics2D drawn = new VectorGraphics2D();
  private final StringBuilder body = new StringBuilder();
  private final Map<Rectangle2D, Integer> clips = new LinkedHashMap<>();
  private final Deque<Pen> pens = new ArrayDeque<>();
  private String openGroup = "";

  private SvgDrawing(Picture picture, PictureSize size) {
    this.picture = picture;
    this.size = size;
  }

  static SvgDrawing of(Picture picture, Page page, PictureSize size) {
    SvgDrawing drawing = new SvgDrawing(picture, size);
    page.paint(drawing.drawn, drawing.width(), drawing.height());
    return drawing;
  }

  private double width() {
    return size.width() / size.scale();
  }

  private double height() {
    return size.height() / size.scale();
  }

  /** The element, with ids that start with this. */
  String element(String idPrefix) {
    body.setLength(0);
    clips.clear();
    pens.clear();
    pens.push(new Pen());
    for (Command<?> command : drawn.getCommands()) {
      handle(command, idPrefix);
    }
    group("");
    StringBuilder svg = new StringBuilder();
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
        .append(size.width())
        .append("\" height=\"")
        .append(size.height())
        .append("\" viewBox=\"0 0 ")
        .append(SvgShapes.number(width()))
        .append(' ')
        .append(SvgShapes.number(height()))
        .append("\" role=\"img\" aria-labelledby=\"")
        .append(idPrefix)
        .append("-title ")
        .append(idPrefix)
        .append("-desc\" font-family=\"")
        .append(FAMILY)
        .append("\">\n");
    named(svg, "title", idPrefix, picture.title());
    named(svg, "desc", idPrefix, picture.alternativeText());
    if (!clips.isEmpty()) {
      svg.append("<defs>\n");
      clips.forEach(
          (area, number) ->
              svg.append("<clipPath id=\"")
                  .append(clipId(idPrefix, number))
                  .append("\">")
                  .append(SvgShapes.element(area, ""))
                  .append("</clipPath>\n"));
      svg.append("</defs>\n");
    }
    return svg.append(body).append("</svg>").toString();
  }

  private static void named(StringBuilder svg, String element, String idPrefix, String text) {
    svg.append('<').append(element).append(" id=\"").append(idPrefix).append('-');
    svg.append(element).append("\">").append(Markup.escape(text));
    svg.append("</").append(element).append(">\n");
  }

  private static String clipId(String idPrefix, int number) {
    return idPrefix + "-clip-" + number;
  }

  private void handle(Command<?> command, String idPrefix) {
    Pen pen = pens.element();
    if (command instanceof CreateCommand) {
      pens.push(new Pen(pen));
    } else if (command instanceof DisposeCommand) {
      pens.pop();
    } else if (command instanceof SetColorCommand set) {
      pen.color = set.getValue();
    } else if (command instanceof SetStrokeCommand set) {
      pen.stroke = set.getValue() instanceof BasicStroke stroke ? stroke : pen.stroke;
    } else if (command instanceof SetFontCommand set) {
      pen.font = set.getValue();
    } else if (command instanceof SetClipCommand set) {
      pen.clip = bounds(set.getValue());
    } else if (command instanceof SetTransformCommand set) {
      pen.transform = new AffineTransform(set.getValue());
    } else if (command instanceof AffineTransformCommand change) {
      pen.transform.concatenate(change.getValue());
    } else if (command instanceof DrawShapeCommand draw) {
      shape(draw.getValue(), pen, pen.outline(), idPrefix);
    } else if (command instanceof FillShapeCommand fill) {
      shape(fill.getValue(), pen, pen.filling(), idPrefix);
    } else if (command instanceof DrawStringCommand text) {
      group(pen.group(clips, idPrefix));
      body.append("<text x=\"")
          .append(SvgShapes.number(text.getX()))
          .append("\" y=\"")
          .append(SvgShapes.number(text.getY()))
          .append('"')
          .append(pen.lettering())
          .append('>')
          .append(Markup.escape(text.getValue()))
          .append("</text>\n");
    }
  }

  private void shape(Shape shape, Pen pen, String style, String idPrefix) {
    if (pen.color.getAlpha() > 0) {
      group(pen.group(clips, idPrefix));
      body.append(SvgShapes.element(shape, style)).append('\n');
    }
  }

  private static @Nullable Rectangle2D bounds(@Nullable Shape clip) {
    return clip == null ? null : clip.getBounds2D();
  }

  /** Goes on inside a group with these attributes; none is no group. */
  private void group(String attributes) {
    if (attributes.equals(openGroup)) {
      return;
    }
    if (!openGroup.isEmpty()) {
      body.append("</g>\n");
    }
    if (!attributes.isEmpty()) {
      body.append("<g").append(attributes).append(">\n");
    }
    openGroup = attributes;
  }
}
