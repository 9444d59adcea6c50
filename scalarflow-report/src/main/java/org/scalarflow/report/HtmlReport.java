package org.scalarflow.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.scalarflow.file.WholeFile;

/**
 * A page of headings, texts, settings and pictures that needs nothing beside itself: no script, no
 * network, no other file.
 *
 * <pre>{@code
 * HtmlReport page = new HtmlReport("en", "Depth and gradients");
 * page.heading("What was done").paragraph("...").figure(picture, "Accuracy by depth");
 * page.write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Each picture comes with its alternative text, a caption, and its numbers as a table that opens
 * with mouse or keyboard. The page is HTML5 and well-formed XML. The same calls give the same bytes
 * on the same machine; nothing dates it. An instance is used by one thread.
 */
public final class HtmlReport {

  /** Language tags as HTML has them, such as {@code en} or {@code de-CH}. */
  private static final String LANGUAGE = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*";

  private final String language;
  private final String title;
  private final StringBuilder body = new StringBuilder();
  private int figures;

  /**
   * A page with a title and nothing else yet.
   *
   * @param language the language of its texts, such as {@code "en"}
   * @param title its title and first heading
   * @throws IllegalArgumentException if the title is blank, or the language is no language tag
   */
  public HtmlReport(String language, String title) {
    if (!language.matches(LANGUAGE)) {
      throw new IllegalArgumentException(
          "'" + Texts.clean(language) + "' is no language tag; say \"en\", or \"de-CH\"");
    }
    this.language = language;
    this.title = Inputs.name(title, "title");
  }

  /**
   * Adds the heading of a section.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public HtmlReport heading(String text) {
    return element("h2", Inputs.name(text, "heading"));
  }

  /**
   * Adds the heading of a part of a section.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public HtmlReport subheading(String text) {
    return element("h3", Inputs.name(text, "heading"));
  }

  /** Adds a paragraph of plain text; nothing in it is markup. */
  public HtmlReport paragraph(String text) {
    return element("p", text.replaceAll("\\s+", " "));
  }

  /** Adds a list of points, each plain text. */
  public HtmlReport list(List<String> points) {
    body.append("<ul>\n");
    points.forEach(point -> element("li", point.replaceAll("\\s+", " ")));
    body.append("</ul>\n");
    return this;
  }

  /**
   * Adds a table of settings and their values, in the order of the map.
   *
   * @param caption what they are settings of
   * @param settings names and values
   */
  public HtmlReport settings(String caption, Map<String, String> settings) {
    List<List<String>> rows =
        settings.entrySet().stream().map(one -> List.of(one.getKey(), one.getValue())).toList();
    return table(caption, new DataTable(List.of("setting", "value"), rows, ""));
  }

  /**
   * Adds a table.
   *
   * @param caption what it shows
   * @param table its columns and rows
   */
  public HtmlReport table(String caption, DataTable table) {
    appendTable(table, caption);
    return this;
  }

  /**
   * Adds a picture as SVG: sharp at every size, its labels can be searched and copied.
   *
   * @param picture what is shown
   * @param caption what to look at
   * @throws ReportException if this machine has no fonts
   */
  public HtmlReport figure(Picture picture, String caption) {
    String prefix = "figure-" + (figures + 1);
    return figure(picture, caption, picture.svg(PictureSize.DEFAULT, prefix));
  }

  /**
   * Adds a picture as PNG inside the page: for those with very many points.
   *
   * @param picture what is shown
   * @param caption what to look at
   * @param size of the PNG
   * @throws ReportException if this machine has no fonts
   */
  public HtmlReport figureAsPng(Picture picture, String caption, PictureSize size) {
    String data = Base64.getEncoder().encodeToString(picture.png(size));
    return figure(
        picture,
        caption,
        "<img width=\""
            + size.width()
            + "\" height=\""
            + size.height()
            + "\" alt=\""
            + Markup.escape(picture.alternativeText())
            + "\" src=\"data:image/png;base64,"
            + data
            + "\"/>");
  }

  private HtmlReport figure(Picture picture, String caption, String image) {
    figures++;
    body.append("<figure id=\"figure-").append(figures);
    // On narrow screens it scrolls by itself, since its letters would be too small; hence the tab
    // stop.
    body.append("\">\n<div class=\"picture\" role=\"region\" tabindex=\"0\" aria-label=\"");
    body.append(Markup.escape(picture.title())).append("\">\n").append(image);
    body.append("\n</div>\n<figcaption>Figure ").append(figures).append(". ");
    body.append(Markup.escape(caption)).append("</figcaption>\n");
    body.append("<details>\n<summary>Figure ").append(figures);
    body.append(" in words and numbers</summary>\n<p>");
    body.append(Markup.escape(picture.alternativeText())).append("</p>\n");
    appendTable(picture.table(), picture.title());
    body.append("</details>\n</figure>\n");
    return this;
  }

  /** Wide tables scroll by themselves, so that the page does not; hence the tab stop. */
  private void appendTable(DataTable table, String caption) {
    String name = Markup.escape(caption);
    body.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
    body.append(name)
        .append("\">\n<table>\n<caption>")
        .append(name)
        .append("</caption>\n<thead><tr>");
    for (String column : table.columns()) {
      body.append("<th scope=\"col\">").append(Markup.escape(column)).append("</th>");
    }
    body.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      body.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String tag = i == 0 ? "th" : "td";
        body.append('<').append(tag).append(i == 0 ? " scope=\"row\">" : ">");
        body.append(Markup.escape(row.get(i))).append("</").append(tag).append('>');
      }
      body.append("</tr>\n");
    }
    body.append("</tbody>\n</table>\n</div>\n");
    if (!table.note().isEmpty()) {
      body.append("<p class=\"note\">").append(Markup.escape(table.note())).append("</p>\n");
    }
  }

  private HtmlReport element(String name, String text) {
    body.append('<').append(name).append('>').append(Markup.escape(text));
    body.append("</").append(name).append(">\n");
    return this;
  }

  /** The page so far. */
  public String html() {
    String name = Markup.escape(title);
    return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\""
        + language
        + "\" xml:lang=\""
        + language
        + "\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + name
        + "</title>\n<style>\n"
        + PageStyle.CSS
        + "</style>\n</head>\n<body>\n<main>\n<h1>"
        + name
        + "</h1>\n"
        + body
        + "</main>\n</body>\n</html>\n";
  }

  /**
   * Writes the page, UTF-8. A file that is already there is replaced when all is written; if
   * writing fails, it stays as it was.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    WholeFile.write(file, html());
  }
}
