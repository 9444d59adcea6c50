package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scalarflow.ml.metric.ConfusionMatrix;

/** Confusion matrices and ROC curves. */
class MetricsTest {

  @Test
  void cellsHaveCountsAndSharesOfTheirRow() {
    Picture picture = ConfusionChart.of("t", Examples.matrix());

    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .contains("3", "75.0\u00a0%", "25.0\u00a0%", "50.0\u00a0%", "none", "actual class")
        .contains("predicted class");
    assertThat(picture.table().rows().get(0))
        .containsExactly(
            "a", "3 (75.0\u00a0%)", "1 (25.0\u00a0%)", "0 (0.0\u00a0%)", "75.0\u00a0%");
    assertThat(picture.alternativeText())
        .startsWith("4 of 6 rows are predicted as what they are, 66.7\u00a0%.")
        .contains("Of 4 rows of a, 3 are right (75.0\u00a0%).")
        .contains("Of 0 rows of none of it, 0 are right (none).");
  }

  @Test
  void theDiagonalRunsFromTheUpperLeftToTheLowerRight() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(List.of("a", "b"), new int[] {0, 1}, new int[] {0, 1});
    BufferedImage image = PictureTest.image(ConfusionChart.of("t", matrix), PictureSize.DEFAULT);
    int blue = Palette.tint(Palette.color(0), 0.7).getRGB();

    assertThat(image.getRGB(480, 120)).isEqualTo(blue);
    assertThat(image.getRGB(860, 660)).isEqualTo(blue);
    assertThat(image.getRGB(860, 120)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void manyClassesAreToldByTheWorst() {
    List<String> labels = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
    int[] actual = IntStream.range(0, 20).toArray();
    int[] predicted = actual.clone();
    predicted[7] = 0;
    Picture picture = ConfusionChart.of("t", ConfusionMatrix.of(labels, actual, predicted));

    assertThat(picture.alternativeText())
        .contains("smallest shares of right ones: Of 1 rows of c7, 0 are right");
    assertThat(Documents.elements(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .hasSizeGreaterThan(400);

    List<String> more = IntStream.range(0, 21).mapToObj(i -> "c" + i).toList();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionChart.of("t", ConfusionMatrix.of(more, actual, predicted)))
        .withMessageContaining("1 to 20");
  }

  @Test
  void theRocCurveTellsItsArea() {
    Picture picture =
        RocChart.of("t", "model", new double[] {0, 0.1, 1}, new double[] {0, 0.8, 1}, 0.85);

    assertThat(Documents.texts(Documents.parse(picture.svg(PictureSize.DEFAULT)), "text"))
        .contains("model, area 0.85", "chance, area 0.5", "false positive rate");
    assertThat(picture.alternativeText())
        .contains("area of 0.85")
        .endsWith("At a false positive rate of at most 0.1, the true positive rate reaches 0.8.");
    assertThat(picture.table().rows()).hasSize(3).contains(List.of("0.1", "0.8"));
  }

  @Test
  void rocCurvesOfAMillionPointsAreDrawn() {
    double[] rates = new double[1_000_000];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = i / 999_999.0;
    }
    Picture picture = RocChart.of("t", "model", rates, rates, 0.5);

    assertThat(picture.table().rows()).hasSize(500);
    assertThat(picture.svg(PictureSize.DEFAULT).length()).isLessThan(1_000_000);
  }

  @Test
  void whatIsNoRocCurveIsRefused() {
    double[] ends = {0, 1};
    assertRefused("2 to a million", new double[] {0}, new double[] {0}, 0.5);
    assertRefused("2 and 3 rates", ends, new double[3], 0.5);
    assertRefused("false positive rate 1 is 0.0", new double[] {1, 0}, ends, 0.5);
    assertRefused("true positive rate 1 is NaN", ends, new double[] {0, Double.NaN}, 0.5);
    assertRefused("the area is 1.5", ends, ends, 1.5);
    assertRefused("the area is NaN", ends, ends, Double.NaN);
  }

  private static void assertRefused(String because, double[] x, double[] y, double area) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocChart.of("t", "model", x, y, area))
        .withMessageContaining(because);
  }
}
