package org.scalarflow.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.study.Combination;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.Trial;

/** Shows how a study goes: a bar where somebody watches, otherwise ten lines or so. */
final class StudyProgress implements AutoCloseable {

  private static final int LINES = 10;
  private static final int UPDATE_MILLIS = 100;

  private final PrintStream err;
  private final int all;
  private final @Nullable ProgressBar bar;
  private final long start = System.nanoTime();

  /** What is still to be done, in layers, and what has been done since the start. */
  private long layersLeft;

  private long layersDone;
  private int told;

  /** Read by the thread that draws the bar. */
  private volatile @Nullable Duration left;

  /**
   * The progress of a study.
   *
   * @param before how many trainings were done by earlier runs
   */
  StudyProgress(Console console, StudySettings settings, int before, long layersBefore) {
    err = console.err();
    all = settings.trainings();
    told = before;
    layersLeft = settings.combinations().stream().mapToLong(StudyProgress::layers).sum();
    layersLeft -= layersBefore;
    bar = console.isAnimated() ? newBar(console, before) : null;
  }

  /** Trainings take as long as their networks are deep. */
  static long layers(Combination combination) {
    return combination.depth() + 1L;
  }

  private ProgressBar newBar(Console console, int before) {
    return new ProgressBarBuilder()
        .setTaskName("Training")
        .setInitialMax(all)
        .startsFrom(before, Duration.ZERO)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        .setEtaFunction(state -> Optional.ofNullable(left))
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

  /** Another training is finished. */
  void finished(Trial trial, int done) {
    long layers = layers(trial.combination());
    layersDone += layers;
    layersLeft -= layers;
    double nanos = (double) (System.nanoTime() - start) * layersLeft / layersDone;
    Duration estimate = Duration.ofNanos((long) nanos);
    left = estimate;
    if (bar != null) {
      bar.setExtraMessage("depth " + trial.combination().depth());
      bar.stepTo(done);
    } else if (tenths(done) > tenths(told)) {
      err.print(
          String.format(
              Locale.ROOT,
              "training %d of %d: %s; about %d s left\n",
              done,
              all,
              trial.combination(),
              estimate.toSeconds()));
    }
    told = done;
  }

  private long tenths(int done) {
    return (long) LINES * done / all;
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
