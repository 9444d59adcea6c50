package org.scalarflow.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;

/** Shows how training goes: a bar where somebody watches, otherwise ten lines or so. */
final class Progress implements EpochListener, AutoCloseable {

  private static final int LINES = 10;
  private static final int UPDATE_MILLIS = 100;

  private final PrintStream err;
  private final int epochs;
  private final @Nullable ProgressBar bar;

  private Progress(PrintStream err, int epochs, @Nullable ProgressBar bar) {
    this.err = err;
    this.epochs = epochs;
    this.bar = bar;
  }

  /** Runs an experiment and shows how it goes. */
  static Experiment.Result watch(Experiment experiment, Console console) {
    try (Progress progress = on(console, experiment.options().epochs())) {
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

  private static Progress on(Console console, int epochs) {
    return new Progress(
        console.err(), epochs, console.isAnimated() ? newBar(console, epochs) : null);
  }

  private static ProgressBar newBar(Console console, int epochs) {
    return new ProgressBarBuilder()
        .setTaskName("Training")
        .setInitialMax(epochs)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        // The width is given, because finding it out would load native code.
        .setConsumer(new Line(console.err(), console.width() - 1))
        .build();
  }

  /** Where the bar is drawn. Its end is left to {@link #close}, since a bar may draw once more. */
  private static final class Line extends ConsoleProgressBarConsumer {

    Line(PrintStream err, int width) {
      super(err, width);
    }

    @Override
    public void close() {}
  }

  @Override
  public void finished(Epoch epoch) {
    if (bar != null) {
      bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3g", epoch.loss()));
      bar.stepTo(epoch.number());
    } else if (tenths(epoch.number()) > tenths(epoch.number() - 1)) {
      err.print(
          String.format(
              Locale.ROOT,
              "epoch %d of %d: loss %.4g, accuracy %.4f%s\n",
              epoch.number(),
              epochs,
              epoch.loss(),
              epoch.accuracy(),
              validation(epoch)));
    }
  }

  private static String validation(Epoch epoch) {
    Epoch.Validation rows = epoch.validation();
    return rows == null
        ? ""
        : String.format(
            Locale.ROOT, "; validation loss %.4g, accuracy %.4f", rows.loss(), rows.accuracy());
  }

  private long tenths(int epoch) {
    return (long) LINES * epoch / epochs;
  }

  /** Ends the bar's line. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      err.print("\n");
      err.flush();
    }
  }
}
