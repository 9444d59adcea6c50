package org.scalarflow.ml.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;

/**
 * What the trials of a study show: means over seeds with their confidence intervals. Trials that
 * diverged have no part in them; {@link Estimate#count} tells how many have. Immutable.
 *
 * <p>Intervals are of one number at a time: of twenty intervals, one or so misses what it is about.
 */
public final class Findings {

  private static final double LEAST_GAIN = 0.05;

  private final StudySettings settings;
  private final Map<Combination, Trial> trials = new LinkedHashMap<>();

  /**
   * The findings of a study.
   *
   * @param trials those that are there; others count as not run
   */
  public Findings(StudySettings settings, List<Trial> trials) {
    this.settings = settings;
    settings.inOrder(trials).forEach(trial -> this.trials.put(trial.combination(), trial));
  }

  /** What was compared. */
  public StudySettings settings() {
    return settings;
  }

  /**
   * How fast the gradient norm of the first layer changes with depth.
   *
   * @param factor by which each further layer multiplies its ratio to that of the last layer
   * @param low the lower end of the confidence interval of 95 %; NaN with fewer than three points
   * @param high the upper end; NaN with fewer than three points
   */
  public record Decay(double factor, double low, double high) {}

  /** The accuracy on held-out rows. */
  public Estimate accuracy(Activation activation, Initialization initialization, int depth) {
    return over(activation, initialization, depth, Trial::accuracy);
  }

  /** By how much the accuracy exceeds that of guessing the most frequent class. */
  public Estimate gain(Activation activation, Initialization initialization, int depth) {
    return over(activation, initialization, depth, trial -> trial.accuracy() - trial.guessing());
  }

  /** The accuracy of guessing the most frequent class, averaged over all trials. */
  public double guessing() {
    return trials.values().stream().mapToDouble(Trial::guessing).average().orElse(Double.NaN);
  }

  /** Whether networks learn. */
  public Verdict verdict(Activation activation, Initialization initialization, int depth) {
    Estimate gain = gain(activation, initialization, depth);
    if (Double.isNaN(gain.low())) {
      return Verdict.UNKNOWN;
    }
    if (gain.high() < LEAST_GAIN) {
      return Verdict.FAILS;
    }
    return gain.low() > (1 - guessing()) / 2 ? Verdict.LEARNS : Verdict.BETWEEN;
  }

  /**
   * By how much one activation is more accurate than another: the mean over seeds of the difference
   * of two networks that had the same data, split and seed.
   */
  public Estimate difference(
      Activation one, Activation other, Initialization initialization, int depth) {
    return Estimate.of(
        seeds()
            .mapToDouble(
                seed ->
                    accuracy(new Combination(one, initialization, depth, seed))
                        - accuracy(new Combination(other, initialization, depth, seed)))
            .toArray());
  }

  private double accuracy(Combination combination) {
    Trial trial = trials.get(combination);
    return trial == null ? Double.NaN : trial.accuracy();
  }

  /** How many trainings diverged. */
  public int diverged(Activation activation, Initialization initialization, int depth) {
    return (int)
        seeds()
            .mapToObj(seed -> trials.get(new Combination(activation, initialization, depth, seed)))
            .filter(trial -> trial != null && trial.isDiverged())
            .count();
  }

  /**
   * The gradient norm of the first layer by that of the last, before the first step: the geometric
   * mean over seeds, with the interval of its logarithm. Trials with a norm of 0 are left out.
   */
  public Estimate firstRatio(Activation activation, Initialization initialization, int depth) {
    return over(activation, initialization, depth, Findings::logRatio).powerOfTen();
  }

  private static double logRatio(Trial trial) {
    List<Double> norms = trial.firstNorms();
    return log(norms.get(0)) - log(norms.get(norms.size() - 1));
  }

  /**
   * The gradient norm of each layer before the first step: geometric means over seeds, without
   * zeros.
   */
  public double[] firstNorms(Activation activation, Initialization initialization, int depth) {
    double[] norms = new double[depth + 1];
    for (int i = 0; i < norms.length; i++) {
      int layer = i;
      norms[i] =
          over(activation, initialization, depth, trial -> log(trial.firstNorms().get(layer)))
              .powerOfTen()
              .mean();
    }
    return norms;
  }

  /** The gradient norm of each layer during the training: geometric means over seeds and epochs. */
  public double[] trainingNorms(Activation activation, Initialization initialization, int depth) {
    double[] norms = new double[depth + 1];
    for (int i = 0; i < norms.length; i++) {
      int layer = i;
      norms[i] =
          over(
                  activation,
                  initialization,
                  depth,
                  trial ->
                      Estimate.of(
                              trial.norms().stream()
                                  .mapToDouble(epoch -> log(epoch.get(layer)))
                                  .toArray())
                          .mean())
              .powerOfTen()
              .mean();
    }
    return norms;
  }

  /** The mean loss by epoch. */
  public List<Estimate> losses(Activation activation, Initialization initialization, int depth) {
    return java.util.stream.IntStream.range(0, settings.epochs())
        .mapToObj(
            epoch ->
                over(
                    activation,
                    initialization,
                    depth,
                    trial -> trial.isDiverged() ? Double.NaN : trial.losses().get(epoch)))
        .toList();
  }

  /**
   * The slope of the straight line through the logarithms of all {@link #firstRatio ratios} by
   * depth; NaN with a single depth.
   */
  public Decay decay(Activation activation, Initialization initialization) {
    SimpleRegression line = new SimpleRegression();
    for (int depth : settings.depths()) {
      for (Trial trial : trials(activation, initialization, depth)) {
        double ratio = logRatio(trial);
        if (!Double.isNaN(ratio)) {
          line.addData(depth, ratio);
        }
      }
    }
    double slope = line.getSlope();
    double half =
        line.getN() < 3
            ? Double.NaN
            : Estimate.quantile((int) line.getN() - 2) * line.getSlopeStdErr();
    return new Decay(
        StrictMath.pow(10, slope),
        StrictMath.pow(10, slope - half),
        StrictMath.pow(10, slope + half));
  }

  /** Zero has no logarithm, and no place in a geometric mean. */
  private static double log(double norm) {
    return norm > 0 ? StrictMath.log10(norm) : Double.NaN;
  }

  private Estimate over(
      Activation activation,
      Initialization initialization,
      int depth,
      ToDoubleFunction<Trial> number) {
    return Estimate.of(
        trials(activation, initialization, depth).stream().mapToDouble(number).toArray());
  }

  private List<Trial> trials(Activation activation, Initialization initialization, int depth) {
    return seeds()
        .mapToObj(seed -> trials.get(new Combination(activation, initialization, depth, seed)))
        .flatMap(Findings::present)
        .toList();
  }

  private static java.util.stream.Stream<Trial> present(@Nullable Trial trial) {
    return java.util.stream.Stream.ofNullable(trial);
  }

  private LongStream seeds() {
    return LongStream.rangeClosed(1, settings.seeds());
  }
}
