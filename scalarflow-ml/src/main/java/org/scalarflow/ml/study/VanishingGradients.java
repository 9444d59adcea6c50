package org.scalarflow.ml.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.spi.Backend;

/**
 * How networks fare as they get deeper. With sigmoid units the gradient shrinks from layer to layer
 * on its way back, since {@code σ'(x) ≤ ¼}, so that the first layers hardly learn; units that pass
 * it on do better. S. Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen", 1991; X.
 * Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * AISTATS 2010.
 *
 * <p>Each combination has its own data, split and weights by its seed, the same for all activations
 * and depths. One program serves all trainings of an activation and a depth.
 */
public final class VanishingGradients {

  private static final double TEST_FRACTION = 0.25;

  private final StudySettings settings;
  private final Backend backend;
  private final TrainingOptions options;
  private final Map<Long, Prepared> prepared = new HashMap<>();

  /** A data set, ready for training. */
  private record Prepared(Dataset training, Dataset holdOut) {}

  /**
   * A study.
   *
   * @param backend what computes
   */
  public VanishingGradients(StudySettings settings, Backend backend) {
    this.settings = settings;
    this.backend = backend;
    options = settings.options().withGradientNorms(true);
  }

  /**
   * Runs all combinations but those that have been run before.
   *
   * @param before trials of an earlier run with the same settings
   * @param listener hears of each new trial
   * @return all trials, in the order of {@link StudySettings#combinations}
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   * @throws org.scalarflow.ml.train.TrainingException if a loss or a weight becomes infinite or NaN
   */
  public List<Trial> run(List<Trial> before, StudyListener listener) {
    Map<Combination, Trial> known = new HashMap<>();
    before.forEach(trial -> known.put(trial.combination(), trial));
    List<Combination> combinations = settings.combinations();
    List<Trial> trials = new ArrayList<>();
    MultilayerPerceptron model = null;
    for (Combination combination : combinations) {
      Trial trial = known.get(combination);
      if (trial == null) {
        model = fitting(model, combination);
        trial = run(model, combination);
        trials.add(trial);
        listener.finished(trial, trials.size(), combinations.size());
      } else {
        trials.add(trial);
      }
    }
    return trials;
  }

  /** The last model if it has the activation and depth that are wanted, else a new one. */
  private MultilayerPerceptron fitting(
      @Nullable MultilayerPerceptron last, Combination combination) {
    if (last != null
        && last.hidden().size() == combination.depth()
        && last.activations().get(0) == combination.activation()) {
      return last;
    }
    int[] hidden = new int[combination.depth()];
    Arrays.fill(hidden, settings.width());
    return MultilayerPerceptron.builder(prepared(combination.seed()).training())
        .hidden(hidden)
        .activation(combination.activation())
        .backend(backend)
        .build();
  }

  private Prepared prepared(long seed) {
    return prepared.computeIfAbsent(
        seed,
        any -> {
          Split split =
              Split.stratified(Datasets.load(settings.data(), null, seed), TEST_FRACTION, seed);
          Standardizer standardizer = Standardizer.of(split.training());
          return new Prepared(
              standardizer.apply(split.training()), standardizer.apply(split.holdOut()));
        });
  }

  private Trial run(MultilayerPerceptron model, Combination combination) {
    long seed = combination.seed();
    Prepared data = prepared(seed);
    model.initialize(combination.initialization(), seed);
    List<Double> first = model.gradientNorms(data.training());
    List<Epoch> epochs = model.fit(data.training(), options.withSeed(seed));
    return new Trial(
        combination,
        model.score(data.holdOut()).accuracy(),
        epochs.stream().map(Epoch::loss).toList(),
        first,
        epochs.stream().map(Epoch::gradientNorms).toList());
  }
}
