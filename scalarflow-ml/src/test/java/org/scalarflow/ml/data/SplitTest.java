package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  /** Rows whose only feature is their number, {@code first} of class 0, then the others. */
  private static Dataset numbered(int first, int second) {
    double[][] rows = new double[first + second][];
    int[] classes = new int[first + second];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new double[] {row};
      classes[row] = row < first ? 0 : 1;
    }
    return Dataset.of("numbered", List.of("n"), List.of("a", "b"), rows, classes);
  }

  @ParameterizedTest
  @CsvSource({
    "0.25, 100, 40, 25, 10",
    "0.25, 10, 6, 3, 2", // 2.5 and 1.5 are rounded up
    "0.25, 9, 5, 2, 1",
    "0.01, 10, 10, 1, 1", // at least one
    "0.99, 10, 10, 9, 9", // at least one is left
    "0.5, 2, 3, 1, 2",
  })
  void holdsOutTheRoundedFractionOfEachClass(
      double fraction, int first, int second, int heldOutFirst, int heldOutSecond) {
    Split split = Split.stratified(numbered(first, second), fraction, 1);
    assertThat(split.holdOut().classCounts()).containsExactly(heldOutFirst, heldOutSecond);
    assertThat(split.training().classCounts())
        .containsExactly(first - heldOutFirst, second - heldOutSecond);
  }

  @Test
  void everyRowIsInOnePartAndInOrder() {
    Split split = Split.stratified(numbered(50, 30), 0.3, 7);
    double[] training = split.training().column(0);
    double[] holdOut = split.holdOut().column(0);
    assertThat(training).isSorted();
    assertThat(holdOut).isSorted();
    assertThat(DoubleStream.concat(DoubleStream.of(training), DoubleStream.of(holdOut)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 80).asDoubleStream().boxed().toList());
  }

  @Test
  void everyRowIsHeldOutAsOftenAsAnother() {
    int[] heldOut = new int[40];
    int repetitions = 2000;
    for (int seed = 0; seed < repetitions; seed++) {
      for (double row : Split.stratified(numbered(20, 20), 0.25, seed).holdOut().column(0)) {
        heldOut[(int) row]++;
      }
    }
    // Six standard deviations of a count of 2,000 draws at 1/4.
    double bound = 6 * Math.sqrt(repetitions * 0.25 * 0.75);
    for (int count : heldOut) {
      assertThat(Math.abs(count - 0.25 * repetitions)).isLessThan(bound);
    }
  }

  @Test
  void theSeedDecides() {
    Dataset data = numbered(50, 50);
    assertThat(Split.stratified(data, 0.25, 1).holdOut().column(0))
        .containsExactly(Split.stratified(data, 0.25, 1).holdOut().column(0))
        .isNotEqualTo(Split.stratified(data, 0.25, 2).holdOut().column(0));
  }

  @Test
  void aClassOfOneRowCannotBeSplit() {
    assertThatThrownBy(() -> Split.stratified(numbered(5, 1), 0.5, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "numbered: class 'b' has one row only; each class needs a row to learn from and one to"
                + " hold out");
  }

  @Test
  void aClassWithoutRowsStaysWithout() {
    Split split = Split.stratified(numbered(4, 0), 0.5, 1);
    assertThat(split.holdOut().classCounts()).containsExactly(2, 0);
    assertThat(split.training().classCounts()).containsExactly(2, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 1.5, Double.NaN})
  void theFractionIsBetweenZeroAndOne(double fraction) {
    assertThatThrownBy(() -> Split.stratified(numbered(5, 5), fraction, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("between 0 and 1");
  }
}
