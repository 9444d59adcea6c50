package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.metric.RocCurve;

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
        .withMessage("'t' shows 1 to 20 classes, not 21");
  }

  private static final List<String> LONG_NAMES =
      IntStream.range(0, 20).mapToObj(i -> "a class with a long name " + (i + 10)).toList();

  /** 20 classes; of each 85714 rows are right, and 14285 are taken for the next. */
  private static ConfusionMatrix large(List<String> labels) {
    int each = 85_714 + 14_285;
    int[] actual = new int[labels.size() * each];
    int[] predicted = new int[actual.length];
    for (int row = 0; row < actual.length; row++) {
      actual[row] = row / each;
      predicted[row] = row % each < 85_714 ? actual[row] : (actual[row] + 1) % labels.size();
    }
    return ConfusionMatrix.of(labels, actual, predicted);
  }

  private static List<String> texts(Picture picture, PictureSize size) {
    return Documents.texts(Documents.parse(picture.svg(size)), "text");
  }

  @Test
  void countsAreNeverCutToOthers() {
    Picture picture = ConfusionChart.of("t", large(LONG_NAMES));
    List<String> texts = texts(picture, PictureSize.DEFAULT);

    assertThat(texts)
        .filteredOn(text -> Character.isDigit(text.charAt(0)))
        .hasSize(400)
        .allMatch(text -> text.matches("0|85714|86k|14285|14k"));
    assertThat(texts.get(texts.size() - 1))
        .startsWith("Counts; stronger colour: larger share of the actual class")
        .matches(note -> note.endsWith("; k: thousands, rounded") == texts.contains("86k"));
    assertThat(picture.table().rows().get(0)).contains("85714 (85.7\u00a0%)");
  }

  @Test
  void whereThereIsRoomNumbersAreWhole() {
    List<String> texts =
        texts(ConfusionChart.of("t", large(LONG_NAMES)), new PictureSize(4800, 1600));

    assertThat(texts).contains("85714", "14285").doesNotContain("86k");
    assertThat(texts(ConfusionChart.of("t", large(List.of("a", "b"))), PictureSize.DEFAULT))
        .contains("85714", "85.7\u00a0%", "Counts, and shares of the rows of the actual class");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "999, 999",
    "1000, 1k",
    "9949, 9.9k",
    "9951, 10k",
    "85714, 86k",
    "999499, 999k",
    "999501, 1M",
    "1234567, 1.2M",
    "2147483647, 2.1G",
    "5000000000000, 5000G"
  })
  void longCountsAreRoundedToUnits(long count, String shown) {
    assertThat(CellNumbers.rounded(count)).isEqualTo(shown);
  }

  @Test
  void longNamesOfClassesStayDifferent() {
    List<String> names =
        texts(ConfusionChart.of("t", large(LONG_NAMES)), PictureSize.DEFAULT).stream()
            .filter(text -> text.startsWith("a class"))
            .toList();
    assertThat(names).hasSize(40).contains("a class w\u2026 name 10", "a class w\u2026 name 29");
    assertThat(names).filteredOn("a class w\u2026 name 17"::equals).hasSize(2);

    List<String> alike =
        IntStream.range(0, 3)
            .mapToObj(i -> "the class number " + i + " of all the others")
            .toList();
    ConfusionMatrix matrix = ConfusionMatrix.of(alike, new int[] {0, 1, 2}, new int[] {0, 1, 2});
    assertThat(texts(ConfusionChart.of("t", matrix), PictureSize.DEFAULT))
        .filteredOn(text -> text.contains(": "))
        .containsExactly(
            "1: the cl\u2026e others",
            "2: the cl\u2026e others",
            "3: the cl\u2026e others",
            "1: the cl\u2026e others",
            "2: the cl\u2026e others",
            "3: the cl\u2026e others");
  }

  @Test
  void onlyAllIsAllAndOnlyNoneIsNone() {
    int[] actual = new int[100_000];
    int[] predicted = new int[actual.length];
    predicted[5] = 1;
    Picture picture =
        ConfusionChart.of("t", ConfusionMatrix.of(List.of("a", "b"), actual, predicted));

    assertThat(texts(picture, PictureSize.DEFAULT))
        .contains(">99.9\u00a0%", "<0.1\u00a0%")
        .doesNotContain("100.0\u00a0%", "0.0\u00a0%");
    assertThat(picture.alternativeText())
        .startsWith("99999 of 100000 rows are predicted as what they are, >99.9\u00a0%.");
  }

  @Test
  void classesThatLookTheSameAreRefused() {
    ConfusionMatrix matrix =
        ConfusionMatrix.of(List.of("a\u0001", "a\u0002"), new int[] {0, 1}, new int[] {0, 1});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfusionChart.of("t", matrix))
        .withMessage("'t': two classes are named 'a\uFFFD'");
  }

  @Test
  void theRocCurveTellsItsArea() {
    Picture picture = RocChart.of("t", "model", Examples.roc());

    assertThat(texts(picture, PictureSize.DEFAULT))
        .contains("model, area 0.8889", "chance, area 0.5", "false positive rate");
    assertThat(picture.alternativeText())
        .contains("area of 0.8889")
        .endsWith(
            "At a false positive rate of at most 0.1, the true positive rate reaches 0.6667.");
    assertThat(picture.table().rows()).hasSize(7).contains(List.of("0.333333", "0.666667"));
  }

  /** One of 50,000 pairs is in the wrong order. */
  @Test
  void anAreaThatIsAlmostPerfectIsNotCalledPerfect() {
    int[] actual = new int[600];
    double[] scores = new double[actual.length];
    Arrays.fill(actual, 0, 500, 1);
    Arrays.fill(scores, 0, 500, 2);
    scores[0] = 0.5;
    scores[599] = 1;
    Picture picture = RocChart.of("t", "model", RocCurve.of(actual, scores));

    assertThat(texts(picture, PictureSize.DEFAULT)).contains("model, area 0.99998");
    assertThat(picture.alternativeText()).contains("has an area of 0.99998;");
  }

  @Test
  void rocCurvesOfAMillionPointsAreDrawn() {
    int[] actual = new int[1_000_000];
    double[] scores = new double[actual.length];
    Arrays.setAll(actual, i -> i % 2);
    Arrays.setAll(scores, i -> i);
    Picture picture = RocChart.of("t", "model", RocCurve.of(actual, scores));

    assertThat(picture.table().rows()).hasSize(500);
    assertThat(picture.svg(PictureSize.DEFAULT).length()).isLessThan(1_000_000);
  }

  @Test
  void aRocCurveNeedsNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RocChart.of("t", " ", Examples.roc()))
        .withMessage("the name of the curve is empty");
  }
}
