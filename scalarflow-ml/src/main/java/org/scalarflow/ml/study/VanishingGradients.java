package org.scalarflow.ml.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
 * used by several threads; it starts none.
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
   * Runs all combinations but those that have been run before, on the calling thread.
   *
   * @param before trials of an earlier run with the same settings
   * @param listener hears of each new trial
   * @return all trials, in the order of {@link StudySettings#combinations}
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public List<Trial> run(List<Trial> before, StudyListener listener) {
    List<Trial> trials = new ArrayList<>(settings.inOrder(before));
    for (Part part : parts(before)) {
      part.run(
          trial -> {
            trials.add(trial);
            listener.finished(trial, trials.size(), settings.trainings());
          });
    }
    return settings.inOrder(trials);
  }

  /**
   * The same in parts, for those who have threads: parts may run at the same time and in any order,
   * and give the same trials, to the bit. The longest come first, so that no thread is left alone
   * with one of them in the end.
   *
   * @param before trials of an earlier run with the same settings
   */
  public List<Part> parts(List<Trial> before) {
    Set<Combination> known = new HashSet<>();
    before.forEach(trial -> known.add(trial.combination()));
    Map<Shape, List<Combination>> missing = new LinkedHashMap<>();
    for (Combination one : settings.combinations()) {
      if (!known.contains(one)) {
        missing
            .computeIfAbsent(new Shape(one.activation(), one.depth()), any -> new ArrayList<>())
            .add(one);
      }
    }
    return missing.entrySet().stream()
        .sorted(
            Comparator.comparingLong(
                group -> -(long) group.getKey().depth() * group.getValue().size()))
        .map(group -> new Part(group.getKey(), group.getValue()))
        .toList();
  }

  /** The trainings of networks of one activation and depth; one program serves them all. */
  public final class Part {

    private final Shape shape;
    private final List<Combination> combinations;

    private Part(Shape shape, List<Combination> combinations) {
      this.shape = shape;
      this.combinations = List.copyOf(combinations);
    }

    /** What is trained. */
    public List<Combination> combinations() {
      return combinations;
    }

    /**
     * Trains one network after the other.
     *
     * @param finished hears of each trial, on the calling thread
     * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
     */
    public void run(Consumer<Trial> finished) {
      MultilayerPerceptron model = model(shape);
      for (Combination combination : combinations) {
        Interruption.check();
        finished.accept(train(model, combination, rows(combination.seed())));
      }
    }
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
    train(model, combination, rows);
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

  private Trial train(MultilayerPerceptron model, Combination combination, Rows rows) {
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
