package org.scalarflow.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.scalarflow.Backends;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.train.TrainingOptions;

/** How training ended, as text. */
final class TrainingReport {

  private TrainingReport() {}

  static void write(
      Dataset data, Experiment.Result result, Backends.Choice choice, PrintStream out) {
    TrainingOptions options = result.options();
    new Table()
        .row(
            "data",
            data.name()
                + ": "
                + data.rows()
                + " rows, "
                + data.featureCount()
                + " features, "
                + data.labels().size()
                + " classes; "
                + result.holdOut().total()
                + " rows held out")
        .row("model", Models.describe(result.model()))
        .row(
            "training",
            options.epochs()
                + " epochs, learning rate "
                + options.learningRate()
                + ", batch size "
                + options.batchSize()
                + ", seed "
                + options.seed())
        .row("backend", BackendChoice.describe(choice))
        .print(out);
    out.print("\n");
    new Table()
        .row("training accuracy", accuracy(result.training()))
        .row("hold-out accuracy", accuracy(result.holdOut()))
        .print(out);
    out.print("\nhold-out confusion matrix\n\n");
    result.holdOut().toString().lines().forEach(line -> out.print("  " + line + "\n"));
  }

  private static String accuracy(ConfusionMatrix matrix) {
    return String.format(
        Locale.ROOT, "%.4f  (%d of %d)", matrix.accuracy(), matrix.correct(), matrix.total());
  }
}
