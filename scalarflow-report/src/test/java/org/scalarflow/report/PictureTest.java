package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What holds for pictures of every kind. */
class PictureTest {

  private static final PictureSize SMALL = new PictureSize(450, 300);

  static Stream<Picture> pictures() {
    return Examples.all().values().stream();
  }

  static BufferedImage image(Picture picture, PictureSize size) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture.png(size)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPngIsAPngOfTheSizeAskedFor(Picture picture) {
    assertThat(picture.png(SMALL)).startsWith(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
    for (PictureSize size :
        List.of(SMALL, new PictureSize(1200, 300), new PictureSize(301, 1201))) {
      BufferedImage image = image(picture, size);
      assertThat(image.getWidth()).isEqualTo(size.width());
      assertThat(image.getHeight()).isEqualTo(size.height());
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void somethingIsDrawnAndTheEdgeIsFree(Picture picture) {
    BufferedImage image = image(picture, PictureSize.DEFAULT);
    Set<Integer> colors = new TreeSet<>();
    Set<Integer> edge = new TreeSet<>();
    for (int x = 0; x < image.getWidth(); x++) {
      for (int y = 0; y < image.getHeight(); y++) {
        int color = image.getRGB(x, y) & 0xFFFFFF;
        colors.add(color);
        if (x < 12 || y < 12 || x >= image.getWidth() - 12 || y >= image.getHeight() - 12) {
          edge.add(color);
        }
      }
    }
    assertThat(edge).containsExactly(0xFFFFFF);
    assertThat(colors).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void anSvgHoldsTitleWordsAndLabelsAsTexts(Picture picture) {
    String svg = picture.svg(PictureSize.DEFAULT);
    Document document = Documents.parse(svg);
    Element root = document.getDocumentElement();

    assertThat(root.getLocalName()).isEqualTo("svg");
    assertThat(root.getAttribute("width")).isEqualTo("1200");
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-labelledby")).isEqualTo("picture-title picture-desc");
    assertThat(Documents.texts(document, "title")).containsExactly(Examples.HOSTILE_SHOWN);
    assertThat(Documents.texts(document, "desc")).containsExactly(picture.alternativeText());
    assertThat(Documents.texts(document, "text"))
        .hasSizeGreaterThan(5)
        .first()
        .isEqualTo(Examples.HOSTILE_SHOWN);
    assertThat(Documents.elements(document, "script")).isEmpty();
    assertThat(svg).doesNotContain("<!DOCTYPE").doesNotContain("NaN").doesNotContain("Infinity");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void everyLetterIsAtLeast14PixelsHigh(Picture picture) {
    Document document = Documents.parse(picture.svg(PictureSize.DEFAULT));
    assertThat(Documents.elements(document, "text"))
        .allMatch(text -> Double.parseDouble(text.getAttribute("font-size")) >= 14);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void itsWordsAndItsTableHaveSomethingToSay(Picture picture) {
    assertThat(picture.title()).isEqualTo(Examples.HOSTILE_SHOWN);
    assertThat(picture.alternativeText()).endsWith(".").containsPattern("\\d");
    assertThat(picture.table().rows()).isNotEmpty();
    assertThat(picture.table().columns()).allMatch(column -> column.indexOf('\0') < 0);
  }

  @Test
  void theSameInputGivesTheSameBytes() {
    Map<String, Picture> first = Examples.all();
    Map<String, Picture> second = Examples.all();
    first.forEach(
        (name, picture) -> {
          assertThat(second.get(name).png(SMALL)).as(name).isEqualTo(picture.png(SMALL));
          assertThat(second.get(name).svg(SMALL)).as(name).isEqualTo(picture.svg(SMALL));
        });
  }

  @Test
  void filesAreWrittenAndReplaced(@TempDir Path folder) throws IOException {
    Picture picture = LearningCurves.of("learning", Examples.epochs(3));
    Path png = folder.resolve("learning.png");
    Path svg = folder.resolve("learning.svg");
    Files.writeString(png, "old");

    picture.writePng(png, SMALL);
    picture.writeSvg(svg, SMALL);

    assertThat(Files.readAllBytes(png)).isEqualTo(picture.png(SMALL));
    assertThat(Files.readString(svg)).isEqualTo(picture.svg(SMALL));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(png, svg);
    }
  }

  @Test
  void sizesHaveBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PictureSize(299, 300))
        .withMessageContaining("299 by 300");
    assertThatIllegalArgumentException().isThrownBy(() -> new PictureSize(300, 4801));
  }
}
