package org.scalarflow.ml.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingException;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Interruption;

/**
 * How networks fare as they get deeper. With sigmoid units the gradient shrinks from layer to layer
 * on its way back, since {@code σ'(x) ≤ ¼}, so that the first layers hardly learn; units that pass
 * it on do better. S. Hochreiter, "Untersuchungen zu dynamischen neuronalen Netzen", 1991; X.
 * Glorot, Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
 * AISTATS 2010.
 *
 * <p>Each combination has its own data, split and weights by its seed, the same for all activations
 * and depths. One program serves all trainings of an activation and a depth. An instance may be
 * used by several threads.
 */
public final class VanishingGradients {

  private static final double TEST_FRACTION = 0.25;

  /** What is beyond can neither be averaged nor drawn. */
  static final double LARGEST_NORM = 1e100;

  private final StudySettings settings;
  private final Backend backend;

  /** The rows of a seed, on one scale. */
  private record Rows(Dataset training, Dataset holdOut) {}

  /** Networks that differ in their weights only. */
  private record Shape(Activation activation, int depth) {}

  /**
   * A trained network and its rows.
   *
   * @param combination what it is about
   * @param model the network
   * @param training the rows it has learnt from, standardised
   * @param holdOut the rows it has not seen, on the same scale
   */
  public record Trained(
      Combination combination, MultilayerPerceptron model, Dataset training, Dataset holdOut) {}

  /**
   * A study.
   *
   * @param backend what computes
   */
  public VanishingGradients(StudySettings settings, Backend backend) {
    this.settings = settings;
    this.backend = backend;
  }

  /**
   * Runs all combinations but those that have been run before. The trials are the same, to the bit,
   * at any number of threads.
   *
   * @param before trials of an earlier run with the same settings
   * @param threads how many trainings run at a time, at least 1; networks of one activation and
   *     depth are trained by the same thread
   * @param listener hears of each new trial
   * @return all trials, in the order of {@link StudySettings#combinations}
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if there is no thread
   */
  public List<Trial> run(List<Trial> before, int threads, StudyListener listener) {
    Map<Combination, Trial> trials = new LinkedHashMap<>();
    before.forEach(trial -> trials.put(trial.combination(), trial));
    Map<Shape, List<Combination>> missing = new LinkedHashMap<>();
    List<Combination> all = settings.combinations();
    trials.keySet().retainAll(all);
    for (Combination one : all) {
      if (!trials.containsKey(one)) {
        missing
            .computeIfAbsent(new Shape(one.activation(), one.depth()), any -> new ArrayList<>())
            .add(one);
      }
    }
    // The longest first, so that no thread is left alone with one of them in the end.
    List<TrialPool.Work> work =
        missing.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                    group -> -(long) group.getKey().depth() * group.getValue().size()))
            .map(group -> work(group.getKey(), group.getValue()))
            .toList();
    TrialPool.run(
        work,
        all.size() - trials.size(),
        threads,
        trial -> {
          trials.put(trial.combination(), trial);
          listener.finished(trial, trials.size(), all.size());
        });
    return all.stream().map(trials::get).toList();
  }

  private TrialPool.Work work(Shape shape, List<Combination> combinations) {
    return finished -> {
      MultilayerPerceptron model = model(shape);
      for (Combination combination : combinations) {
        Interruption.check();
        finished.accept(run(model, combination, rows(combination.seed())));
      }
    };
  }

  /**
   * Trains the network of one combination, to look at it. It is the one whose trial {@link #run}
   * tells of, to the bit.
   *
   * @return the network, with its first weights if its training diverges
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public Trained train(Combination combination) {
    MultilayerPerceptron model = model(new Shape(combination.activation(), combination.depth()));
    Rows rows = rows(combination.seed());
    run(model, combination, rows);
    return new Trained(combination, model, rows.training(), rows.holdOut());
  }

  private MultilayerPerceptron model(Shape shape) {
    int[] hidden = new int[shape.depth()];
    Arrays.fill(hidden, settings.width());
    return MultilayerPerceptron.builder(rows(1).training())
        .hidden(hidden)
        .activation(shape.activation())
        .backend(backend)
        .build();
  }

  private Rows rows(long seed) {
    Split split = Split.stratified(Datasets.load(settings.data(), null, seed), TEST_FRACTION, seed);
    Standardizer standardizer = Standardizer.of(split.training());
    return new Rows(standardizer.apply(split.training()), standardizer.apply(split.holdOut()));
  }

  private Trial run(MultilayerPerceptron model, Combination combination, Rows rows) {
    model.initialize(combination.initialization(), combination.seed());
    List<Double> firstNorms = model.gradientNorms(rows.training());
    List<Epoch> epochs = new ArrayList<>();
    int divergedIn = 0;
    try {
      model.fit(rows.training(), settings.options(combination.seed()), epochs::add);
    } catch (TrainingException diverged) {
      divergedIn = diverged.epoch();
    }
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).gradientNorms().stream().anyMatch(norm -> !(norm <= LARGEST_NORM))) {
        divergedIn = epochs.get(i).number();
        epochs.subList(i, epochs.size()).clear();
      }
    }
    return new Trial(
        combination,
        guessing(rows.holdOut()),
        divergedIn > 0 ? Double.NaN : model.score(rows.holdOut()).accuracy(),
        divergedIn,
        epochs.stream().map(Epoch::loss).toList(),
        firstNorms,
        epochs.stream().map(Epoch::gradientNorms).toList());
  }

  private static double guessing(Dataset rows) {
    return (double) Arrays.stream(rows.classCounts()).max().orElse(0) / rows.rows();
  }
}
