package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "-3, 7.5",
    "0.1, 0.1",
    "0, 0",
    "1, 1.000000000000001",
    "1, 1.0000001",
    "1e-15, 2e-15",
    "1e-300, 2e-300",
    "-1e100, 1e100",
    "1e100, 1e100",
    "123456789, 123456790",
    "0, 4.9e-324"
  })
  void ticksAreFewDistinctAndInside(double least, double most) {
    Axis axis = Axis.around("x", least, most);

    assertThat(axis.min()).isLessThan(axis.max());
    assertThat(axis.share(least)).isBetween(0.0, 1.0);
    assertThat(axis.share(most)).isBetween(0.0, 1.0);
    assertThat(axis.ticks()).hasSizeBetween(2, 11);
    assertThat(axis.ticks()).extracting(Axis.Tick::label).doesNotHaveDuplicates();
    assertThat(axis.ticks()).extracting(Axis.Tick::at).isSorted();
    assertThat(axis.ticks()).allMatch(tick -> tick.at() >= axis.min() && tick.at() <= axis.max());
    assertThat(axis.ticks())
        .allSatisfy(
            tick ->
                assertThat(Double.parseDouble(tick.label()))
                    .isCloseTo(tick.at(), within((axis.max() - axis.min()) * 1e-3)));
  }

  @Test
  void wholeNumbersHaveWholeTicks() {
    assertThat(Axis.ofWhole("layer", 1, 9).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9");
    assertThat(Axis.ofWhole("epoch", 1, 1).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1");
    assertThat(Axis.ofWhole("epoch", 1, 60).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("0", "10", "20", "30", "40", "50", "60");
  }

  @Test
  void manyDecadesHaveTicksAtPowersOfTen() {
    Axis axis = Axis.logarithmic("norm", 2e-6, 0.5);

    assertThat(axis.ticks())
        .extracting(Axis.Tick::label)
        .isEqualTo(List.of("1e-5", "0.0001", "0.001", "0.01", "0.1"));
    // Marks at the ends are seen whole.
    assertThat(axis.share(2e-6)).isBetween(0.025, 0.05);
    assertThat(axis.share(1e-3)).isCloseTo(0.5, within(1e-12));
    assertThat(axis.share(0.5)).isBetween(0.95, 0.975);
    assertThat(axis.share(0)).isNaN();
    assertThat(axis.share(-1)).isNaN();
  }

  @Test
  void veryManyDecadesHaveFewTicks() {
    assertThat(Axis.logarithmic("norm", 1e-300, 1e100).ticks()).hasSizeBetween(5, 14);
  }

  @Test
  void logarithmicAxesHaveTicksAtOneTwoAndFive() {
    assertThat(Axis.logarithmic("", 0.3, 8).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("0.2", "0.5", "1", "2", "5", "10");
    assertThat(Axis.logarithmic("", 3, 3).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("2", "5");
    assertThat(Axis.logarithmic("", 1, 1).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1", "2");
    assertThat(Axis.logarithmic("", 3e-5, 2e-4).ticks())
        .extracting(Axis.Tick::at)
        .containsExactly(2e-5, 5e-5, 1e-4, 2e-4);
    assertThat(Axis.logarithmic("", 900, 1.1e7).ticks())
        .extracting(Axis.Tick::label)
        .containsExactly("1000", "10000", "100000", "1000000", "1e7");
  }
}
