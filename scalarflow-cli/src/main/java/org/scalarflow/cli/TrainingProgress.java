package org.scalarflow.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;

/** Shows how training goes. */
final class TrainingProgress implements EpochListener, AutoCloseable {

  private final Meter meter;
  private final int epochs;

  private TrainingProgress(Console console, int epochs) {
    this.epochs = epochs;
    meter = new Meter(console, "Training", epochs);
  }

  /** Runs an experiment and shows how it goes. */
  static Experiment.Result watch(Experiment experiment, Console console) {
    int epochs = experiment.options().epochs();
    try (TrainingProgress progress = new TrainingProgress(console, epochs)) {
      return experiment.listener(progress).run();
    }
  }

  /** Tells how good each fold is. */
  static DoubleConsumer ofFolds(int folds, PrintStream err) {
    AtomicInteger fold = new AtomicInteger();
    return accuracy ->
        err.print(
            String.format(
                Locale.ROOT,
                "fold %d of %d: accuracy %.4f\n",
                fold.incrementAndGet(),
                folds,
                accuracy));
  }

  @Override
  public void finished(Epoch epoch) {
    meter.show(String.format(Locale.ROOT, "loss %.3g", epoch.loss()));
    meter.done(
        epoch.number(),
        () ->
            String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.4g, accuracy %.4f%s",
                epoch.number(),
                epochs,
                epoch.loss(),
                epoch.accuracy(),
                validation(epoch)));
  }

  private static String validation(Epoch epoch) {
    Epoch.Validation rows = epoch.validation();
    return rows == null
        ? ""
        : String.format(
            Locale.ROOT, "; validation loss %.4g, accuracy %.4f", rows.loss(), rows.accuracy());
  }

  @Override
  public void close() {
    meter.close();
  }
}
