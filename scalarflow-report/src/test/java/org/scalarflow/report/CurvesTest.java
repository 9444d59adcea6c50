package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.ml.train.Epoch;

/** Curves with bands, and of learning. */
class CurvesTest {

  private static Picture of(Series... series) {
    return BandCurves.of("t", "depth (layers)", "accuracy (share)", "all seeds", List.of(series));
  }

  @Test
  void wordsTellWhatTheCurveDoes() {
    assertThat(of(Examples.band("sigmoid")).alternativeText())
        .isEqualTo(
            "sigmoid: accuracy falls from 0.98 at depth 1 to 0.51 at depth 10. Bands: all seeds.");
    assertThat(
            of(Series.of(
                    "a",
                    new double[] {1, 2, 3, 4, 5},
                    new double[] {Double.NaN, 0.5, 0.9, 0.1, 0.6}))
                .alternativeText())
        .isEqualTo(
            "a: accuracy rises from 0.5 at depth 2 to 0.6 at depth 5,"
                + " highest 0.9 at depth 3, lowest 0.1 at depth 4.");
  }

  @Test
  void theTableHasARowForEachPlaceOfAnySeries() {
    Picture picture = of(Examples.band("s"), Series.of("r", new double[] {2}, new double[] {1}));

    assertThat(picture.table().columns())
        .containsExactly("depth (layers)", "s", "s, lower edge", "s, upper edge", "r");
    assertThat(picture.table().rows())
        .containsExactly(
            List.of("1", "0.98", "0.97", "0.99", "missing"),
            List.of("2", "0.9", "0.8", "0.95", "1"),
            List.of("10", "0.51", "0.5", "0.52", "missing"));
  }

  /** The mapping of XChart and ours are the same. */
  @Test
  void aPointIsWhereItsAxesSay() {
    Axis unit = Axis.linear("", 0, 1, false);
    Line diagonal =
        new Line(
            new double[] {0, 0.5, 1},
            new double[] {0, 0.25, 1},
            Color.BLACK,
            Palette.solid(3),
            null);
    Panel panel = new Panel(unit, unit, false, Panel.NOTHING, List.of(diagonal), Panel.NOTHING);
    Page page = new Page("t", List.of(), List.of(panel), "");
    String svg =
        new Picture(page, "w", new DataTable(List.of("c"), List.of(), "")).svg(PictureSize.DEFAULT);
    String frame = svg.substring(svg.indexOf("<clipPath"));
    double width = Double.parseDouble(frame.replaceAll("(?s).*?width=\"(\\d+)\".*", "$1"));
    double height = Double.parseDouble(frame.replaceAll("(?s).*?height=\"(\\d+)\".*", "$1"));

    assertThat(svg)
        .contains(
            "M0 "
                + SvgShapes.number(height)
                + "L"
                + SvgShapes.number(width / 2)
                + " "
                + SvgShapes.number(height * 0.75)
                + "\"")
        .contains("L" + SvgShapes.number(width) + " 0\"");
  }

  @Test
  void theBandIsPaintedAroundItsCurve() {
    Picture picture =
        of(
            Series.withBand(
                "s",
                new double[] {0, 10},
                new double[] {0.5, 0.5},
                new double[] {0, 0},
                new double[] {1, 1}));
    BufferedImage image = PictureTest.image(picture, PictureSize.DEFAULT);

    Color inside = new Color(image.getRGB(615, 250));
    assertThat(inside.getBlue()).isGreaterThan(inside.getRed() + 30);
  }

  @ParameterizedTest
  @CsvSource({"single, 600", "gaps, 300", "gaps, 900"})
  void theBandOfASinglePointIsABar(String what, int about) {
    double nan = Double.NaN;
    Series series =
        what.equals("single")
            ? Series.withBand("s", one(5), one(0.5), one(0), one(1))
            : Series.withBand(
                "s",
                new double[] {1, 2, 3, 4, 5},
                new double[] {nan, 0.5, nan, 0.5, nan},
                new double[] {nan, 0, nan, 0, nan},
                new double[] {nan, 1, nan, 1, nan});
    Picture picture = of(series);
    BufferedImage image = PictureTest.image(picture, PictureSize.DEFAULT);

    // Above the mark of the point, and below the legend.
    int painted = 0;
    for (int x = about - 150; x < about + 150; x++) {
      for (int y = 200; y < 300; y++) {
        painted += (image.getRGB(x, y) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
      }
    }
    assertThat(painted).isBetween(180, 320);
    assertThat(picture.alternativeText()).endsWith("Bands, bars at single points: all seeds.");
  }

  private static double[] one(double value) {
    return new double[] {value};
  }

  /** Marks are few on long lines; where there is no line they are all that is seen. */
  @Test
  void aPointBetweenGapsOfALongLineHasAMark() {
    double[] x = new double[1_000];
    double[] y = new double[x.length];
    Arrays.setAll(x, i -> i);
    y[500] = Double.NaN;
    y[502] = Double.NaN;
    List<Line> parts = Line.of(Series.of("s", x, y), 0).parts();

    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).x()).hasSize(13).contains(501).isSorted();
  }

  @Test
  void differentNumbersHaveDifferentTexts() {
    Series series = Series.of("s", new double[] {1e9, 1e9 + 1}, new double[] {1e9, 1e9 + 2});

    assertThat(of(series).alternativeText())
        .isEqualTo(
            "s: accuracy rises from 1e9 at depth 1e9"
                + " to 1.000000002e9 at depth 1.000000001e9.");
    assertThat(of(series).table().rows())
        .extracting(row -> row.get(0))
        .containsExactly("1e9", "1.000000001e9");
    assertThat(
            of(Series.of("s", new double[] {1, 2, 3}, new double[] {0.5, 0.500001, 0.5}))
                .alternativeText())
        .isEqualTo(
            "s: accuracy goes from 0.5 at depth 1 to 0.5 at depth 3, highest 0.500001 at depth 2.");
  }

  @Test
  void almostPerfectIsNotPerfect() {
    Series series = Series.of("s", new double[] {1, 2}, new double[] {0.5, 0.9999999});

    assertThat(of(series).alternativeText()).contains("to 0.9999999 at depth 2");
    assertThat(of(series).table().rows().get(1)).containsExactly("2", "0.9999999");
  }

  @Test
  void longNamesInLegendsStayDifferent() {
    String start = "a very long name of a configuration with seed ";
    Picture picture =
        of(Examples.band(start + 1), Examples.band(start + 2), Examples.band(start + 3));

    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .filteredOn(text -> text.startsWith("a very"))
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void gapsStayGaps() {
    Picture picture =
        of(Series.of("s", new double[] {1, 2, 3, 4}, new double[] {1, Double.NaN, 2, 3}));

    assertThat(picture.svg(PictureSize.DEFAULT)).doesNotContain("NaN");
    assertThat(picture.table().rows().get(1)).containsExactly("2", "missing");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e100, -1e100, 1e-300, Double.NaN})
  void onePointOfAnySizeIsDrawn(double y) {
    Picture picture = of(Series.of("s", new double[] {5}, new double[] {y}));

    assertThat(PictureTest.image(picture, PictureSize.DEFAULT).getWidth()).isEqualTo(1200);
    assertThat(picture.alternativeText()).contains(Double.isNaN(y) ? "missing everywhere" : "is ");
  }

  @Test
  void aMillionPointsKeepTheirExtremes() {
    double[] x = new double[1_000_000];
    double[] y = new double[x.length];
    Arrays.setAll(x, i -> i);
    y[777_777] = 42;
    y[123_456] = -42;
    Series series = Series.of("s", x, y);

    double[] drawn = series.thinned().y();
    assertThat(drawn).hasSizeLessThanOrEqualTo(2_000).contains(42).contains(-42);
    assertThat(of(series).svg(PictureSize.DEFAULT).length()).isLessThan(1_000_000);
    assertThat(of(series).table().rows()).hasSize(500);
  }

  @Test
  void whatIsNoSeriesIsRefused() {
    double[] one = {1};
    assertRefused("there is no point", () -> Series.of("s", new double[0], new double[0]));
    assertRefused("1 x values have 2 y values", () -> Series.of("s", one, new double[2]));
    assertRefused("x[0] is NaN", () -> Series.of("s", new double[] {Double.NaN}, one));
    assertRefused("y[0] is Infinity", () -> Series.of("s", one, new double[] {1 / 0.0}));
    assertRefused("y[0] is 1.0E101", () -> Series.of("s", one, new double[] {1e101}));
    assertRefused("x[1] is not more", () -> Series.of("s", new double[2], new double[2]));
    assertRefused(
        "outside its band",
        () -> Series.withBand("s", one, one, new double[] {2}, new double[] {3}));
    assertRefused(
        "more than a million", () -> Series.of("s", new double[1_000_001], new double[1_000_001]));
  }

  @Test
  void whatIsNoPictureIsRefused() {
    Series one = Examples.band("s");
    assertRefused("'t' shows 1 to 14 curves, not 0", () -> of());
    assertRefused("two curves are named 's'", () -> of(one, one));
    List<Series> many = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      many.add(Examples.band("s" + i));
    }
    assertRefused("not 15", () -> of(many.toArray(Series[]::new)));
    assertRefused("the title is empty", () -> BandCurves.of(" ", "x", "y", "", List.of(one)));
    assertRefused("has no epochs", () -> LearningCurves.of("t", List.of()));
  }

  @Test
  void learningIsToldInWordsAndNumbers() {
    Picture picture = LearningCurves.of("t", Examples.epochs(4));

    assertThat(picture.alternativeText())
        .isEqualTo(
            "Mean loss falls from 1 at epoch 1 to 0.25 at epoch 4."
                + " Accuracy rises from 0.5 at epoch 1 to 0.875 at epoch 4.");
    assertThat(picture.table().rows().get(3)).containsExactly("4", "0.25", "0.875");
    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .contains("epoch", "mean loss", "accuracy (share of rows)", "loss", "accuracy");
  }

  @Test
  void validationIsDrawnToldAndListed() {
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      epochs.add(
          new Epoch(
              i,
              9,
              1.0 / i,
              0.5 + i / 8.0,
              List.of(),
              i == 2 ? null : new Epoch.Validation(2.0 / i, 0.25),
              Duration.ZERO));
    }
    Picture picture = LearningCurves.of("t", epochs);

    assertThat(picture.alternativeText())
        .isEqualTo(
            "training rows: mean loss falls from 1 at epoch 1 to 0.25 at epoch 4."
                + " validation rows: mean loss falls from 2 at epoch 1 to 0.5 at epoch 4."
                + " training rows: accuracy rises from 0.625 at epoch 1 to 1 at epoch 4."
                + " validation rows: accuracy goes from 0.25 at epoch 1 to 0.25 at epoch 4.");
    assertThat(picture.table().columns())
        .containsExactly(
            "epoch",
            "mean loss",
            "accuracy (share of rows)",
            "validation mean loss",
            "validation accuracy (share of rows)");
    assertThat(picture.table().rows())
        .contains(
            List.of("1", "1", "0.625", "2", "0.25"),
            List.of("2", "0.5", "0.75", "missing", "missing"));
    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .contains("training rows", "validation rows")
        .doesNotContain("loss");
  }

  @Test
  void oneEpochAndMissingLossesAreDrawn() {
    Picture picture = LearningCurves.of("t", List.of(Examples.epoch(1, 1, Double.NaN, 0.5)));

    assertThat(picture.alternativeText())
        .isEqualTo("Mean loss is missing everywhere. Accuracy is 0.5 at epoch 1.");
    assertThat(PictureTest.image(picture, PictureSize.DEFAULT).getWidth()).isEqualTo(1200);
  }

  private static void assertRefused(String because, Runnable drawing) {
    assertThatIllegalArgumentException().isThrownBy(drawing::run).withMessageContaining(because);
  }

  @Test
  void aLogarithmicAxisHasGapsWhereThereIsNoLogarithm() {
    double[] x = {1, 2, 3};
    Series series =
        Series.withBand(
            "s",
            x,
            new double[] {0.5, 0, 1e-9},
            new double[] {0, 0, 1e-12},
            new double[] {1, 0, 1});
    Series shown = series.positive();
    assertThat(shown.y()).containsExactly(0.5, Double.NaN, 1e-9);
    assertThat(shown.low()).containsExactly(Double.NaN, Double.NaN, 1e-12);
    assertThat(shown.high()).containsExactly(Double.NaN, Double.NaN, 1);
    Picture picture = ratios(series);
    assertThat(picture.table().rows().get(1)).containsExactly("2", "0", "0", "0");
    assertThat(picture.alternativeText())
        .endsWith(
            " Bands, bars at single points: all seeds."
                + " Without a place on a logarithmic axis, missing or not positive: 1.");
    assertThat(picture.svg(PictureSize.DEFAULT)).contains(">1e-12<").contains(">1<");
    Series none = Series.of("none", x, new double[] {0, -1, Double.NaN});
    assertThat(ratios(none).alternativeText())
        .isEqualTo(
            "none: ratio falls from 0 at depth 1 to -1 at depth 2."
                + " Without a place on a logarithmic axis, missing or not positive: 3.");
  }

  private static Picture ratios(Series series) {
    return BandCurves.of(
        "t",
        "depth",
        AxisScale.LINEAR,
        "ratio",
        AxisScale.LOGARITHMIC,
        "all seeds",
        List.of(series));
  }
}
