package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** That a difference is seen, on whichever side it is, before anything is timed. */
class AgreementTest {

  private static final double[] GRADIENT = {1.0, -3.0, 0.0};

  @Test
  void equalNumbersAgree() {
    assertThatCode(() -> Agreement.require("subject", 2.0, GRADIENT.clone(), 2.0, GRADIENT))
        .doesNotThrowAnyException();
  }

  @Test
  void roundingIsAllowed() {
    double[] rounded = {1.0 + 1e-13, -3.0, 1e-13};

    assertThatCode(() -> Agreement.require("subject", 2.0 - 1e-13, rounded, 2.0, GRADIENT))
        .doesNotThrowAnyException();
  }

  @Test
  void anotherValueIsSeen() {
    assertThatThrownBy(() -> Agreement.require("subject", 2.000000001, GRADIENT, 2.0, GRADIENT))
        .isInstanceOf(DisagreementException.class)
        .hasMessage("subject: value is 2.000000001, the baseline's is 2.0");
  }

  @Test
  void anotherDerivativeIsSeen() {
    double[] wrong = {1.0, -3.0, 1e-9};

    assertThatThrownBy(() -> Agreement.require("subject", 2.0, wrong, 2.0, GRADIENT))
        .isInstanceOf(DisagreementException.class)
        .hasMessage("subject: derivative 2 is 1.0E-9, the baseline's is 0.0");
  }

  @Test
  void notANumberIsSeenOnEitherSide() {
    double[] broken = {1.0, Double.NaN, 0.0};

    assertThatThrownBy(() -> Agreement.require("subject", 2.0, broken, 2.0, GRADIENT))
        .isInstanceOf(DisagreementException.class);
    assertThatThrownBy(() -> Agreement.require("subject", 2.0, GRADIENT, 2.0, broken))
        .isInstanceOf(DisagreementException.class);
  }

  @Test
  void aMissingDerivativeIsSeen() {
    assertThatThrownBy(
            () -> Agreement.require("subject", 2.0, new double[] {1.0, -3.0}, 2.0, GRADIENT))
        .isInstanceOf(DisagreementException.class)
        .hasMessage("subject: the gradient has 2 numbers, the baseline's 3");
  }
}
