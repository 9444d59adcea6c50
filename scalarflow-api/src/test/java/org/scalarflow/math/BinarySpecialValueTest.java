package org.scalarflow.math;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scalarflow.Operator;

/** The binary functions at kinks, zeros, infinities and NaN: value, first and second partial. */
class BinarySpecialValueTest {

  @ParameterizedTest
  @CsvSource({
    "add, Infinity, -Infinity, NaN, 1, 1",
    "add, -0.0, 0.0, 0.0, 1, 1",
    "subtract, Infinity, Infinity, NaN, 1, -1",
    "subtract, 0.0, 0.0, 0.0, 1, -1",
    "multiply, 0.0, Infinity, NaN, Infinity, 0.0",
    "multiply, -0.0, 5, -0.0, 5, -0.0",
    "divide, 1, 0.0, Infinity, Infinity, -Infinity",
    "divide, 1, -0.0, -Infinity, -Infinity, -Infinity",
    "divide, 0.0, 0.0, NaN, Infinity, NaN",
    "divide, 3, Infinity, 0.0, 0.0, -0.0",
    "divide, Infinity, Infinity, NaN, 0.0, NaN",
    "divide, Infinity, 2, Infinity, 0.5, -Infinity"
  })
  void arithmetic(String name, double a, double b, double value, double first, double second) {
    check(name, a, b, value, first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "max, 1, 2, 2, 0, 1",
    "max, 2, 1, 2, 1, 0",
    "max, 3, 3, 3, 0.5, 0.5",
    "max, -0.0, 0.0, 0.0, 0.5, 0.5",
    "max, Infinity, Infinity, Infinity, 0.5, 0.5",
    "max, -Infinity, 1, 1, 0, 1",
    "max, NaN, 1, NaN, NaN, NaN",
    "max, 1, NaN, NaN, NaN, NaN",
    "min, 1, 2, 1, 1, 0",
    "min, 2, 1, 1, 0, 1",
    "min, 3, 3, 3, 0.5, 0.5",
    "min, -0.0, 0.0, -0.0, 0.5, 0.5",
    "min, -Infinity, -Infinity, -Infinity, 0.5, 0.5",
    "min, Infinity, 1, 1, 0, 1",
    "min, NaN, 1, NaN, NaN, NaN",
    "min, 1, NaN, NaN, NaN, NaN"
  })
  void tiesSplitEvenly(String name, double a, double b, double value, double first, double second) {
    check(name, a, b, value, first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "leakyRelu, 2, 0.1, 2, 1, 0",
    "leakyRelu, -2, 0.5, -1, 0.5, -2",
    "leakyRelu, 0.0, 0.1, 0.0, 0.1, 0.0",
    "leakyRelu, -0.0, 0.1, -0.0, 0.1, -0.0",
    "leakyRelu, NaN, 0.1, NaN, NaN, NaN",
    "leakyRelu, Infinity, 0.1, Infinity, 1, 0",
    "leakyRelu, -Infinity, 0.1, -Infinity, 0.1, -Infinity",
    "leakyRelu, 0.0, Infinity, NaN, Infinity, 0.0",
    "elu, 2, 0.1, 2, 1, 0",
    "elu, 0.0, 0.7, 0.0, 0.7, 0.0",
    "elu, -0.0, 0.7, -0.0, 0.7, -0.0",
    "elu, -Infinity, 0.7, -0.7, 0.0, -1",
    "elu, Infinity, 0.7, Infinity, 1, 0",
    "elu, NaN, 0.7, NaN, NaN, NaN",
    "elu, 0.0, Infinity, NaN, Infinity, 0.0"
  })
  void activations(String name, double a, double b, double value, double first, double second) {
    check(name, a, b, value, first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "hypot, 3, 4, 5, 0.6, 0.8",
    "hypot, 0.0, 0.0, 0.0, 0.0, 0.0",
    "hypot, -0.0, 0.0, 0.0, 0.0, 0.0",
    "hypot, 0.0, -2, 2, 0.0, -1",
    "hypot, Infinity, 1, Infinity, 1, 0.0",
    "hypot, 1, -Infinity, Infinity, 0.0, -1",
    "hypot, Infinity, -Infinity, Infinity, NaN, NaN",
    "hypot, Infinity, NaN, Infinity, NaN, NaN",
    "hypot, NaN, Infinity, Infinity, NaN, NaN",
    "hypot, NaN, 1, NaN, NaN, NaN",
    "hypot, 4.9e-324, 0.0, 4.9e-324, 1, 0.0",
    "hypot, 1.7e308, 0.0, 1.7e308, 1, 0.0",
    "atan2, 0.0, 1, 0.0, 1, -0.0",
    "atan2, 0.0, -1, 3.141592653589793, -1, -0.0",
    "atan2, -0.0, -1, -3.141592653589793, -1, 0.0",
    "atan2, 2, 0.0, 1.5707963267948966, 0.0, -0.5",
    "atan2, 0.0, 0.0, 0.0, NaN, NaN",
    "atan2, 1, Infinity, 0.0, 0.0, 0.0",
    "atan2, Infinity, Infinity, 0.7853981633974483, 0.0, 0.0",
    "atan2, -Infinity, 1, -1.5707963267948966, 0.0, 0.0",
    "atan2, NaN, 1, NaN, NaN, NaN",
    "atan2, NaN, Infinity, NaN, NaN, NaN"
  })
  void planeGeometry(String name, double a, double b, double value, double first, double second) {
    check(name, a, b, value, first, second);
  }

  @ParameterizedTest
  @CsvSource({
    "binaryCrossEntropy, 0.0, 0.0, 0.6931471805599453, 0.5, -0.0",
    "binaryCrossEntropy, 0.0, 1, 0.6931471805599453, -0.5, -0.0",
    "binaryCrossEntropy, Infinity, 1, 0.0, 0.0, -Infinity",
    "binaryCrossEntropy, -Infinity, 0, 0.0, 0.0, Infinity",
    "binaryCrossEntropy, Infinity, 0, Infinity, 1, -Infinity",
    "binaryCrossEntropy, -Infinity, 1, Infinity, -1, Infinity",
    "binaryCrossEntropy, Infinity, 0.5, Infinity, 0.5, -Infinity",
    "binaryCrossEntropy, 1e300, 1, 0.0, 0.0, -1e300",
    "binaryCrossEntropy, -1e300, 1, 1e300, -1, 1e300",
    "binaryCrossEntropy, NaN, 0, NaN, NaN, NaN",
    "binaryCrossEntropy, NaN, 1, NaN, NaN, NaN",
    "binaryCrossEntropy, 2, NaN, NaN, NaN, -2"
  })
  void crossEntropy(String name, double a, double b, double value, double first, double second) {
    check(name, a, b, value, first, second);
  }

  /** Rows: the pair, then whether {@code =, ≠, <, ≤, >, ≥} hold. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 0, 1, 1, 1, 0, 0",
    "2, 1, 0, 1, 0, 0, 1, 1",
    "2, 2, 1, 0, 0, 1, 0, 1",
    "-0.0, 0.0, 1, 0, 0, 1, 0, 1",
    "Infinity, Infinity, 1, 0, 0, 1, 0, 1",
    "NaN, 1, 0, 1, 0, 0, 0, 0",
    "1, NaN, 0, 1, 0, 0, 0, 0",
    "NaN, NaN, 0, 1, 0, 0, 0, 0"
  })
  void comparisons(
      double a,
      double b,
      double equal,
      double notEqual,
      double less,
      double lessOrEqual,
      double greater,
      double greaterOrEqual) {
    check("equal", a, b, equal, 0, 0);
    check("notEqual", a, b, notEqual, 0, 0);
    check("less", a, b, less, 0, 0);
    check("lessOrEqual", a, b, lessOrEqual, 0, 0);
    check("greater", a, b, greater, 0, 0);
    check("greaterOrEqual", a, b, greaterOrEqual, 0, 0);
  }

  /** The table in the Javadoc of {@link Powers#pow}, row by row. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0, 1, 0, 0",
    "0.0, -0.0, 1, 0, 0",
    "-0.0, 0.0, 1, 0, 0",
    "3, 0.0, 1, 0, 1.0986122886681098",
    "3, -0.0, 1, 0, 1.0986122886681098",
    "-3, 0.0, 1, 0, NaN",
    "NaN, 0.0, 1, 0, NaN",
    "Infinity, 0.0, 1, 0, Infinity",
    "0.0, 1, 0.0, 1, 0",
    "-0.0, 1, -0.0, 1, 0",
    "3, 1, 3, 1, 3.295836866004329",
    "-3, 1, -3, 1, NaN",
    "Infinity, 1, Infinity, 1, Infinity",
    "NaN, 1, NaN, 1, NaN",
    "0.0, 0.5, 0.0, Infinity, 0",
    "-0.0, 0.5, 0.0, Infinity, 0",
    "0.0, 0.25, 0.0, Infinity, 0",
    "0.0, 2, 0.0, 0.0, 0",
    "-0.0, 2, 0.0, -0.0, 0",
    "-0.0, 3, -0.0, 0.0, 0",
    "0.0, Infinity, 0.0, 0.0, 0",
    "-0.0, Infinity, 0.0, 0.0, 0",
    "0.0, -1, Infinity, -Infinity, -Infinity",
    "0.0, -0.5, Infinity, -Infinity, -Infinity",
    "0.0, -Infinity, Infinity, -Infinity, -Infinity",
    "-0.0, -1, -Infinity, -Infinity, -Infinity",
    "-0.0, -2, Infinity, Infinity, -Infinity",
    "-0.0, -0.5, Infinity, -Infinity, -Infinity",
    "-0.0, -Infinity, Infinity, Infinity, -Infinity",
    "2, Infinity, Infinity, Infinity, Infinity",
    "-2, Infinity, Infinity, -Infinity, NaN",
    "Infinity, Infinity, Infinity, Infinity, Infinity",
    "0.5, Infinity, 0.0, 0.0, 0.0",
    "-0.5, Infinity, 0.0, 0.0, NaN",
    "2, -Infinity, 0.0, 0.0, 0.0",
    "-2, -Infinity, 0.0, 0.0, NaN",
    "Infinity, -Infinity, 0.0, 0.0, 0.0",
    "0.5, -Infinity, Infinity, -Infinity, -Infinity",
    "-0.5, -Infinity, Infinity, Infinity, NaN",
    "1, Infinity, NaN, NaN, NaN",
    "1, -Infinity, NaN, NaN, NaN",
    "-1, Infinity, NaN, NaN, NaN",
    "-2, 2, 4, -4, NaN",
    "-2, 3, -8, 12, NaN",
    "-2, -1, -0.5, -0.25, NaN",
    "-2, 0.5, NaN, NaN, NaN",
    "-2, 0.25, NaN, NaN, NaN",
    "-Infinity, 2, Infinity, -Infinity, NaN",
    "-Infinity, 1.5, Infinity, Infinity, NaN",
    "-Infinity, 0.5, Infinity, 0.0, NaN",
    "-Infinity, -0.5, 0.0, -0.0, NaN",
    "Infinity, 2, Infinity, Infinity, Infinity",
    "Infinity, 0.5, Infinity, 0.0, Infinity",
    "Infinity, 0.25, Infinity, 0.0, Infinity",
    "Infinity, -2, 0.0, -0.0, 0.0",
    "1, NaN, NaN, NaN, NaN",
    "0.0, NaN, NaN, NaN, NaN",
    "2, NaN, NaN, NaN, NaN",
    "NaN, 2, NaN, NaN, NaN",
    "NaN, 0.5, NaN, NaN, NaN",
    "NaN, 0.25, NaN, NaN, NaN",
    "NaN, Infinity, NaN, NaN, NaN"
  })
  void powCorners(double a, double b, double value, double first, double second) {
    check("pow", a, b, value, first, second);
  }

  private static void check(
      String name, double a, double b, double value, double first, double second) {
    Operator.Binary operator = BuiltIns.binary(name);
    String at = " of " + name + " at (" + a + ", " + b + ")";
    double result = operator.value(a, b);
    Ulp.assertSameBits(value, result, "value" + at);
    Ulp.assertSameBits(first, operator.firstPartial(a, b, result), "first partial" + at);
    Ulp.assertSameBits(second, operator.secondPartial(a, b, result), "second partial" + at);
  }
}
