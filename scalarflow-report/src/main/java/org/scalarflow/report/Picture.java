package org.scalarflow.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.scalarflow.file.WholeFile;

/**
 * A drawing with a title, an alternative text in words and its numbers as a table. Immutable, and
 * may be drawn from any number of threads.
 *
 * <p>It is drawn without a screen, so it works with {@code java.awt.headless=true}. The same
 * picture at the same size gives the same bytes on the same machine; on another machine letters may
 * have another shape and width, since fonts are those of the machine.
 */
public final class Picture {

  private final Page page;
  private final String alternativeText;
  private final DataTable table;

  Picture(Page page, String alternativeText, DataTable table) {
    this.page = Objects.requireNonNull(page, "page");
    this.alternativeText = Texts.clean(alternativeText);
    this.table = table;
  }

  /** What the picture shows, in a few words. */
  public String title() {
    return page.title();
  }

  /** What is to be seen in the picture, in words and numbers, for those who do not see it. */
  public String alternativeText() {
    return alternativeText;
  }

  /** The numbers that are drawn. */
  public DataTable table() {
    return table;
  }

  /**
   * The picture as PNG, in an array of the caller's own.
   *
   * @throws ReportException if this machine has no fonts
   */
  public byte[] png(PictureSize size) {
    return Fonts.requiring(() -> Raster.png(page, size));
  }

  /**
   * The picture as an SVG document of its own, UTF-8 with an XML declaration and without a document
   * type. Labels are texts; title and alternative text are its {@code title} and {@code desc}.
   *
   * @throws ReportException if this machine has no fonts
   */
  public String svg(PictureSize size) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg(size, "picture") + "\n";
  }

  /** The {@code svg} element alone, with ids that start with this. */
  String svg(PictureSize size, String idPrefix) {
    return Fonts.requiring(() -> SvgDrawing.of(this, page, size).element(idPrefix));
  }

  /**
   * Writes the picture as PNG. A file that is already there is replaced when all is written; if
   * writing fails, it stays as it was.
   *
   * @throws IOException if the file cannot be written
   * @throws ReportException if this machine has no fonts
   */
  public void writePng(Path file, PictureSize size) throws IOException {
    WholeFile.write(file, png(size));
  }

  /**
   * Writes the picture as SVG, in the same way.
   *
   * @throws IOException if the file cannot be written
   * @throws ReportException if this machine has no fonts
   */
  public void writeSvg(Path file, PictureSize size) throws IOException {
    WholeFile.write(file, svg(size));
  }

  /** The title. */
  @Override
  public String toString() {
    return title();
  }
}
