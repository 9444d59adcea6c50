package org.scalarflow.ml.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;
import org.scalarflow.ml.data.ClassifiedRows;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.random.RandomStream;
import org.scalarflow.spi.Interruption;

/**
 * The rows of a data set in {@code k} folds, each of which is held out once. Immutable.
 *
 * <pre>{@code
 * Scores scores = StratifiedFolds.of(data, 5, 1).score((training, holdOut) -> {
 *   Standardizer scale = Standardizer.of(training);
 *   LogisticRegression model = LogisticRegression.builder(training).build();
 *   model.fit(scale.apply(training), TrainingOptions.DEFAULT);
 *   return model.score(scale.apply(holdOut)).accuracy();
 * });
 * }</pre>
 *
 * <p>Rows are shuffled, then dealt to the folds in turn, class by class, each class going on where
 * the last one stopped. So each row is in one fold; of a class of {@code n} rows, each fold has
 * {@code ⌊n/k⌋} or {@code ⌈n/k⌉}, none in some folds if {@code n < k}; and the sizes of folds
 * differ by one at most.
 */
public final class StratifiedFolds {

  private final Dataset data;
  private final int count;
  private final int[] foldOf;

  private StratifiedFolds(Dataset data, int count, int[] foldOf) {
    this.data = data;
    this.count = count;
    this.foldOf = foldOf;
  }

  /**
   * Divides the rows at random.
   *
   * @param data the rows
   * @param count the number of folds {@code k}, from 2 to the number of rows
   * @param seed the seed of the choice
   * @throws DataException if a class has only one row, so that it could not be learnt and judged
   * @throws IllegalArgumentException if the number of folds is out of range
   */
  public static StratifiedFolds of(Dataset data, int count, long seed) {
    return new StratifiedFolds(data, count, assign(data, count, seed));
  }

  /**
   * The fold of each row, from 0, chosen at random as told above.
   *
   * @param data the rows
   * @param count the number of folds {@code k}, from 2 to the number of rows
   * @param seed the seed of the choice
   * @throws DataException if a class has only one row, so that it could not be learnt and judged
   * @throws IllegalArgumentException if the number of folds is out of range
   */
  public static int[] assign(ClassifiedRows data, int count, long seed) {
    if (count < 2 || count > data.rows()) {
      throw new IllegalArgumentException(
          "the number of folds is from 2 to " + data.rows() + ", the number of rows, not " + count);
    }
    int[] counts = data.classCounts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        throw new DataException(
            data.name()
                + ": class '"
                + data.labels().get(i)
                + "' has one row only; each class needs a row to learn from and one to hold out");
      }
    }
    int[] order = MathArrays.natural(data.rows());
    MathArrays.shuffle(order, RandomStream.FOLDS.generator(seed));
    int[] next = firstTurns(counts);
    int[] foldOf = new int[order.length];
    for (int row : order) {
      foldOf[row] = next[data.classOf(row)]++ % count;
    }
    return foldOf;
  }

  /** The turn at which each class starts: the number of rows of the classes before it. */
  private static int[] firstTurns(int[] counts) {
    int[] turns = new int[counts.length];
    for (int i = 1; i < counts.length; i++) {
      turns[i] = turns[i - 1] + counts[i - 1];
    }
    return turns;
  }

  /** The number of folds. */
  public int count() {
    return count;
  }

  /**
   * The fold in which a row is held out, from 0.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int foldOf(int row) {
    return foldOf[Objects.checkIndex(row, foldOf.length)];
  }

  /**
   * The rows of a fold in ascending order, in an array of the caller's own.
   *
   * @throws IndexOutOfBoundsException if there is no such fold
   */
  public int[] rows(int fold) {
    Objects.checkIndex(fold, count);
    return IntStream.range(0, foldOf.length).filter(row -> foldOf[row] == fold).toArray();
  }

  /**
   * A fold held out, and the rows of all others to learn from; rows keep their order in both.
   *
   * @throws IndexOutOfBoundsException if there is no such fold
   */
  public Split split(int fold) {
    Objects.checkIndex(fold, count);
    int[] others = IntStream.range(0, foldOf.length).filter(row -> foldOf[row] != fold).toArray();
    return new Split(data.select(others), data.select(rows(fold)));
  }

  /**
   * Holds out fold after fold and asks for its score. What the scorer throws goes on to the caller.
   *
   * @param scorer trains and judges; called once for each fold, in ascending order, on this thread
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted between
   *     folds
   */
  public Scores score(FoldScorer scorer) {
    Objects.requireNonNull(scorer, "scorer");
    List<Double> values = new ArrayList<>();
    for (int fold = 0; fold < count; fold++) {
      Interruption.check();
      Split split = split(fold);
      values.add(scorer.score(split.training(), split.holdOut()));
    }
    return new Scores(values);
  }

  /** A summary: {@code 5 folds of iris}. */
  @Override
  public String toString() {
    return count + " folds of " + data.name();
  }
}
