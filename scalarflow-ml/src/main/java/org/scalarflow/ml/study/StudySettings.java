package org.scalarflow.ml.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.train.TrainingOptions;

/**
 * What a study compares: every combination of activation, initialization, depth and seed. All are
 * trained by plain descent, which changes a weight in proportion to its gradient; optimizers that
 * rescale gradients would hide how small they are.
 *
 * @param activations what hidden units do
 * @param initializations how weights start
 * @param depths the numbers of hidden layers
 * @param width the units of each hidden layer
 * @param seeds how many seeds, from 1 on
 * @param data the name of a generated data set, one of {@link #generatedData()}
 * @param epochs how often each training visits all rows
 * @param learningRate the length of a step
 * @param batchSize the rows of a step
 */
public record StudySettings(
    List<Activation> activations,
    List<Initialization> initializations,
    List<Integer> depths,
    int width,
    int seeds,
    String data,
    int epochs,
    double learningRate,
    int batchSize) {

  private static final List<String> GENERATED =
      List.of("blobs", "circles", "moons", "noisy-xor", "spirals", "two-clusters");

  /**
   * Sigmoid, tanh and ReLU, started after Glorot and He, in 1 to 10 layers of 10 units, 10 seeds of
   * noisy XOR, 150 epochs at a rate of 0.1 with batches of 8 rows: 600 trainings.
   */
  public static final StudySettings DEFAULT =
      new StudySettings(
          List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU),
          List.of(Initialization.GLOROT_UNIFORM, Initialization.HE_UNIFORM),
          IntStream.rangeClosed(1, 10).boxed().toList(),
          10,
          10,
          "noisy-xor",
          150,
          0.1,
          8);

  private static final int MOST_LAYERS = 50;
  private static final int MOST_UNITS = 100;
  private static final int MOST_EPOCHS = 10_000;
  private static final int MOST_TRAININGS = 10_000;

  /** Some hundred megabytes. */
  private static final long MOST_NUMBERS = 10_000_000;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a list is empty or names something twice, a number is less
   *     than 1 or above its limit (50 layers, 100 units, 10,000 epochs, 10,000 trainings, and
   *     10,000,000 losses and norms in all), the learning rate is not positive and finite, or there
   *     is no generated data set of that name
   */
  public StudySettings {
    activations = distinct(activations, "activation");
    initializations = distinct(initializations, "initialization");
    depths = distinct(depths, "depth");
    for (int number : depths) {
      requireWithin("a depth", number, MOST_LAYERS);
    }
    requireWithin("the width", width, MOST_UNITS);
    requireWithin("the number of seeds", seeds, MOST_TRAININGS);
    requireWithin("the number of epochs", epochs, MOST_EPOCHS);
    require(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "the learning rate is positive and finite, not " + learningRate);
    require(batchSize >= 1, "the batch size is at least 1, not " + batchSize);
    require(
        GENERATED.contains(data),
        "a study makes its data from each seed, and '"
            + data
            + "' is not made from one; choose one of "
            + String.join(", ", GENERATED));
    long trainings = (long) activations.size() * initializations.size() * depths.size() * seeds;
    require(
        trainings <= MOST_TRAININGS,
        "a study has at most "
            + MOST_TRAININGS
            + " trainings, not "
            + trainings
            + "; take fewer seeds, depths, activations or initializations");
    long numbers = trainings / depths.size() * epochs * depths.stream().mapToLong(d -> d + 2).sum();
    require(
        numbers <= MOST_NUMBERS,
        "a study keeps at most "
            + MOST_NUMBERS
            + " losses and norms, not "
            + numbers
            + "; take fewer epochs, seeds or depths");
  }

  private static <T> List<T> distinct(List<T> list, String what) {
    List<T> own = List.copyOf(list);
    require(!own.isEmpty(), "there is no " + what);
    require(own.stream().distinct().count() == own.size(), what + " twice: " + own);
    return own;
  }

  private static void requireWithin(String what, int number, int most) {
    require(number >= 1 && number <= most, what + " is within 1 and " + most + ", not " + number);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The data sets that are made from a seed. */
  public static List<String> generatedData() {
    return GENERATED;
  }

  /**
   * The same with other activations.
   *
   * @throws IllegalArgumentException as the constructor; so do the others
   */
  public StudySettings withActivations(List<Activation> changed) {
    return new StudySettings(
        changed, initializations, depths, width, seeds, data, epochs, learningRate, batchSize);
  }

  /** The same with other initializations. */
  public StudySettings withInitializations(List<Initialization> changed) {
    return new StudySettings(
        activations, changed, depths, width, seeds, data, epochs, learningRate, batchSize);
  }

  /** The same with other depths. */
  public StudySettings withDepths(List<Integer> changed) {
    return new StudySettings(
        activations, initializations, changed, width, seeds, data, epochs, learningRate, batchSize);
  }

  /** The same with another width. */
  public StudySettings withWidth(int changed) {
    return new StudySettings(
        activations,
        initializations,
        depths,
        changed,
        seeds,
        data,
        epochs,
        learningRate,
        batchSize);
  }

  /** The same with another number of seeds. */
  public StudySettings withSeeds(int changed) {
    return new StudySettings(
        activations,
        initializations,
        depths,
        width,
        changed,
        data,
        epochs,
        learningRate,
        batchSize);
  }

  /** The same with another data set. */
  public StudySettings withData(String changed) {
    return new StudySettings(
        activations,
        initializations,
        depths,
        width,
        seeds,
        changed,
        epochs,
        learningRate,
        batchSize);
  }

  /** The same with another number of epochs. */
  public StudySettings withEpochs(int changed) {
    return new StudySettings(
        activations, initializations, depths, width, seeds, data, changed, learningRate, batchSize);
  }

  /** The same with another learning rate. */
  public StudySettings withLearningRate(double changed) {
    return new StudySettings(
        activations, initializations, depths, width, seeds, data, epochs, changed, batchSize);
  }

  /** The same with another batch size. */
  public StudySettings withBatchSize(int changed) {
    return new StudySettings(
        activations, initializations, depths, width, seeds, data, epochs, learningRate, changed);
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

  /** Those of these trials that belong to this study, each once, in the order of combinations. */
  public List<Trial> inOrder(Collection<Trial> trials) {
    Map<Combination, Trial> known = new HashMap<>();
    trials.forEach(trial -> known.put(trial.combination(), trial));
    return combinations().stream()
        .flatMap(combination -> Stream.ofNullable(known.get(combination)))
        .toList();
  }

  /** The number of combinations. */
  public int trainings() {
    return activations.size() * initializations.size() * depths.size() * seeds;
  }

  /** The depth with the most layers. */
  public int deepest() {
    return Collections.max(depths);
  }

  /** The depth with the fewest layers. */
  public int shallowest() {
    return Collections.min(depths);
  }

  /** How the training of a seed goes. */
  TrainingOptions options(long seed) {
    return TrainingOptions.DEFAULT
        .withEpochs(epochs)
        .withLearningRate(learningRate)
        .withBatchSize(batchSize)
        .withSeed(seed)
        .withGradientNorms(true);
  }
}
