package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.bench.hand.AsianCall;
import org.scalarflow.bench.hand.SigmoidNet;

/** The baselines' gradients against central differences of their own values. */
class HandWrittenTest {

  private static final double STEP = 1e-5;

  /** The differences err by some STEP² times a third derivative, and by rounding over STEP. */
  private static final double TOLERANCE = 1e-7;

  private interface Gradient {
    double at(double[] point, double[] gradient);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10x1", "10x4", "32x3"})
  void theSigmoidNetHasTheSlopesOfItsLoss(String hidden) {
    Mlp network = Mlp.of(hidden);
    SigmoidNet net = SigmoidNet.of(network.width(), network.depth());
    double[] rows = Mlp.samples(1);

    requireSlopes((p, g) -> net.lossAndGradient(p, rows, 0, g), network.parameters(), 1.0);
  }

  @Test
  void theAsianCallHasTheSlopesOfItsValue() {
    double[] normals = new double[20];
    for (int i = 0; i < normals.length; i++) {
      normals[i] = Math.sin(i + 1.0);
    }
    AsianCall call = new AsianCall(10);

    requireSlopes(
        (p, g) -> call.valueAndGradient(p, normals, g), new double[] {100, 0.2, 0.05, 90}, 100.0);
  }

  private static void requireSlopes(Gradient function, double[] point, double scale) {
    double[] gradient = new double[point.length];
    double[] scratch = new double[point.length];
    function.at(point, gradient);
    for (int i = 0; i < point.length; i++) {
      double[] moved = point.clone();
      moved[i] = point[i] + STEP;
      double above = function.at(moved, scratch);
      moved[i] = point[i] - STEP;
      double below = function.at(moved, scratch);
      assertThat(gradient[i])
          .as("derivative %d", i)
          .isCloseTo((above - below) / (2 * STEP), offset(TOLERANCE * scale));
    }
  }
}
