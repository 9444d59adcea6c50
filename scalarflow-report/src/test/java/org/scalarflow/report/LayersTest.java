package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradient norms and weights by layer. */
class LayersTest {

  @Test
  void zeroAndMissingNormsAreGapsThatAreCounted() {
    Picture picture =
        LayerNorms.of(
            "t", List.of(Sample.of("s", 1e-7, 0, Double.NaN, 1e-310, 1), Sample.of("r", 1, 2)));

    String svg = picture.svg(PictureSize.DEFAULT);
    assertThat(svg).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(Documents.texts(Documents.parse(svg), "text"))
        .contains("1e-7", "1")
        .contains("Without a place on a logarithmic axis, missing or not positive: 3");
    assertThat(picture.table().rows())
        .containsExactly(
            List.of("1", "1e-7", "1"),
            List.of("2", "0", "2"),
            List.of("3", "missing", "missing"),
            List.of("4", "1e-310", "missing"),
            List.of("5", "1", "missing"));
    assertThat(picture.alternativeText())
        .startsWith("s: gradient norm rises from 1e-7 at layer 1 to 1 at layer 5");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.NaN, 1e-300, 1, 1e100})
  void oneNormIsDrawn(double norm) {
    Picture picture = LayerNorms.of("t", List.of(Sample.of("s", norm)));

    assertThat(PictureTest.image(picture, PictureSize.DEFAULT).getHeight()).isEqualTo(800);
  }

  /** A mark is about 91 pixels of its colour inside its dark edge. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1e-3, 5})
  void marksAtTheEdgeAreWhole(double norm) {
    BufferedImage image =
        PictureTest.image(LayerNorms.of("t", List.of(Sample.of("s", norm))), PictureSize.DEFAULT);
    int painted = 0;
    for (int x = 0; x < image.getWidth(); x++) {
      // Below the legend.
      for (int y = 102; y < image.getHeight(); y++) {
        painted += (image.getRGB(x, y) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
      }
    }
    assertThat(painted).isBetween(70, 100);
  }

  @Test
  void edgesOfBinsHaveTheDigitsThatTellThemApart() {
    Picture picture = WeightHistograms.of("t", List.of(Sample.of("a", 1e9, 1e9 + 4)));
    assertThat(picture.table().rows()).extracting(row -> row.get(0)).doesNotHaveDuplicates();
  }

  @Test
  void whatIsTooManyIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerNorms.of("t", List.of()))
        .withMessage("'t' shows 1 to 14 configurations, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightHistograms.of("t", List.of()))
        .withMessage("'t' shows 1 to 16 layers, not 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, 1e101})
  void impossibleNormsAreRefused(double norm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LayerNorms.of("t", List.of(Sample.of("s", 1, norm))))
        .withMessageContaining("'t': the norm of layer 2 of 's' is " + norm);
  }

  @Test
  void weightsAreCounted() {
    double[] weights = new double[1_000];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i / 999.0 * 4 - 1;
    }
    Picture picture = WeightHistograms.of("t", List.of(Sample.of("a", weights), Sample.of("b", 3)));

    long[] totals = new long[2];
    for (List<String> row : picture.table().rows()) {
      double from = Double.parseDouble(row.get(0));
      double to = Double.parseDouble(row.get(1));
      boolean isLast = to == 3;
      long inside = 0;
      for (double weight : weights) {
        inside += weight >= from && (weight < to || isLast) ? 1 : 0;
      }
      // Edges are shown with six digits.
      assertThat(Long.parseLong(row.get(2))).isBetween(inside - 1, inside + 1);
      totals[0] += Long.parseLong(row.get(2));
      totals[1] += Long.parseLong(row.get(3));
    }
    assertThat(totals).containsExactly(1_000, 1);
    assertThat(picture.table().rows()).hasSize(40);
    assertThat(picture.alternativeText())
        .isEqualTo(
            "a: 1000 weights from -1 to 3, mean 1, standard deviation 1.156."
                + " b: 1 weight from 3 to 3, mean 3, standard deviation 0.");
  }

  @Test
  void equalAndHugeWeightsAreDrawn() {
    for (double weight : new double[] {0, 7, -1e100}) {
      Picture picture = WeightHistograms.of("t", List.of(Sample.of("a", weight, weight)));
      assertThat(picture.svg(PictureSize.DEFAULT)).doesNotContain("NaN");
      assertThat(picture.table().rows()).filteredOn(row -> row.get(2).equals("2")).hasSize(1);
    }
  }

  @Test
  void whatIsNoWeightIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightHistograms.of("t", List.of(Sample.of("a", 1, Double.NaN))))
        .withMessageContaining("weight 1 of 'a' is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.of("a"))
        .withMessageContaining("'a' has no numbers");
    assertThatIllegalArgumentException().isThrownBy(() -> WeightHistograms.of("t", List.of()));
  }
}
