package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Column;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.saved.SavedModel;
import org.scalarflow.ml.train.TrainingOptions;

class DecisionSurfaceTest {

  @Test
  void whereTheModelIsCertainPlacesHaveTheColourOfTheirClass() {
    Dataset data = Examples.corners();
    Classifier model = Examples.trained(data);
    assertThat(model.probabilities(0, 0)[0]).isGreaterThan(0.97);
    assertThat(model.probabilities(12, 22)[1]).isGreaterThan(0.97);

    BufferedImage image =
        PictureTest.image(DecisionSurface.of("corners", model, data), PictureSize.DEFAULT);

    assertThat(colorAt(image, 140, 680)).isIn(almostSure(0));
    assertThat(colorAt(image, 1150, 130)).isIn(almostSure(1));
  }

  /** Each pixel, compared with the model where the model is sure. */
  @Test
  void everyPlaceHasTheColourOfItsClass() {
    Dataset data = Datasets.noisyXor(100, 1);
    Classifier model =
        MultilayerPerceptron.builder(data).hidden(6).activation(Activation.RELU).seed(2).build();
    model.fit(data, TrainingOptions.DEFAULT.withEpochs(100).withLearningRate(0.1));
    Axis axis = Axis.linear("x", -1, 1, false);
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    SurfaceField.of(2, model::probabilities, axis, axis)
        .paint(
            image.createGraphics(),
            new Panel.Plot(axis, axis, new Rectangle2D.Double(0, 0, 300, 200)));
    int[] sure = new int[2];
    for (int x = 0; x < 300; x++) {
      for (int y = 0; y < 200; y++) {
        double across = -1 + 2 * (x + 0.5) / 300;
        double up = 1 - 2 * (y + 0.5) / 200;
        double[] p = model.probabilities(across, up);
        if (Math.max(p[0], p[1]) > 0.999) {
          int likely = p[0] > p[1] ? 0 : 1;
          sure[likely]++;
          assertThat(colorAt(image, x, y)).as("%f, %f", across, up).isIn(almostSure(likely));
        }
      }
    }
    assertThat(sure[0]).isGreaterThan(1_000);
    assertThat(sure[1]).isGreaterThan(1_000);
  }

  @Test
  void aSavedModelIsShownInTheUnitsOfTheData() {
    Dataset data = Examples.corners();
    SavedModel model = SavedModel.of(Experiment.on(data).seed(1).run());
    assertThat(DecisionSurface.canShow(model)).isTrue();

    Picture picture = DecisionSurface.of("corners", model, LabelledTable.of(data));

    assertThat(picture.alternativeText()).contains("Of 40 points, 40 are in the area");
    assertThat(picture.table().rows()).hasSize(40).contains(List.of("0", "2", "low", "low"));
    BufferedImage image = PictureTest.image(picture, PictureSize.DEFAULT);
    assertThat(colorAt(image, 140, 680)).isIn(almostSure(0));
    assertThat(colorAt(image, 1150, 130)).isIn(almostSure(1));
  }

  @Test
  void savedModelsOfOtherColumnsAreRefused() {
    LabelledTable iris = LabelledTable.of(Datasets.iris());
    SavedModel four = SavedModel.of(Experiment.on(iris).epochs(1).run());
    assertThat(DecisionSurface.canShow(four)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionSurface.of("iris", four, iris))
        .withMessageContaining("not of 4 and 3");
    String[] texts = {"a", "b", "a", "b", "a", "b", "a", "b"};
    LabelledTable mixed =
        LabelledTable.of(
            Table.of(
                "mixed",
                List.of(
                    Column.numbers("n", 1, 2, 3, 4, 5, 6, 7, 8),
                    Column.texts("t", List.of(texts)),
                    Column.texts("k", List.of(texts)))),
            "k");
    SavedModel ofTexts = SavedModel.of(Experiment.on(mixed).epochs(1).run());
    assertThat(DecisionSurface.canShow(ofTexts)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionSurface.of("mixed", ofTexts, mixed))
        .withMessage("'mixed' needs numbers, but a column has texts");
  }

  @Test
  void classesThatLookTheSameAreRefused() {
    Dataset data =
        Dataset.of(
            "alike",
            List.of("x", "y"),
            List.of("a\u0001", "a\u0002"),
            new double[][] {{1, 2}, {2, 1}},
            new int[] {0, 1});
    Classifier model = LogisticRegression.builder(data).seed(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionSurface.of("t", model, data))
        .withMessage("'t': two classes are named 'a\uFFFD'");
  }

  @Test
  void wordsAndTableTellThePoints() {
    Dataset data = Examples.corners();
    Picture picture = DecisionSurface.of("corners", Examples.trained(data), data);

    assertThat(picture.alternativeText())
        .contains("Of 40 points, 40 are in the area of their class (100.0\u00a0%)")
        .contains("low 20 of 20, " + Examples.HOSTILE_SHOWN + " 20 of 20.");
    assertThat(picture.table().columns())
        .containsExactly(Examples.HOSTILE_SHOWN, "width", "class", "predicted class");
    assertThat(picture.table().rows()).hasSize(40).contains(List.of("0", "2", "low", "low"));
  }

  @Test
  void threeClassesHaveThreeColours() {
    Dataset data =
        Dataset.of(
            "three",
            List.of("x", "y"),
            List.of("a", "b", "c"),
            new double[][] {{0, 0}, {10, 0}, {5, 10}},
            new int[] {0, 1, 2});
    Classifier model = Examples.trained(data);
    BufferedImage image =
        PictureTest.image(DecisionSurface.of("three", model, data), PictureSize.DEFAULT);

    assertThat(colorAt(image, 140, 680)).isIn(almostSure(0));
    assertThat(colorAt(image, 1150, 680)).isIn(almostSure(1));
    assertThat(colorAt(image, 640, 125)).isIn(almostSure(2));
  }

  /** One place for all axes is no range, and no reason to fail. */
  @Test
  void onePointIsDrawn() {
    Dataset data =
        Dataset.of(
            "one", List.of("x", "y"), List.of("a", "b"), new double[][] {{3, 3}}, new int[] {0});
    Classifier model = LogisticRegression.builder(data).seed(1).build();

    Picture picture = DecisionSurface.of("one", model, data);

    assertThat(picture.alternativeText()).contains("Of 1 point, ");
    assertThat(PictureTest.image(picture, PictureSize.DEFAULT).getWidth()).isEqualTo(1200);
  }

  @Test
  void manyPointsAreThinnedAndItIsSaid() {
    Dataset data = Datasets.noisyXor(10_000, 1);
    Classifier model =
        MultilayerPerceptron.builder(data).hidden(3).activation(Activation.RELU).seed(1).build();

    Picture picture = DecisionSurface.of("many", model, data);

    assertThat(picture.table().rows()).hasSize(500);
    assertThat(picture.table().note()).isEqualTo("500 of 10000 rows, evenly chosen.");
    assertThat(picture.svg(PictureSize.DEFAULT)).contains("2,000 are drawn");
  }

  @Test
  void whatCannotBeDrawnIsRefused() {
    Dataset iris = Datasets.iris();
    Classifier four = LogisticRegression.builder(iris).seed(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionSurface.of("iris", four, iris))
        .withMessageContaining("'iris' needs a model of 2 features");

    Classifier two = LogisticRegression.builder(Examples.corners()).seed(1).build();
    assertThatThrownBy(() -> DecisionSurface.of("other", two, iris))
        .isInstanceOf(DataException.class);

    Dataset huge =
        Dataset.of(
            "huge",
            List.of("x", "y"),
            List.of("a", "b"),
            new double[][] {{1e300, 3}, {-1e300, 2}},
            new int[] {0, 1});
    Classifier model = LogisticRegression.builder(huge).seed(1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DecisionSurface.of("huge", model, huge))
        .withMessageContaining("feature 'x' has 1.0E300");
  }

  private static Set<Color> almostSure(int one) {
    return Set.of(SurfaceField.color(one, 1), SurfaceField.color(one, 0.9));
  }

  private static Color colorAt(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(x, y));
  }
}
