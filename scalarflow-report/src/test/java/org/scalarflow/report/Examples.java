package org.scalarflow.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingOptions;

/** One picture of each kind, with names that must not become markup. */
final class Examples {

  static final String HOSTILE = "</text><script>alert('x')</script> & \"q\" \u0000\u202E";
  static final String HOSTILE_SHOWN = "</text><script>alert('x')</script> & \"q\" \uFFFD\uFFFD";

  private Examples() {}

  static Map<String, Picture> all() {
    Map<String, Picture> all = new TreeMap<>();
    all.put("surface", DecisionSurface.of(HOSTILE, trained(corners()), corners()));
    all.put("learning", LearningCurves.of(HOSTILE, epochs(5)));
    all.put("bands", BandCurves.of(HOSTILE, HOSTILE, HOSTILE, HOSTILE, List.of(band(HOSTILE))));
    all.put(
        "log",
        BandCurves.of(
            HOSTILE,
            HOSTILE,
            AxisScale.LOGARITHMIC,
            HOSTILE,
            AxisScale.LOGARITHMIC,
            HOSTILE,
            List.of(band(HOSTILE))));
    all.put(
        "dots",
        DotChart.of(
            HOSTILE,
            HOSTILE,
            HOSTILE,
            1,
            HOSTILE,
            List.of(HOSTILE),
            List.of(Series.of(HOSTILE, new double[] {0}, new double[] {2}))));
    all.put("norms", LayerNorms.of(HOSTILE, List.of(Sample.of(HOSTILE, 1e-9, 0, Double.NaN, 2))));
    all.put("weights", WeightHistograms.of(HOSTILE, List.of(Sample.of(HOSTILE, -1, 0, 0.5, 3))));
    all.put("confusion", ConfusionChart.of(HOSTILE, matrix()));
    all.put("roc", RocChart.of(HOSTILE, HOSTILE, roc()));
    return all;
  }

  /** Class "low" around (0, 0), the other around (10, 20). */
  static Dataset corners() {
    double[][] rows = new double[40][];
    int[] classes = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      classes[i] = i % 2;
      double wiggle = (i / 2) * 0.1;
      rows[i] = new double[] {10 * classes[i] + wiggle, 20 * classes[i] + (2 - wiggle)};
    }
    return Dataset.of("corners", List.of(HOSTILE, "width"), List.of("low", HOSTILE), rows, classes);
  }

  static Classifier trained(Dataset data) {
    Classifier model = LogisticRegression.builder(data).seed(1).build();
    model.fit(data, TrainingOptions.DEFAULT.withEpochs(300).withLearningRate(0.1));
    return model;
  }

  static List<Epoch> epochs(int count) {
    Epoch[] epochs = new Epoch[count];
    Arrays.setAll(epochs, i -> epoch(i + 1, count, 1.0 / (i + 1), 1 - 0.5 / (i + 1)));
    return List.of(epochs);
  }

  static Epoch epoch(int number, int of, double loss, double accuracy) {
    return new Epoch(number, of, loss, accuracy, List.of(), null, Duration.ZERO);
  }

  static Series band(String name) {
    return Series.withBand(
        name,
        new double[] {1, 2, 10},
        new double[] {0.98, 0.9, 0.51},
        new double[] {0.97, 0.8, 0.5},
        new double[] {0.99, 0.95, 0.52});
  }

  static RocCurve roc() {
    return RocCurve.of(new int[] {1, 1, 0, 1, 0, 0}, new double[] {0.9, 0.8, 0.7, 0.6, 0.5, 0.4});
  }

  static ConfusionMatrix matrix() {
    return ConfusionMatrix.of(
        List.of("a", HOSTILE, "none of it"),
        new int[] {0, 0, 0, 0, 1, 1},
        new int[] {0, 0, 0, 1, 1, 2});
  }
}
