package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of marks beside a reference. */
class DotChartTest {

  private static final double[] ROWS = {0, 2};

  private static Picture of(List<String> rows, Series... dots) {
    return DotChart.of("t", "task", "ratio (times)", 1.0, "all of it", rows, List.of(dots));
  }

  private static Series dots(String name, double... values) {
    return Series.of(name, ROWS, values);
  }

  @Test
  void wordsAndTableTellTheNumbers() {
    Series whiskers =
        Series.withBand(
            "b", ROWS, new double[] {2, 20}, new double[] {1.5, 15}, new double[] {3, 30});
    Picture picture = of(List.of("p", "q", "r"), dots("a", 0.5, 4), whiskers);

    assertThat(picture.alternativeText())
        .isEqualTo("a: ratio 0.5 in p, 4 in r. b: ratio 2 in p, 20 in r. Whiskers: all of it.");
    assertThat(picture.table().columns())
        .containsExactly("task", "a", "b", "b, lower end", "b, upper end");
    assertThat(picture.table().rows())
        .containsExactly(
            List.of("p", "0.5", "2", "1.5", "3"),
            List.of("q", "missing", "missing", "missing", "missing"),
            List.of("r", "4", "20", "15", "30"));
  }

  @Test
  void theAxisIsLabelledInRatios() {
    Picture picture = of(List.of("p", "q", "r"), dots("a", 0.5, 4));

    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .contains("p", "q", "r", "ratio (times)", "0.5", "1", "2", "5", "a")
        .doesNotContain("0.1", "10");
    assertThat(PictureTest.image(picture, PictureSize.DEFAULT).getWidth()).isEqualTo(1200);
  }

  @Test
  void missingValuesAndWhiskersAreLeftOut() {
    double nan = Double.NaN;
    Series some =
        Series.withBand(
            "b", ROWS, new double[] {2, nan}, new double[] {nan, nan}, new double[] {nan, nan});

    assertThat(of(List.of("p", "q", "r"), some).svg(PictureSize.DEFAULT)).doesNotContain("NaN");
  }

  @Test
  void whatHasNoPlaceIsRefused() {
    List<String> rows = List.of("p", "q", "r");
    assertRefused("0.0 is no value", () -> of(rows, dots("a", 0, 1)));
    assertRefused("2.0 is no row", () -> of(List.of("p", "q"), dots("a", 1, 1)));
    assertRefused(
        "0.5 is no row", () -> of(rows, Series.of("a", new double[] {0.5}, new double[] {1})));
    assertRefused("two rows are named 'p'", () -> of(List.of("p", "q", "p"), dots("a", 1, 1)));
    assertRefused(
        "1 to 24 rows, not 25",
        () -> of(IntStream.range(0, 25).mapToObj(Integer::toString).toList(), dots("a", 1, 1)));
    assertRefused(
        "no place on a logarithmic axis",
        () ->
            of(
                rows,
                Series.withBand(
                    "b", ROWS, new double[] {1, 1}, new double[] {0, 0}, new double[] {2, 2})));
  }

  private static void assertRefused(String because, Runnable drawing) {
    assertThatIllegalArgumentException().isThrownBy(drawing::run).withMessageContaining(because);
  }
}
