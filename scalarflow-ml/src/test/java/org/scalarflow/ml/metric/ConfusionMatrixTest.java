package org.scalarflow.ml.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConfusionMatrixTest {

  private static final List<String> LABELS = List.of("cat", "dog", "a bird");

  private static ConfusionMatrix example() {
    return ConfusionMatrix.of(LABELS, new int[] {0, 0, 0, 1, 1, 2}, new int[] {0, 0, 1, 1, 0, 1});
  }

  @Test
  void counts() {
    ConfusionMatrix matrix = example();
    assertThat(matrix.labels()).isEqualTo(LABELS);
    assertThat(matrix.count(0, 0)).isEqualTo(2);
    assertThat(matrix.count(0, 1)).isEqualTo(1);
    assertThat(matrix.count(1, 0)).isEqualTo(1);
    assertThat(matrix.count(1, 1)).isEqualTo(1);
    assertThat(matrix.count(2, 1)).isEqualTo(1);
    assertThat(matrix.count(2, 2)).isZero();
    assertThat(matrix.total()).isEqualTo(6);
    assertThat(matrix.correct()).isEqualTo(3);
  }

  @Test
  void rates() {
    ConfusionMatrix matrix = example();
    assertThat(matrix.accuracy()).isEqualTo(0.5);
    assertThat(matrix.recall(0)).isEqualTo(2.0 / 3);
    assertThat(matrix.precision(0)).isEqualTo(2.0 / 3);
    assertThat(matrix.recall(1)).isEqualTo(0.5);
    assertThat(matrix.precision(1)).isEqualTo(1.0 / 3);
    assertThat(matrix.recall(2)).isZero();
    assertThat(matrix.precision(2)).isNaN();
    assertThat(ConfusionMatrix.of(LABELS, new int[0], new int[0]).accuracy()).isNaN();
  }

  @Test
  void f1IsTheHarmonicMean() {
    ConfusionMatrix matrix = example();
    assertThat(matrix.f1(0)).isEqualTo(2.0 / 3);
    assertThat(matrix.f1(1)).isEqualTo(2 / (1 / matrix.precision(1) + 1 / matrix.recall(1)));
    assertThat(matrix.f1(2)).isZero();
    assertThatThrownBy(() -> matrix.f1(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.recall(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> matrix.precision(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void macroAveragesCountWhatWasNeverPredictedAsZero() {
    ConfusionMatrix matrix = example();
    assertThat(matrix.macroPrecision()).isEqualTo((2.0 / 3 + 1.0 / 3 + 0) / 3);
    assertThat(matrix.macroRecall()).isEqualTo((2.0 / 3 + 0.5 + 0) / 3);
    assertThat(matrix.macroF1()).isEqualTo((2.0 / 3 + matrix.f1(1) + 0) / 3);
  }

  @Test
  void classesThatDoNotOccurAreLeftOutOfMacroAverages() {
    ConfusionMatrix matrix = ConfusionMatrix.of(LABELS, new int[] {0, 0}, new int[] {0, 1});
    assertThat(matrix.f1(2)).isNaN();
    assertThat(matrix.recall(1)).isNaN();
    assertThat(matrix.precision(1)).isZero();
    assertThat(matrix.macroPrecision()).isEqualTo(0.5);
    assertThat(matrix.macroRecall()).isEqualTo(0.25);
    assertThat(matrix.macroF1()).isEqualTo(1.0 / 3);
    ConfusionMatrix empty = ConfusionMatrix.of(LABELS, new int[0], new int[0]);
    assertThat(empty.macroPrecision()).isNaN();
    assertThat(empty.macroRecall()).isNaN();
    assertThat(empty.macroF1()).isNaN();
  }

  @Test
  void showsATable() {
    assertThat(example())
        .hasToString(
            """
            actual \\ predicted  cat  dog  a bird
            cat                   2    1       0
            dog                   1    1       0
            a bird                0    1       0""");
    assertThat(ConfusionMatrix.of(List.of("a\nb", "c"), new int[] {0}, new int[] {1}).toString())
        .hasLineCount(3);
  }

  @Test
  void equalsByLabelsAndCounts() {
    assertThat(example()).isEqualTo(example()).hasSameHashCodeAs(example());
    assertThat(example())
        .isNotEqualTo(ConfusionMatrix.of(LABELS, new int[] {0}, new int[] {0}))
        .isNotEqualTo(null);
    assertThat(ConfusionMatrix.of(List.of("a", "b"), new int[] {0}, new int[] {0}))
        .isNotEqualTo(ConfusionMatrix.of(List.of("a", "c"), new int[] {0}, new int[] {0}));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> ConfusionMatrix.of(LABELS, new int[2], new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 predictions for 2 rows");
    assertThatThrownBy(() -> ConfusionMatrix.of(LABELS, new int[] {3}, new int[1]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> ConfusionMatrix.of(LABELS, new int[1], new int[] {-1}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> example().count(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
