package org.scalarflow.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.study.Combination;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.Trial;

/** Shows how a study goes. */
final class StudyProgress implements AutoCloseable {

  private final Meter meter;
  private final int all;
  private final long start = System.nanoTime();

  /** What is still to be done, in layers, and what has been done since the start. */
  private long layersLeft;

  private long layersDone;

  /** Read by the thread that draws the bar. */
  private volatile @Nullable Duration left;

  /**
   * The progress of a study.
   *
   * @param before how many trainings were done by earlier runs
   */
  StudyProgress(Console console, StudySettings settings, int before, long layersBefore) {
    all = settings.trainings();
    layersLeft = settings.combinations().stream().mapToLong(StudyProgress::layers).sum();
    layersLeft -= layersBefore;
    meter = new Meter(console, "Training", all, before, () -> Optional.ofNullable(left));
  }

  /** Trainings take as long as their networks are deep. */
  static long layers(Combination combination) {
    return combination.depth() + 1L;
  }

  /** Another training is finished. */
  void finished(Trial trial, int done) {
    long layers = layers(trial.combination());
    layersDone += layers;
    layersLeft -= layers;
    double nanos = (double) (System.nanoTime() - start) * layersLeft / layersDone;
    Duration estimate = Duration.ofNanos((long) nanos);
    left = estimate;
    meter.show("depth " + trial.combination().depth());
    meter.done(
        done,
        () ->
            String.format(
                Locale.ROOT,
                "training %d of %d: %s; about %d s left",
                done,
                all,
                trial.combination(),
                estimate.toSeconds()));
  }

  @Override
  public void close() {
    meter.close();
  }
}
