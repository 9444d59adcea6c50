package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PointGeneratorTest {

  /** A few roundings of numbers near 1. */
  private static final double ROUNDING = 1e-14;

  static Stream<PointGenerator> defaults() {
    return Stream.of(
        Blobs.DEFAULT,
        Circles.DEFAULT,
        Moons.DEFAULT,
        NoisyXor.DEFAULT,
        Spirals.DEFAULT,
        TwoClusters.DEFAULT);
  }

  /** The bits that these sets have had from the start. */
  @ParameterizedTest
  @CsvSource({
    "two-clusters, 1, 777133938, 1108311463",
    "two-clusters, 7, 1318927246, -121022296",
    "two-clusters, -5, -671215257, 2062255724",
    "noisy-xor, 1, 1600696426, 1690812895",
    "noisy-xor, 7, -1160430603, -1999185115",
    "noisy-xor, -5, -1217222201, -2093672971",
  })
  void bitsStayTheSame(String name, long seed, int first, int second) {
    Dataset data = Datasets.load(name, null, seed);
    assertThat(Arrays.hashCode(data.column(0))).isEqualTo(first);
    assertThat(Arrays.hashCode(data.column(1))).isEqualTo(second);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void theNameLoadsTheDefault(PointGenerator generator) {
    Dataset data = generator.generate(11);
    Dataset loaded = Datasets.load(generator.name(), null, 11);
    assertThat(data.name()).isEqualTo(generator.name());
    assertThat(loaded.labels()).isEqualTo(data.labels());
    assertThat(data.rows()).isEqualTo(400).isEqualTo(generator.points());
    assertThat(data.featureNames()).containsExactly("x", "y");
    for (int feature = 0; feature < 2; feature++) {
      assertThat(loaded.column(feature))
          .containsExactly(data.column(feature))
          .isNotEqualTo(generator.generate(12).column(feature));
    }
  }

  static Stream<Arguments> oddNumbers() {
    return Stream.of(
        arguments(Blobs.DEFAULT.withPoints(403).withClasses(5), new int[] {81, 81, 81, 80, 80}),
        arguments(Circles.DEFAULT.withPoints(7), new int[] {4, 3}),
        arguments(Moons.DEFAULT.withPoints(3), new int[] {2, 1}),
        arguments(NoisyXor.DEFAULT.withPoints(7), new int[] {3, 4}),
        arguments(Spirals.DEFAULT.withPoints(11).withArms(3), new int[] {4, 4, 3}),
        arguments(TwoClusters.DEFAULT.withPoints(5), new int[] {3, 2}));
  }

  @ParameterizedTest
  @MethodSource("oddNumbers")
  void classesTakeTurns(PointGenerator generator, int[] counts) {
    Dataset data = generator.generate(1);
    assertThat(data.classCounts()).containsExactly(counts);
    if (!(generator instanceof NoisyXor)) {
      assertThat(IntStream.range(0, data.rows()))
          .allMatch(row -> data.classOf(row) == row % counts.length);
    }
  }

  static Stream<Arguments> shapesAndNoise() {
    return Stream.of(
        arguments(Blobs.DEFAULT.withSigma(0), Blobs.DEFAULT.withSigma(0.25)),
        arguments(Circles.DEFAULT.withNoise(0), Circles.DEFAULT.withNoise(0.25)),
        arguments(Moons.DEFAULT.withNoise(0), Moons.DEFAULT.withNoise(0.25)),
        arguments(Spirals.DEFAULT.withNoise(0), Spirals.DEFAULT.withNoise(0.25)),
        arguments(TwoClusters.DEFAULT.withSigma(0), TwoClusters.DEFAULT.withSigma(0.25)));
  }

  @ParameterizedTest
  @MethodSource("shapesAndNoise")
  void noiseIsNormalWithItsDeviation(PointGenerator shape, PointGenerator noisy) {
    Dataset exact = shape.generate(3);
    Dataset moved = noisy.generate(3);
    double[] noise =
        IntStream.range(0, 2 * exact.rows())
            .mapToDouble(i -> moved.feature(i / 2, i % 2) - exact.feature(i / 2, i % 2))
            .toArray();
    // Five standard errors of mean and deviation of 800 draws.
    assertThat(StatUtils.mean(noise)).isCloseTo(0, within(5 * 0.25 / Math.sqrt(800)));
    assertThat(Math.sqrt(StatUtils.variance(noise)))
        .isCloseTo(0.25, within(5 * 0.25 / Math.sqrt(1600)));
    // About 68 of 100 are within one deviation; a uniform distribution would have 58.
    long near = Arrays.stream(noise).filter(one -> Math.abs(one) < 0.25).count();
    assertThat(near / 800.0).isCloseTo(0.683, within(5 * Math.sqrt(0.683 * 0.317 / 800)));
  }

  @Test
  void moonsAreHalfCircles() {
    Dataset data = Moons.DEFAULT.withNoise(0).withPoints(41).generate(1);
    for (int row = 0; row < data.rows(); row++) {
      boolean upper = data.classOf(row) == 0;
      double x = data.feature(row, 0) - (upper ? 0 : 1);
      double y = data.feature(row, 1) - (upper ? 0 : 0.5);
      assertThat(Math.hypot(x, y)).isCloseTo(1, within(ROUNDING));
      assertThat(upper ? y : -y).isGreaterThan(-ROUNDING);
    }
    assertPoint(data, 0, 1, 0);
    assertPoint(data, 20, 0, 1);
    assertPoint(data, 40, -1, 0);
    assertPoint(data, 1, 0, 0.5);
    assertPoint(data, 39, 2, 0.5);
    assertPoint(Moons.DEFAULT.withNoise(0).withPoints(2).generate(1), 1, 0, 0.5);
  }

  @Test
  void circlesHaveTheirRadius() {
    Dataset data = Circles.DEFAULT.withNoise(0).withFactor(0.3).withPoints(16).generate(1);
    for (int row = 0; row < data.rows(); row++) {
      double radius = Math.hypot(data.feature(row, 0), data.feature(row, 1));
      assertThat(radius).isCloseTo(data.classOf(row) == 0 ? 1 : 0.3, within(ROUNDING));
    }
    assertPoint(data, 0, 1, 0);
    assertPoint(data, 4, 0, 1);
    assertPoint(data, 5, 0, 0.3);
    assertPoint(data, 12, 0, -1);
  }

  @ParameterizedTest
  @CsvSource({"2, 1.5", "3, 0.75", "5, 0"})
  void armsGoRoundAsTheyGoOut(int arms, double turns) {
    int perArm = 20;
    Dataset data = new Spirals(perArm * arms, arms, turns, 0).generate(1);
    for (int row = 0; row < data.rows(); row++) {
      double radius = Math.hypot(data.feature(row, 0), data.feature(row, 1));
      assertThat(radius).isCloseTo((row / arms + 1) / (double) perArm, within(ROUNDING));
      double angle = Math.atan2(data.feature(row, 1), data.feature(row, 0)) / (2 * Math.PI);
      double turned = angle - turns * radius - (double) data.classOf(row) / arms;
      assertThat(turned - Math.rint(turned)).isCloseTo(0, within(ROUNDING));
    }
  }

  @Test
  void armsOfTheDefaultGoThreeHalfTurns() {
    Dataset data = Spirals.DEFAULT.withNoise(0).generate(1);
    assertPoint(data, 398, -1, 0);
    assertPoint(data, 399, 1, 0);
  }

  @Test
  void blobsLieAroundCentresInTheBox() {
    Dataset centres = new Blobs(3000, 3, 4, 2.5, 0).generate(9);
    assertThat(centres.featureNames()).containsExactly("x_1", "x_2", "x_3", "x_4");
    for (int feature = 0; feature < 4; feature++) {
      double[] column = centres.column(feature);
      assertThat(Arrays.stream(column).distinct().count()).isEqualTo(3);
      assertThat(Arrays.stream(column)).allMatch(x -> x >= -2.5 && x < 2.5);
    }
    assertThat(centres.features(3)).containsExactly(centres.features(0));
    assertThat(Arrays.stream(Blobs.DEFAULT.withBox(0).withSigma(0).generate(9).column(1)))
        .allMatch(x -> x == 0);
    assertThat(Blobs.DEFAULT.withFeatures(1).generate(1).featureNames()).isEqualTo(List.of("x_1"));
  }

  @Test
  void theSpreadOfNoisyXorIsAHalfWidth() {
    Dataset data = NoisyXor.DEFAULT.withSpread(0.25).generate(4);
    for (int row = 0; row < data.rows(); row++) {
      for (int feature = 0; feature < 2; feature++) {
        double value = data.feature(row, feature);
        assertThat(Math.abs(value - Math.rint(value))).isLessThanOrEqualTo(0.25);
      }
    }
  }

  private static void assertPoint(Dataset data, int row, double x, double y) {
    assertThat(data.feature(row, 0)).isCloseTo(x, within(ROUNDING));
    assertThat(data.feature(row, 1)).isCloseTo(y, within(ROUNDING));
  }

  static Stream<Arguments> outOfRange() {
    return Stream.of(
        refused(() -> Moons.DEFAULT.withPoints(1), "at least 2 points are needed, not 1"),
        refused(() -> Circles.DEFAULT.withPoints(-1), "at least 2 points are needed, not -1"),
        refused(() -> Spirals.DEFAULT.withArms(401), "at least 401 points are needed, not 400"),
        refused(
            () -> TwoClusters.DEFAULT.withPoints(Integer.MAX_VALUE),
            "at most 1000000 points are made, not 2147483647"),
        refused(() -> Moons.DEFAULT.withNoise(-0.1), "noise is a number from 0 to 1e100, not -0.1"),
        refused(
            () -> Moons.DEFAULT.withNoise(Double.NaN),
            "noise is a number from 0 to 1e100, not NaN"),
        refused(
            () -> Circles.DEFAULT.withNoise(1e101),
            "noise is a number from 0 to 1e100, not 1.0E101"),
        refused(() -> Circles.DEFAULT.withFactor(1.5), "factor is a number from 0 to 1, not 1.5"),
        refused(() -> Spirals.DEFAULT.withArms(1), "arms are from 2 to 1000, not 1"),
        refused(() -> Spirals.DEFAULT.withTurns(-1), "turns is a number from 0 to 100, not -1.0"),
        refused(
            () -> Spirals.DEFAULT.withNoise(Double.POSITIVE_INFINITY),
            "noise is a number from 0 to 1e100, not Infinity"),
        refused(
            () -> NoisyXor.DEFAULT.withSpread(-1), "spread is a number from 0 to 1e100, not -1.0"),
        refused(
            () -> TwoClusters.DEFAULT.withSigma(-1), "sigma is a number from 0 to 1e100, not -1.0"),
        refused(() -> Blobs.DEFAULT.withClasses(1), "classes are from 2 to 1000, not 1"),
        refused(() -> Blobs.DEFAULT.withFeatures(0), "features are from 1 to 1000, not 0"),
        refused(
            () -> Blobs.DEFAULT.withBox(Double.NaN), "box is a number from 0 to 1e100, not NaN"),
        refused(() -> Blobs.DEFAULT.withSigma(-2), "sigma is a number from 0 to 1e100, not -2.0"),
        refused(
            () -> Blobs.DEFAULT.withPoints(1_000_000).withFeatures(21),
            "points times features are at most 20000000, not 1000000 times 21"));
  }

  private static Arguments refused(ThrowingCallable call, String message) {
    return arguments(call, message);
  }

  @ParameterizedTest
  @MethodSource("outOfRange")
  void numbersOutOfRangeAreRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
