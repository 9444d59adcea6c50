package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Curves on logarithmic axes. */
class LogCurvesTest {

  private static final double[] SIZES = {1e3, 1e5, 1e7};

  private static Picture curves(Series series) {
    return BandCurves.of(
        "t",
        "size (nodes)",
        AxisScale.LOGARITHMIC,
        "time (ns)",
        AxisScale.LOGARITHMIC,
        "",
        List.of(series));
  }

  private static Picture of(double... y) {
    return curves(Series.of("s", SIZES, y));
  }

  @Test
  void wordsTableAndAxesTellTheNumbers() {
    Picture picture = of(20, 30, 200);

    assertThat(picture.alternativeText())
        .isEqualTo("s: time rises from 20 at size 1000 to 200 at size 1e7.");
    assertThat(picture.table().rows())
        .containsExactly(List.of("1000", "20"), List.of("100000", "30"), List.of("1e7", "200"));
    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .contains("size (nodes)", "time (ns)", "20", "50", "100", "1000", "1e7");
    assertThat(PictureTest.image(picture, PictureSize.DEFAULT).getWidth()).isEqualTo(1200);
  }

  @Test
  void whatIsNotPositiveIsCounted() {
    assertThat(of(20, 0, -3).alternativeText())
        .isEqualTo(
            "s: time falls from 20 at size 1000 to -3 at size 1e7."
                + " Without a place on a logarithmic axis, missing or not positive: 2.");
    assertThat(of(Double.NaN, 0, Double.NaN).svg(PictureSize.DEFAULT)).doesNotContain("NaN");
  }

  @Test
  void aSizeThatIsNotPositiveIsRefused() {
    Series series = Series.of("s", new double[] {0, 1}, new double[] {1, 1});

    assertThatIllegalArgumentException()
        .isThrownBy(() -> curves(series))
        .withMessage("series 's': x[0] is 0.0, which has no logarithm");
  }
}
