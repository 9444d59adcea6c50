package org.scalarflow.ml.train;

/**
 * How stochastic gradient descent runs. In each epoch all rows are visited once, in batches; each
 * batch makes one step {@code w ← w − (rate / m) · Σ ∂loss/∂w} over its {@code m} rows. With a
 * batch size of 1 this is descent sample by sample.
 *
 * @param epochs how often all rows are visited, at least 1
 * @param learningRate the rate, positive and finite
 * @param batchSize the rows of a batch, at least 1; the last batch of an epoch may have fewer
 * @param shuffled whether the rows are put in a new random order before each epoch
 * @param seed the seed of these orders
 */
public record TrainingOptions(
    int epochs, double learningRate, int batchSize, boolean shuffled, long seed) {

  /** 40 epochs at a rate of 0.02, sample by sample, shuffled with seed 1. */
  public static final TrainingOptions DEFAULT = new TrainingOptions(40, 0.02, 1, true, 1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TrainingOptions {
    require(epochs >= 1, "the number of epochs is at least 1, not " + epochs);
    require(
        learningRate > 0 && learningRate < Double.POSITIVE_INFINITY,
        "the learning rate is positive and finite, not " + learningRate);
    require(batchSize >= 1, "the batch size is at least 1, not " + batchSize);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same with another number of epochs. */
  public TrainingOptions withEpochs(int epochs) {
    return new TrainingOptions(epochs, learningRate, batchSize, shuffled, seed);
  }

  /** The same with another learning rate. */
  public TrainingOptions withLearningRate(double learningRate) {
    return new TrainingOptions(epochs, learningRate, batchSize, shuffled, seed);
  }

  /** The same with another batch size. */
  public TrainingOptions withBatchSize(int batchSize) {
    return new TrainingOptions(epochs, learningRate, batchSize, shuffled, seed);
  }

  /** The same with or without shuffling. */
  public TrainingOptions withShuffling(boolean shuffled) {
    return new TrainingOptions(epochs, learningRate, batchSize, shuffled, seed);
  }

  /** The same with another seed. */
  public TrainingOptions withSeed(long seed) {
    return new TrainingOptions(epochs, learningRate, batchSize, shuffled, seed);
  }
}
