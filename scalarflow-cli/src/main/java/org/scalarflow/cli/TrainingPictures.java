package org.scalarflow.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.scalarflow.Variable;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.saved.SavedModel;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.validation.Scores;
import org.scalarflow.report.ConfusionChart;
import org.scalarflow.report.DataTable;
import org.scalarflow.report.DecisionSurface;
import org.scalarflow.report.HtmlReport;
import org.scalarflow.report.LayerNorms;
import org.scalarflow.report.LearningCurves;
import org.scalarflow.report.Picture;
import org.scalarflow.report.PictureSize;
import org.scalarflow.report.RocChart;
import org.scalarflow.report.Sample;
import org.scalarflow.report.WeightHistograms;

/** Pictures of a training, as files and on a page. */
final class TrainingPictures {

  /** More classes have no room in a confusion matrix. */
  private static final int MOST_CLASSES = 20;

  /** More layers have no room for histograms. */
  private static final int MOST_LAYERS = 16;

  private final Training training;
  private final SavedModel model;
  private final PrintStream err;
  private final List<Figure> figures = new ArrayList<>();

  /** A picture, the name of its files, and what to look at. */
  private record Figure(String file, String caption, Picture picture) {}

  /**
   * Draws what makes sense for the data and the model.
   *
   * @param training what came out
   * @param model the model with its encoder
   * @param err where it is told what cannot be drawn
   */
  TrainingPictures(Training training, SavedModel model, PrintStream err) {
    this.training = training;
    this.model = model;
    this.err = err;
    String name = training.data().name();
    if (DecisionSurface.canShow(model)) {
      add(
          "decision-surface",
          "What the model says of every place, and all rows.",
          () -> DecisionSurface.of(name + ": decision surface", model, training.data()));
    }
    add(
        "learning-curves",
        "Loss and accuracy in the course of the training, each row judged when it was visited.",
        () -> LearningCurves.of(name + ": learning", training.result().epochs()));
    if (training.result().model() instanceof MultilayerPerceptron) {
      add(
          "gradient-norms",
          "Gradients at the start, in the middle and at the end; where they shrink towards the"
              + " inputs, the first layers hardly learn.",
          () -> LayerNorms.of(name + ": gradient norm by layer", norms()));
    }
    if (layers().size() <= MOST_LAYERS) {
      add(
          "weights",
          "The weights of each layer after the training, without biases.",
          () -> WeightHistograms.of(name + ": weights by layer", layers()));
    }
    if (training.data().labels().size() <= MOST_CLASSES) {
      add(
          "confusion-matrix",
          "The rows that were held out, by what they are and what they are taken for.",
          () -> ConfusionChart.of(name + ": rows held out", training.holdOut()));
    }
    RocCurve curve = training.rocCurve();
    if (curve != null) {
      add(
          "roc",
          "How well the model tells '"
              + training.data().labels().get(1)
              + "' from '"
              + training.data().labels().get(0)
              + "' among the rows held out, at every threshold.",
          () -> roc(name, curve));
    }
  }

  private void add(String file, String caption, Supplier<Picture> picture) {
    try {
      figures.add(new Figure(file, caption, picture.get()));
    } catch (IllegalArgumentException notDrawable) {
      err.print("no picture " + file + ": " + Failures.printable(notDrawable.getMessage()) + "\n");
    }
  }

  private List<Sample> norms() {
    List<Epoch> epochs = training.result().epochs();
    List<Sample> norms = new ArrayList<>();
    for (int at : new int[] {0, epochs.size() / 2, epochs.size() - 1}) {
      String name = "epoch " + epochs.get(at).number();
      if (norms.stream().noneMatch(one -> one.name().equals(name))) {
        norms.add(
            Sample.of(
                name,
                epochs.get(at).gradientNorms().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray()));
      }
    }
    return norms;
  }

  private List<Sample> layers() {
    Classifier classifier = training.result().model();
    List<Sample> layers = new ArrayList<>();
    int signals = classifier.inputs().size();
    int next = 0;
    if (classifier instanceof MultilayerPerceptron perceptron) {
      for (int i = 0; i < perceptron.hidden().size(); i++) {
        int units = perceptron.hidden().get(i);
        String name = (i + 1) + " (" + Names.of(perceptron.activations().get(i)) + ")";
        layers.add(weights(name, next, units, signals));
        next += units * (signals + 1);
        signals = units;
      }
    }
    layers.add(weights("logits", next, classifier.logits().size(), signals));
    return layers;
  }

  /** The weights of units whose parameters start there, each with its bias first. */
  private Sample weights(String name, int first, int units, int signals) {
    List<Variable> parameters = training.result().model().parameters();
    double[] weights = new double[units * signals];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = parameters.get(first + i / signals * (signals + 1) + 1 + i % signals).value();
    }
    return Sample.of(name, weights);
  }

  private static Picture roc(String name, RocCurve curve) {
    return RocChart.of(name + ": ROC curve of the rows held out", "hold-out rows", curve);
  }

  /** Writes each picture as PNG and SVG, and the page. */
  void write(Path folder) throws IOException {
    for (Figure one : figures) {
      one.picture().writePng(folder.resolve(one.file() + ".png"), PictureSize.DEFAULT);
      one.picture().writeSvg(folder.resolve(one.file() + ".svg"), PictureSize.DEFAULT);
    }
    HtmlReport page = new HtmlReport("en", "Training on " + training.data().name());
    page.settings("What was trained", settings())
        .table("How good it is", new DataTable(List.of("score", "value"), scores(), ""))
        .table("How good it is by class, rows held out", classes());
    figures.forEach(one -> page.figure(one.picture(), one.caption()));
    page.write(folder.resolve("report.html"));
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("data", TrainingReport.data(training));
    settings.put("model", Models.describe(training.result().model()));
    settings.put("training", TrainingReport.options(training));
    settings.put("backend", BackendChoice.describe(training.choice()));
    settings.put("SHA-256 of the training rows", model.provenance().dataHash());
    return settings;
  }

  private DataTable classes() {
    ConfusionMatrix matrix = training.holdOut();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < matrix.labels().size(); i++) {
      rows.add(
          List.of(
              matrix.labels().get(i),
              Judgement.number(matrix.precision(i)),
              Judgement.number(matrix.recall(i)),
              Judgement.number(matrix.f1(i))));
    }
    rows.add(
        List.of(
            "mean",
            Judgement.number(matrix.macroPrecision()),
            Judgement.number(matrix.macroRecall()),
            Judgement.number(matrix.macroF1())));
    return new DataTable(List.of("class", "precision", "recall", "F1"), rows, "");
  }

  private List<List<String>> scores() {
    Map<String, String> scores = new LinkedHashMap<>();
    scores.put("training accuracy", Judgement.accuracy(training.result().training()));
    scores.put("hold-out accuracy", Judgement.accuracy(training.holdOut()));
    scores.put("hold-out log loss", Judgement.number(training.logLoss()));
    RocCurve curve = training.rocCurve();
    if (curve != null) {
      scores.put("hold-out area under the ROC curve", Judgement.number(curve.area()));
    }
    Scores folds = training.folds();
    if (folds != null) {
      scores.put(folds.values().size() + "-fold accuracy", TrainingReport.accuracy(folds));
    }
    return scores.entrySet().stream().map(one -> List.of(one.getKey(), one.getValue())).toList();
  }
}
