package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlReportTest {

  private static HtmlReport report() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("seed", "7");
    settings.put(Examples.HOSTILE, Examples.HOSTILE);
    HtmlReport report =
        new HtmlReport("en", Examples.HOSTILE)
            .heading(Examples.HOSTILE)
            .subheading("part")
            .paragraph(Examples.HOSTILE)
            .settings(Examples.HOSTILE, settings);
    Examples.all().values().forEach(picture -> report.figure(picture, Examples.HOSTILE));
    Examples.all()
        .values()
        .forEach(
            picture -> report.figureAsPng(picture, Examples.HOSTILE, new PictureSize(300, 200)));
    return report;
  }

  @Test
  void thePageIsWellFormedAndTellsItsLanguage() {
    String html = report().html();
    Document document = Documents.parse(html);

    assertThat(html).startsWith("<!DOCTYPE html>\n<html ");
    assertThat(document.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(Documents.texts(document, "title").get(0)).isEqualTo(Examples.HOSTILE_SHOWN);
    assertThat(Documents.texts(document, "h1")).containsExactly(Examples.HOSTILE_SHOWN);
    assertThat(Documents.texts(document, "h2")).containsExactly(Examples.HOSTILE_SHOWN);
    assertThat(Documents.texts(document, "h3")).containsExactly("part");
    assertThat(Documents.elements(document, "main")).hasSize(1);
  }

  @Test
  void everyFigureHasAnAlternativeACaptionAndATable() {
    Document document = Documents.parse(report().html());
    List<Picture> pictures = new ArrayList<>(Examples.all().values());
    pictures.addAll(Examples.all().values());

    List<Element> figures = Documents.elements(document, "figure");
    assertThat(figures).hasSize(pictures.size());
    for (int i = 0; i < figures.size(); i++) {
      Element figure = figures.get(i);
      Picture picture = pictures.get(i);
      String alternative =
          i < pictures.size() / 2
              ? Documents.elements(figure, "desc").get(0).getTextContent()
              : Documents.elements(figure, "img").get(0).getAttribute("alt");
      assertThat(alternative).isEqualTo(picture.alternativeText());
      assertThat(Documents.elements(figure, "figcaption").get(0).getTextContent())
          .isEqualTo("Figure " + (i + 1) + ". " + Examples.HOSTILE_SHOWN);
      Element details = Documents.elements(figure, "details").get(0);
      assertThat(Documents.elements(details, "summary")).hasSize(1);
      assertThat(Documents.elements(details, "tr")).hasSize(picture.table().rows().size() + 1);
      assertThat(Documents.elements(Documents.elements(details, "thead").get(0), "th"))
          .extracting(Element::getTextContent)
          .isEqualTo(picture.table().columns());
    }
  }

  @Test
  void idsAreUniqueAndReferencesAreKept() {
    String html = report().html();
    List<String> ids = matches(html, " id=\"([^\"]+)\"");

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(ids).containsAll(matches(html, "url\\(#([^)]+)\\)"));
    matches(html, "aria-labelledby=\"([^\"]+)\"")
        .forEach(names -> assertThat(ids).contains(names.split(" ")));
  }

  @Test
  void nothingIsRunAndNothingIsFetched() {
    String html = report().html();
    Document document = Documents.parse(html);

    assertThat(Documents.elements(document, "script")).isEmpty();
    assertThat(Documents.elements(document, "link")).isEmpty();
    assertThat(matches(html, "<[a-z][^>]*?\\s(on[a-z]+)=")).isEmpty();
    assertThat(matches(html, "(?:src|href)=\"([^\"]{0,22})"))
        .allMatch(place -> place.equals("data:image/png;base64,"));
    assertThat(html.replaceAll("xmlns=\"[^\"]*\"", ""))
        .doesNotContain("http:", "https:", "@import");
  }

  @Test
  void scrollingTablesAreReachedWithTheKeyboard() {
    Document document = Documents.parse(report().html());
    List<Element> tables = Documents.elements(document, "table");

    assertThat(tables).hasSize(1 + 2 * Examples.all().size());
    assertThat(tables)
        .extracting(table -> (Element) table.getParentNode())
        .allMatch(region -> region.getAttribute("tabindex").equals("0"))
        .allMatch(region -> region.getAttribute("role").equals("region"))
        .noneMatch(region -> region.getAttribute("aria-label").isBlank());
    assertThat(tables).allMatch(table -> Documents.elements(table, "caption").size() == 1);
    assertThat(Documents.elements(document, "th"))
        .allMatch(head -> head.getAttribute("scope").matches("col|row"));
  }

  @Test
  void theSameCallsGiveTheSameBytes(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("report.html");
    report().write(file);

    assertThat(Files.readString(file)).isEqualTo(report().html());
  }

  /** On light screens and paper, and on dark screens. */
  @Test
  void textsAndEdgesHaveEnoughContrast() {
    List<String> styles = matches(PageStyle.CSS, "(:root \\{[^}]*\\})");
    assertThat(styles).hasSize(2);
    for (String style : styles) {
      Map<String, Integer> colors = colors(style);
      int paper = colors.get("paper");
      assertThat(Contrast.of(colors.get("ink"), paper)).isGreaterThan(Contrast.READABLE);
      assertThat(Contrast.of(colors.get("ink"), colors.get("head")))
          .isGreaterThan(Contrast.READABLE);
      assertThat(Contrast.of(colors.get("muted"), paper)).isGreaterThan(Contrast.READABLE);
      assertThat(Contrast.of(colors.get("focus"), paper)).isGreaterThan(Contrast.READABLE);
      assertThat(Contrast.of(colors.get("edge"), paper)).isGreaterThan(Contrast.VISIBLE);
      assertThat(Contrast.of(colors.get("edge"), 0xFFFFFF)).isGreaterThan(Contrast.VISIBLE);
    }
  }

  @Test
  void theDarkStyleIsOfScreensAloneAndHasEveryColour() {
    List<String> styles = matches(PageStyle.CSS, "(:root \\{[^}]*\\})");
    Map<String, Integer> light = colors(styles.get(0));
    Map<String, Integer> dark = colors(styles.get(1));

    assertThat(PageStyle.CSS)
        .contains("@media screen and (prefers-color-scheme: dark) {\n  " + styles.get(1));
    assertThat(dark.keySet()).isEqualTo(light.keySet());
    assertThat(Contrast.of(dark.get("paper"), 0)).isLessThan(Contrast.of(light.get("paper"), 0));
    // All other colours are those of the style, but for the white below pictures.
    assertThat(matches(PageStyle.CSS.replaceAll(":root \\{[^}]*\\}", ""), "(#[0-9a-f]+)"))
        .containsExactly("#ffffff");
  }

  private static Map<String, Integer> colors(String style) {
    Map<String, Integer> colors = new LinkedHashMap<>();
    Matcher color = Pattern.compile("--([a-z]+): #([0-9a-f]{6});").matcher(style);
    while (color.find()) {
      colors.put(color.group(1), Integer.parseInt(color.group(2), 16));
    }
    return colors;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "en\" onload=\"x", "en us", "<b>"})
  void whatIsNoLanguageIsRefused(String language) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HtmlReport(language, "t"))
        .withMessageContaining("no language tag");
  }

  @Test
  void emptyHeadingsAndRaggedTablesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HtmlReport("en", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> new HtmlReport("en", "t").heading(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataTable(List.of("a"), List.of(List.of("1", "2")), ""))
        .withMessageContaining("row 0 has 2 of 1 texts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataTable(List.of(), List.of(), ""))
        .withMessageContaining("at least one column");
  }

  private static List<String> matches(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).toList();
  }

  @Test
  void aListHasItsPoints() {
    String html = new HtmlReport("en", "t").list(List.of("one", Examples.HOSTILE)).html();
    assertThat(Documents.texts(Documents.parse(html), "li"))
        .containsExactly("one", Examples.HOSTILE_SHOWN);
  }
}
