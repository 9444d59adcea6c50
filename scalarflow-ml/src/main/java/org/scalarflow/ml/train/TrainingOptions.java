package org.scalarflow.ml.train;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a training runs. In each epoch all rows are visited once, in batches; each batch makes one
 * step by the gradient of the mean loss over its rows. With a batch size of 1 this is descent
 * sample by sample, with {@code Integer.MAX_VALUE} a batch is all rows.
 *
 * <p>Instances are immutable; each {@code with} method gives the same with one thing changed:
 *
 * <pre>{@code
 * TrainingOptions options =
 *     TrainingOptions.DEFAULT
 *         .withEpochs(200)
 *         .withBatchSize(32)
 *         .withOptimizer(Optimizer.adam())
 *         .withLearningRate(0.01)
 *         .withSchedule(Schedule.cosine(0.1))
 *         .withPenalty(Penalty.l2(1e-4));
 * }</pre>
 */
public final class TrainingOptions {

  /**
   * 40 epochs of plain descent at a constant rate of 0.02, sample by sample, shuffled with seed 1,
   * without penalty, clipping, class weights or early stopping.
   */
  public static final TrainingOptions DEFAULT = new TrainingOptions(new Values());

  private final Values values;

  private TrainingOptions(Values values) {
    this.values = values;
  }

  /** Changed only before an instance has it. */
  private static final class Values {

    private int epochs = 40;
    private double learningRate = 0.02;
    private int batchSize = 1;
    private boolean isShuffled = true;
    private long seed = 1;
    private Optimizer optimizer = Optimizer.descent();
    private Schedule schedule = Schedule.CONSTANT;
    private Penalty penalty = Penalty.NONE;
    private Clipping clipping = Clipping.NONE;
    private ClassWeights classWeights = ClassWeights.EQUAL;
    private @Nullable EarlyStopping earlyStopping;
    private boolean tellsGradientNorms;

    private Values() {}

    private Values(Values other) {
      epochs = other.epochs;
      learningRate = other.learningRate;
      batchSize = other.batchSize;
      isShuffled = other.isShuffled;
      seed = other.seed;
      optimizer = other.optimizer;
      schedule = other.schedule;
      penalty = other.penalty;
      clipping = other.clipping;
      classWeights = other.classWeights;
      earlyStopping = other.earlyStopping;
      tellsGradientNorms = other.tellsGradientNorms;
    }

    /** Everything, for comparison. */
    private List<@Nullable Object> all() {
      return Arrays.asList(
          epochs,
          learningRate,
          batchSize,
          isShuffled,
          seed,
          optimizer,
          schedule,
          penalty,
          clipping,
          classWeights,
          earlyStopping,
          tellsGradientNorms);
    }
  }

  private TrainingOptions with(Consumer<Values> change) {
    Values changed = new Values(values);
    change.accept(changed);
    return new TrainingOptions(changed);
  }

  // ------------------------------------------------------------------ rows

  /** How often all rows are visited. */
  public int epochs() {
    return values.epochs;
  }

  /**
   * The same with another number of epochs.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingOptions withEpochs(int epochs) {
    Checks.require(epochs >= 1, "the number of epochs is at least 1, not " + epochs);
    return with(changed -> changed.epochs = epochs);
  }

  /** The rows of a batch; the last batch of an epoch may have fewer. */
  public int batchSize() {
    return values.batchSize;
  }

  /**
   * The same with another batch size.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public TrainingOptions withBatchSize(int batchSize) {
    Checks.require(batchSize >= 1, "the batch size is at least 1, not " + batchSize);
    return with(changed -> changed.batchSize = batchSize);
  }

  /** Whether the rows are put in a new random order before each epoch. */
  public boolean shuffled() {
    return values.isShuffled;
  }

  /** The same with or without shuffling. */
  public TrainingOptions withShuffling(boolean shuffled) {
    return with(changed -> changed.isShuffled = shuffled);
  }

  /** The seed of these orders. */
  public long seed() {
    return values.seed;
  }

  /** The same with another seed. */
  public TrainingOptions withSeed(long seed) {
    return with(changed -> changed.seed = seed);
  }

  /** How much rows count by their class. */
  public ClassWeights classWeights() {
    return values.classWeights;
  }

  /** The same with other class weights. */
  public TrainingOptions withClassWeights(ClassWeights classWeights) {
    Objects.requireNonNull(classWeights, "classWeights");
    return with(changed -> changed.classWeights = classWeights);
  }

  // ----------------------------------------------------------------- steps

  /** The learning rate, before the schedule changes it. */
  public double learningRate() {
    return values.learningRate;
  }

  /**
   * The same with another learning rate.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public TrainingOptions withLearningRate(double learningRate) {
    Checks.requirePositive(learningRate, "the learning rate");
    return with(changed -> changed.learningRate = learningRate);
  }

  /** How the rate changes. */
  public Schedule schedule() {
    return values.schedule;
  }

  /** The same with another schedule. */
  public TrainingOptions withSchedule(Schedule schedule) {
    Objects.requireNonNull(schedule, "schedule");
    return with(changed -> changed.schedule = schedule);
  }

  /** How a gradient becomes a step. */
  public Optimizer optimizer() {
    return values.optimizer;
  }

  /** The same with another optimizer. */
  public TrainingOptions withOptimizer(Optimizer optimizer) {
    Objects.requireNonNull(optimizer, "optimizer");
    return with(changed -> changed.optimizer = optimizer);
  }

  /** What is added to the loss for large weights. */
  public Penalty penalty() {
    return values.penalty;
  }

  /** The same with another penalty. */
  public TrainingOptions withPenalty(Penalty penalty) {
    Objects.requireNonNull(penalty, "penalty");
    return with(changed -> changed.penalty = penalty);
  }

  /** What keeps gradients short; it comes after the penalty. */
  public Clipping clipping() {
    return values.clipping;
  }

  /** The same with another clipping. */
  public TrainingOptions withClipping(Clipping clipping) {
    Objects.requireNonNull(clipping, "clipping");
    return with(changed -> changed.clipping = clipping);
  }

  // ------------------------------------------------------------------- end

  /** What ends the training before all epochs are done, or null. */
  public @Nullable EarlyStopping earlyStopping() {
    return values.earlyStopping;
  }

  /** The same with early stopping, or without it if that is null. */
  public TrainingOptions withEarlyStopping(@Nullable EarlyStopping earlyStopping) {
    return with(changed -> changed.earlyStopping = earlyStopping);
  }

  /** Whether epochs tell the gradient norms of layers. */
  public boolean tellsGradientNorms() {
    return values.tellsGradientNorms;
  }

  /**
   * The same with or without gradient norms, which cost an addition for each parameter and step.
   */
  public TrainingOptions withGradientNorms(boolean tells) {
    return with(changed -> changed.tellsGradientNorms = tells);
  }

  /** Whether another instance says the same; functions are compared by {@code equals}. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TrainingOptions options && values.all().equals(options.values.all());
  }

  @Override
  public int hashCode() {
    return values.all().hashCode();
  }

  /**
   * In words; of what is not asked for, nothing: {@code 60 epochs, batches of 8, shuffled with seed
   * 7, adam(0.9, 0.999, 1.0E-8) at 0.005, cosine(0.0), l2 1.0E-4}.
   */
  @Override
  public String toString() {
    return values.epochs
        + " epochs, batches of "
        + values.batchSize
        + (values.isShuffled ? ", shuffled with seed " + values.seed : ", not shuffled")
        + ", "
        + values.optimizer
        + " at "
        + values.learningRate
        + ", "
        + values.schedule
        + (values.penalty.l1() == 0 ? "" : ", l1 " + values.penalty.l1())
        + (values.penalty.l2() == 0 ? "" : ", l2 " + values.penalty.l2())
        + (values.clipping == Clipping.NONE ? "" : ", gradients clipped " + values.clipping)
        + (values.classWeights == ClassWeights.EQUAL
            ? ""
            : ", class weights " + values.classWeights)
        + (values.earlyStopping == null ? "" : ", " + values.earlyStopping);
  }
}
