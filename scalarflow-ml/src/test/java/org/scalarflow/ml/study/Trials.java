package org.scalarflow.ml.study;

import java.util.Collections;
import java.util.List;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;

/** Small studies, and trials whose findings can be worked out by hand. */
final class Trials {

  /** 2 activations, 1 initialization, 2 depths, 2 seeds. */
  static final StudySettings SMALL =
      StudySettings.DEFAULT
          .withActivations(List.of(Activation.SIGMOID, Activation.RELU))
          .withInitializations(List.of(Initialization.HE_UNIFORM))
          .withDepths(List.of(1, 3))
          .withWidth(4)
          .withSeeds(2)
          .withEpochs(3);

  private Trials() {}

  static Combination sigmoid(int depth, long seed) {
    return new Combination(Activation.SIGMOID, Initialization.HE_UNIFORM, depth, seed);
  }

  static Combination relu(int depth, long seed) {
    return new Combination(Activation.RELU, Initialization.HE_UNIFORM, depth, seed);
  }

  /** Norms of 1 but for the first layer. */
  static Trial trial(Combination combination, double accuracy, double firstNorm, double... losses) {
    List<Double> norms =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(firstNorm),
                Collections.nCopies(combination.depth(), 1.0).stream())
            .toList();
    return new Trial(
        combination,
        0.5,
        accuracy,
        0,
        java.util.Arrays.stream(losses).boxed().toList(),
        norms,
        Collections.nCopies(losses.length, norms));
  }

  /** One that diverged in the second epoch. */
  static Trial diverged(Combination combination) {
    Trial trial = trial(combination, 0.5, 0.25, 7.5);
    return new Trial(
        combination, 0.5, Double.NaN, 2, trial.losses(), trial.firstNorms(), trial.norms());
  }
}
