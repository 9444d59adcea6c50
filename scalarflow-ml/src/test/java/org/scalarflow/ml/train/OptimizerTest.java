package org.scalarflow.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Steps against the formulas of the papers, written in another way. */
class OptimizerTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);
  private static final double RATE = 0.1;
  private static final int STEPS = 20;

  private static final List<Optimizer> ALL =
      List.of(
          Optimizer.descent(),
          Optimizer.momentum(0.9),
          Optimizer.nesterov(0.9),
          Optimizer.rmsProp(),
          Optimizer.adam(),
          Optimizer.adamW(0.01));

  private static final double[][] GRADIENTS = gradients();

  private static double[][] gradients() {
    Random random = new Random(1);
    double[][] gradients = new double[STEPS][2];
    for (double[] gradient : gradients) {
      gradient[0] = random.nextGaussian();
      gradient[1] = 1e-3 * random.nextGaussian();
    }
    return gradients;
  }

  /** The parameters after each step, starting from (1, −2). */
  private static double[][] path(Optimizer optimizer) {
    Optimizer.Stepper stepper = optimizer.start(2);
    double[] w = {1, -2};
    double[][] path = new double[STEPS][];
    for (int t = 0; t < STEPS; t++) {
      stepper.step(w, GRADIENTS[t].clone(), RATE);
      path[t] = w.clone();
    }
    return path;
  }

  private static void assertPath(Optimizer optimizer, double[][] expected) {
    double[][] path = path(optimizer);
    for (int t = 0; t < STEPS; t++) {
      assertThat(path[t])
          .as("step %s of %s", t + 1, optimizer)
          .containsExactly(expected[t], ROUNDING);
    }
  }

  /** The parameters as a sum over all gradients so far, each with a factor by its age. */
  private static double[][] weighted(AgeFactor factor) {
    double[][] path = new double[STEPS][2];
    for (int t = 0; t < STEPS; t++) {
      for (int i = 0; i < 2; i++) {
        double w = i == 0 ? 1 : -2;
        for (int step = 0; step <= t; step++) {
          for (int past = 0; past <= step; past++) {
            w -= RATE * factor.of(step - past) * GRADIENTS[past][i];
          }
        }
        path[t][i] = w;
      }
    }
    return path;
  }

  private interface AgeFactor {
    double of(int age);
  }

  @Test
  void descentGoesAgainstTheGradient() {
    assertPath(Optimizer.descent(), weighted(age -> age == 0 ? 1 : 0));
  }

  @Test
  void momentumRemembersGradientsByPowers() {
    assertPath(Optimizer.momentum(0.8), weighted(age -> Math.pow(0.8, age)));
  }

  @Test
  void nesterovIsOneStepAhead() {
    assertPath(
        Optimizer.nesterov(0.8), weighted(age -> age == 0 ? 1 + 0.8 : Math.pow(0.8, age + 1)));
  }

  /** The mean of numbers with weights {@code (1 − β)·βᵃᵍᵉ}. */
  private static double mean(double beta, int t, int i, int power) {
    double sum = 0;
    for (int past = 0; past <= t; past++) {
      sum += (1 - beta) * Math.pow(beta, t - past) * Math.pow(GRADIENTS[past][i], power);
    }
    return sum;
  }

  @Test
  void rmsPropDividesByTheRootOfTheMeanSquare() {
    double[][] expected = new double[STEPS][2];
    for (int i = 0; i < 2; i++) {
      double w = i == 0 ? 1 : -2;
      for (int t = 0; t < STEPS; t++) {
        w -= RATE * GRADIENTS[t][i] / (Math.sqrt(mean(0.95, t, i, 2)) + 1e-6);
        expected[t][i] = w;
      }
    }
    assertPath(Optimizer.rmsProp(0.95, 1e-6), expected);
  }

  private static double[][] adam(double decay) {
    double[][] expected = new double[STEPS][2];
    for (int i = 0; i < 2; i++) {
      double w = i == 0 ? 1 : -2;
      for (int t = 0; t < STEPS; t++) {
        double mean = mean(0.9, t, i, 1) / (1 - Math.pow(0.9, t + 1));
        double square = mean(0.999, t, i, 2) / (1 - Math.pow(0.999, t + 1));
        w = w - RATE * decay * w - RATE * mean / (Math.sqrt(square) + 1e-8);
        expected[t][i] = w;
      }
    }
    return expected;
  }

  @Test
  void adamCorrectsItsMeans() {
    assertPath(Optimizer.adam(), adam(0));
    // Whatever the gradient's size, the first step is the rate.
    assertThat(path(Optimizer.adam())[0][0])
        .isCloseTo(1 - RATE * Math.signum(GRADIENTS[0][0]), Offset.offset(1e-6));
  }

  @Test
  void adamWShrinksWeightsBesides() {
    assertPath(Optimizer.adamW(0.3), adam(0.3));
  }

  /** f(w) = ½·(100·w₁² + w₂²), which is 10 times harder along one axis. */
  @Test
  void allFindTheMinimumOfABowl() {
    for (Optimizer optimizer : ALL) {
      Optimizer.Stepper stepper = optimizer.start(2);
      double[] w = {1, -2};
      for (int t = 0; t < 4_000; t++) {
        stepper.step(w, new double[] {100 * w[0], w[1]}, 0.005 * Math.pow(0.999, t));
      }
      assertThat(Math.hypot(w[0], w[1])).as(optimizer.toString()).isLessThan(0.05);
    }
  }

  @Test
  void trainingsDoNotShareMemory() {
    for (Optimizer optimizer : ALL) {
      assertThat(path(optimizer)).isDeepEqualTo(path(optimizer));
      assertThat(optimizer.toString()).isNotEmpty();
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Optimizer.momentum(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the momentum is at least 0 and less than 1, not 1.0");
    assertThatThrownBy(() -> Optimizer.adam(0.9, -0.1, 1e-8)).hasMessageContaining("beta 2");
    assertThatThrownBy(() -> Optimizer.adam(0.9, 0.9, 0)).hasMessageContaining("epsilon");
    assertThatThrownBy(() -> Optimizer.adamW(Double.NaN)).hasMessageContaining("weight decay");
    assertThatThrownBy(() -> Optimizer.rmsProp(1, 1)).hasMessageContaining("decay of squares");
  }
}
