package org.scalarflow.ml.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.train.TrainingOptions;

class StratifiedFoldsTest {

  /** Rows whose only feature is their number, so many of each class, mixed. */
  private static Dataset numbered(int... counts) {
    List<Integer> classes = new ArrayList<>();
    int[] left = counts.clone();
    while (Arrays.stream(left).sum() > 0) {
      for (int i = 0; i < left.length; i++) {
        if (left[i] > 0) {
          left[i]--;
          classes.add(i);
        }
      }
    }
    double[][] rows = new double[classes.size()][];
    Arrays.setAll(rows, row -> new double[] {row});
    return Dataset.of(
        "numbered",
        List.of("n"),
        IntStream.range(0, counts.length).mapToObj(i -> "c" + i).toList(),
        rows,
        classes.stream().mapToInt(Integer::intValue).toArray());
  }

  @ParameterizedTest
  @CsvSource({
    "2, 10, 10, 10",
    "3, 7, 8, 9",
    "5, 100, 3, 51",
    "10, 2, 2, 7", // fewer rows of a class than folds
    "4, 9, 0, 5", // a class without rows
    "24, 10, 7, 7", // each row for itself
  })
  void eachRowIsHeldOutOnceAndSharesAreEven(int count, int first, int second, int third) {
    int[] sizes = {first, second, third};
    Dataset data = numbered(sizes);
    for (long seed = 0; seed < 20; seed++) {
      StratifiedFolds folds = StratifiedFolds.of(data, count, seed);
      assertThat(folds.count()).isEqualTo(count);
      int[] seen = new int[data.rows()];
      for (int fold = 0; fold < count; fold++) {
        Split split = folds.split(fold);
        int[] rows = folds.rows(fold);
        assertThat(Arrays.stream(split.holdOut().column(0)).mapToInt(x -> (int) x))
            .containsExactlyElementsOf(Arrays.stream(rows).boxed().toList());
        assertThat(split.training().column(0)).isSorted();
        assertThat(rows).isSorted();
        for (int row : rows) {
          seen[row]++;
          assertThat(folds.foldOf(row)).isEqualTo(fold);
        }
        double[] all = new double[data.rows()];
        System.arraycopy(split.holdOut().column(0), 0, all, 0, rows.length);
        System.arraycopy(
            split.training().column(0), 0, all, rows.length, data.rows() - rows.length);
        Arrays.sort(all);
        assertThat(all).containsExactly(data.column(0));
        int[] heldOut = split.holdOut().classCounts();
        for (int i = 0; i < sizes.length; i++) {
          assertThat(heldOut[i]).isBetween(sizes[i] / count, (sizes[i] + count - 1) / count);
          assertThat(split.training().classCounts()[i] > 0).isEqualTo(sizes[i] > 0);
        }
        assertThat(rows.length).isBetween(data.rows() / count, (data.rows() + count - 1) / count);
      }
      assertThat(seen).containsOnly(1);
    }
  }

  @Test
  void theSeedDecides() {
    Dataset data = numbered(50, 50);
    assertThat(StratifiedFolds.of(data, 5, 1).rows(0))
        .containsExactly(StratifiedFolds.of(data, 5, 1).rows(0))
        .isNotEqualTo(StratifiedFolds.of(data, 5, 2).rows(0))
        .isNotEqualTo(StratifiedFolds.of(data, 5, 1L + (1L << 32)).rows(0));
    // The same on every JVM and platform.
    assertThat(StratifiedFolds.of(numbered(6, 6), 3, 1).rows(0)).containsExactly(0, 1, 7, 8);
  }

  @Test
  void everyRowIsInAFoldAsOftenAsAnother() {
    Dataset data = numbered(10, 11);
    int repetitions = 3000;
    int[] inFirst = new int[data.rows()];
    for (int seed = 0; seed < repetitions; seed++) {
      for (int row : StratifiedFolds.of(data, 3, seed).rows(0)) {
        inFirst[row]++;
      }
    }
    // Fold 0 gets the first, fourth, ... turn: 4 of the 10 rows of class 0, 3 of the 11 of class 1.
    for (int row = 0; row < data.rows(); row++) {
      double share = data.classOf(row) == 0 ? 4.0 / 10 : 3.0 / 11;
      double bound = 6 * Math.sqrt(repetitions * share * (1 - share));
      assertThat(Math.abs(inFirst[row] - share * repetitions)).isLessThan(bound);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 1, 11, Integer.MAX_VALUE})
  void thereAreFromTwoFoldsToAsManyAsRows(int count) {
    assertThatThrownBy(() -> StratifiedFolds.of(numbered(5, 5), count, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of folds is from 2 to 10, the number of rows, not " + count);
  }

  @Test
  void aClassOfOneRowCannotBeDivided() {
    assertThatThrownBy(() -> StratifiedFolds.of(numbered(5, 1), 2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("numbered: class 'c1' has one row only");
  }

  @Test
  void indicesAreChecked() {
    StratifiedFolds folds = StratifiedFolds.of(numbered(5, 5), 2, 1);
    assertThat(folds).hasToString("2 folds of numbered");
    assertThatThrownBy(() -> folds.rows(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> folds.split(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> folds.foldOf(10)).isInstanceOf(IndexOutOfBoundsException.class);
    folds.rows(0)[0] = 99;
    assertThat(folds.rows(0)).doesNotContain(99);
  }

  // ---------------------------------------------------------------- scoring

  @Test
  void scoresAreThoseOfTheFoldsInOrder() {
    StratifiedFolds folds = StratifiedFolds.of(numbered(7, 7), 3, 4);
    Scores scores =
        folds.score((training, holdOut) -> holdOut.feature(0, 0) * 100 + training.rows());
    for (int fold = 0; fold < 3; fold++) {
      assertThat(scores.values().get(fold))
          .isEqualTo(folds.rows(fold)[0] * 100 + 14 - folds.rows(fold).length);
    }
  }

  @Test
  void whatTheScorerThrowsGoesOn() {
    IllegalStateException failure = new IllegalStateException("no");
    StratifiedFolds folds = StratifiedFolds.of(numbered(5, 5), 2, 1);
    assertThatThrownBy(
            () ->
                folds.score(
                    (training, holdOut) -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void anInterruptEndsIt() {
    StratifiedFolds folds = StratifiedFolds.of(numbered(5, 5), 5, 1);
    int[] calls = new int[1];
    try {
      assertThatThrownBy(
              () ->
                  folds.score(
                      (training, holdOut) -> {
                        calls[0]++;
                        Thread.currentThread().interrupt();
                        return 1;
                      }))
          .isInstanceOf(EvaluationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(calls[0]).isEqualTo(1);
  }

  @Test
  void logisticRegressionIsJudgedOnEveryIris() {
    Scores scores =
        StratifiedFolds.of(Datasets.iris(), 5, 1)
            .score(
                (training, holdOut) -> {
                  Standardizer scale = Standardizer.of(training);
                  LogisticRegression model =
                      LogisticRegression.builder(training).backend(new TapeBackend()).build();
                  model.fit(scale.apply(training), TrainingOptions.DEFAULT);
                  assertThat(holdOut.classCounts()).containsExactly(10, 10, 10);
                  return model.score(scale.apply(holdOut)).accuracy();
                });
    assertThat(scores.values()).hasSize(5);
    assertThat(scores.mean()).isBetween(0.9, 1.0);
    assertThat(scores.standardDeviation()).isBetween(0.0, 0.1);
  }
}
