package org.scalarflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.study.Estimate;
import org.scalarflow.ml.study.Findings;
import org.scalarflow.ml.study.StudyNames;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.VanishingGradients;

/** The pictures of a study of depth, with a curve for each activation. */
final class StudyPictures {

  private static final String DEPTH = "depth (hidden layers)";

  private final Findings findings;
  private final StudySettings settings;
  private final double[] depths;
  private final String band;

  StudyPictures(Findings findings) {
    this.findings = findings;
    settings = findings.settings();
    depths = settings.depths().stream().mapToDouble(depth -> depth).sorted().toArray();
    band =
        "95 % confidence interval of the mean, "
            + settings.seeds()
            + (settings.seeds() == 1 ? " seed" : " seeds");
  }

  /** Accuracy by depth. */
  Picture accuracy(Initialization initialization) {
    List<Series> series = new ArrayList<>();
    for (Activation activation : settings.activations()) {
      series.add(
          series(
              StudyNames.of(activation),
              depths,
              i -> findings.accuracy(activation, initialization, (int) depths[i]),
              0,
              1));
    }
    double[] guessing = new double[depths.length];
    Arrays.fill(guessing, findings.guessing());
    series.add(Series.of("guessing", depths, guessing));
    return BandCurves.of(
        "Accuracy by depth, " + StudyKind.weights(initialization),
        DEPTH,
        "accuracy (share of held-out rows)",
        band,
        series);
  }

  /** The gradient norm of the first layer by that of the last, by depth. */
  Picture ratio(Initialization initialization) {
    List<Series> series =
        settings.activations().stream()
            .map(
                activation ->
                    series(
                        StudyNames.of(activation),
                        depths,
                        i -> findings.firstRatio(activation, initialization, (int) depths[i]),
                        0,
                        Series.LARGEST))
            .toList();
    return BandCurves.of(
        "Gradient norm of the first layer divided by that of the last, "
            + StudyKind.weights(initialization),
        DEPTH,
        AxisScale.LINEAR,
        "ratio of gradient norms",
        AxisScale.LOGARITHMIC,
        band,
        series);
  }

  /** Gradient norms by layer of the deepest networks, before the first step. */
  Picture firstNorms(Initialization initialization) {
    return norms(
        "Gradient norms before the first step",
        initialization,
        activation -> findings.firstNorms(activation, initialization, settings.deepest()));
  }

  /** The same during the training. */
  Picture trainingNorms(Initialization initialization) {
    return norms(
        "Gradient norms during the training",
        initialization,
        activation -> findings.trainingNorms(activation, initialization, settings.deepest()));
  }

  private Picture norms(
      String title, Initialization initialization, Function<Activation, double[]> norms) {
    return LayerNorms.of(
        title + ", depth " + settings.deepest() + ", " + StudyKind.weights(initialization),
        settings.activations().stream()
            .map(activation -> Sample.of(StudyNames.of(activation), norms.apply(activation)))
            .toList());
  }

  /** The loss of the deepest networks by epoch. */
  Picture losses(Initialization initialization) {
    double[] epochs = new double[settings.epochs()];
    Arrays.setAll(epochs, i -> i + 1);
    List<Series> series = new ArrayList<>();
    for (Activation activation : settings.activations()) {
      List<Estimate> losses = findings.losses(activation, initialization, settings.deepest());
      series.add(series(StudyNames.of(activation), epochs, losses::get, 0, Series.LARGEST));
    }
    return BandCurves.of(
        "Loss by epoch, depth " + settings.deepest() + ", " + StudyKind.weights(initialization),
        "epoch",
        "mean loss over training rows",
        band,
        series);
  }

  /** What a network says of every place, with the rows that it has not seen. */
  static Picture surface(VanishingGradients.Trained network) {
    return DecisionSurface.of(
        StudyNames.of(network.combination().activation())
            + ", "
            + StudyKind.weights(network.combination().initialization())
            + ", depth "
            + network.combination().depth()
            + ", seed "
            + network.combination().seed(),
        network.model(),
        network.holdOut());
  }

  /** Estimates as a curve, their intervals within bounds as a band. */
  private static Series series(
      String name, double[] x, Function<Integer, Estimate> estimates, double least, double most) {
    double[] mean = new double[x.length];
    double[] low = new double[x.length];
    double[] high = new double[x.length];
    boolean hasBand = false;
    for (int i = 0; i < x.length; i++) {
      Estimate estimate = estimates.apply(i);
      boolean isDrawable = Math.abs(estimate.mean()) <= Series.LARGEST;
      mean[i] = isDrawable ? estimate.mean() : Double.NaN;
      low[i] = isDrawable ? Math.max(least, estimate.low()) : Double.NaN;
      high[i] = isDrawable ? Math.min(most, estimate.high()) : Double.NaN;
      hasBand |= !Double.isNaN(low[i]);
    }
    return hasBand ? Series.withBand(name, x, mean, low, high) : Series.of(name, x, mean);
  }
}
