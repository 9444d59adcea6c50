package org.scalarflow.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.train.ClassWeights;
import org.scalarflow.ml.train.Clipping;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.ml.train.Schedule;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.ml.validation.Scores;

/** How training ended, as text. */
final class TrainingReport {

  private TrainingReport() {}

  static void write(Training training, PrintStream out) {
    new Table()
        .row("data", data(training))
        .row("model", Models.describe(training.result().model()))
        .row("training", options(training))
        .row("backend", BackendChoice.describe(training.choice()))
        .print(out);
    out.print("\n");
    Table scores =
        new Table()
            .row("training accuracy", Judgement.accuracy(training.result().training()))
            .row("hold-out accuracy", Judgement.accuracy(training.holdOut()))
            .row("hold-out log loss", Judgement.number(training.logLoss()));
    RocCurve curve = training.rocCurve();
    if (curve != null) {
      scores.row("hold-out ROC area", Judgement.number(curve.area()));
    }
    Scores folds = training.folds();
    if (folds != null) {
      scores.row(folds.values().size() + "-fold accuracy", accuracy(folds));
    }
    scores.print(out);
    out.print("\n");
    Judgement.print(training.holdOut(), out);
    out.print("\nhold-out confusion matrix\n\n");
    training.holdOut().toString().lines().forEach(line -> out.print("  " + line + "\n"));
  }

  /** {@code iris: 150 rows, 4 features, 3 classes; 38 rows held out}. */
  static String data(Training training) {
    int columns = training.data().features().columns().size();
    int features = training.result().encoder().featureCount();
    return training.data().name()
        + ": "
        + training.data().rows()
        + " rows, "
        + (columns == features ? "" : columns + " columns, ")
        + features
        + " features, "
        + training.data().labels().size()
        + " classes; "
        + training.holdOut().total()
        + " rows held out";
  }

  /** The usual options, and those that were asked for. */
  static String options(Training training) {
    TrainingOptions options = training.result().options();
    StringBuilder text = new StringBuilder();
    text.append(options.epochs()).append(" epochs, learning rate ").append(options.learningRate());
    text.append(", batch size ").append(options.batchSize());
    text.append(", seed ").append(options.seed());
    add(text, "", options.optimizer(), Optimizer.descent());
    add(text, "", options.schedule(), Schedule.CONSTANT);
    Penalty penalty = options.penalty();
    add(text, "l1 ", penalty.l1(), 0.0);
    add(text, "l2 ", penalty.l2(), 0.0);
    add(text, "gradients clipped ", options.clipping(), Clipping.NONE);
    add(text, "class weights ", options.classWeights(), ClassWeights.EQUAL);
    if (options.earlyStopping() != null) {
      text.append(", ended after ").append(training.result().epochs().size()).append(" epochs");
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String what, @Nullable Object is, Object usually) {
    if (!usually.equals(is)) {
      text.append(", ").append(what).append(is);
    }
  }

  /** {@code 0.9533, standard deviation 0.0298}. */
  static String accuracy(Scores folds) {
    return String.format(
        Locale.ROOT, "%.4f, standard deviation %.4f", folds.mean(), folds.standardDeviation());
  }
}
