package org.scalarflow.ml.study;

import java.util.ArrayList;
import java.util.List;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.train.TrainingOptions;

/**
 * What a study compares: every combination of activation, initialization, depth and seed.
 *
 * @param activations what hidden units do
 * @param initializations how weights start
 * @param depths the numbers of hidden layers
 * @param width the units of each hidden layer
 * @param seeds how many seeds, from 1 on
 * @param data the name of a generated data set
 * @param options how each model is trained; their seed is that of the combination
 */
public record StudySettings(
    List<Activation> activations,
    List<Initialization> initializations,
    List<Integer> depths,
    int width,
    int seeds,
    String data,
    TrainingOptions options) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if a list is empty or names something twice, or a number is
   *     less than 1
   */
  public StudySettings {
    activations = distinct(activations, "activation");
    initializations = distinct(initializations, "initialization");
    depths = distinct(depths, "depth");
    for (int number : depths) {
      require(number >= 1, "a depth is at least 1, not " + number);
    }
    require(width >= 1, "the width is at least 1, not " + width);
    require(seeds >= 1, "there is one seed or more, not " + seeds);
  }

  private static <T> List<T> distinct(List<T> list, String what) {
    List<T> own = List.copyOf(list);
    require(!own.isEmpty(), "there is no " + what);
    require(own.stream().distinct().count() == own.size(), what + " twice: " + own);
    return own;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** All combinations, those of one network after the other. */
  public List<Combination> combinations() {
    List<Combination> all = new ArrayList<>();
    for (Activation activation : activations) {
      for (int depth : depths) {
        for (Initialization initialization : initializations) {
          for (long seed = 1; seed <= seeds; seed++) {
            all.add(new Combination(activation, initialization, depth, seed));
          }
        }
      }
    }
    return all;
  }
}
