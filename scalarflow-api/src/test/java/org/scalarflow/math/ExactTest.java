package org.scalarflow.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;

/** The oracle itself, against published digits. */
class ExactTest {

  private static final MathContext FORTY_DIGITS = new MathContext(40);
  private static final MathContext TWENTY_DIGITS = new MathContext(20);

  @Test
  void constants() {
    assertDigits(Exact.PI, "3.141592653589793238462643383279502884197");
    assertDigits(Exact.exp(BigDecimal.ONE), "2.718281828459045235360287471352662497757");
    assertDigits(Exact.log(Exact.TWO), "0.6931471805599453094172321214581765680755");
    assertDigits(Exact.sqrt(Exact.TWO), "1.414213562373095048801688724209698078570");
  }

  @Test
  void errorFunction() {
    BigDecimal one = Exact.erf(BigDecimal.ONE).round(TWENTY_DIGITS);
    assertThat(one).isEqualByComparingTo("0.84270079294971486934");
    BigDecimal half = Exact.erf(new BigDecimal("0.5")).round(TWENTY_DIGITS);
    assertThat(half).isEqualByComparingTo("0.52049987781304653768");
  }

  @Test
  void sineOfAHugeArgument() {
    BigDecimal sine = Exact.sin(Exact.of(1e22)).round(TWENTY_DIGITS);
    assertThat(sine).isEqualByComparingTo("-0.85220084976718880177");
  }

  @Test
  void functionsAreInverseToEachOther() {
    BigDecimal x = new BigDecimal("0.37");
    assertDigits(Exact.expm1(Exact.log1p(x)), "0.37");
    assertDigits(Exact.asin(Exact.sin(x)), "0.37");
    assertDigits(Exact.acos(Exact.cos(x)), "0.37");
    assertDigits(Exact.atan(Exact.over(Exact.sin(x), Exact.cos(x))), "0.37");
    assertDigits(Exact.asinh(Exact.sinh(x)), "0.37");
    assertDigits(Exact.acosh(Exact.cosh(x)), "0.37");
    assertDigits(Exact.atanh(Exact.over(Exact.sinh(x), Exact.cosh(x))), "0.37");
  }

  private static void assertDigits(BigDecimal computed, String expected) {
    assertThat(computed.round(FORTY_DIGITS)).isEqualByComparingTo(expected);
  }
}
