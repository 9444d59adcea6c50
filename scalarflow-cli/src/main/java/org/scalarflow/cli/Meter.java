package org.scalarflow.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far long work has come: a bar where somebody watches, otherwise ten lines or so. */
final class Meter implements AutoCloseable {

  private static final int LINES = 10;
  private static final int UPDATE_MILLIS = 100;

  private final PrintStream err;
  private final int all;
  private final @Nullable ProgressBar bar;
  private int told;

  /**
   * A meter.
   *
   * @param task the name of the work
   * @param all how many pieces it has
   */
  Meter(Console console, String task, int all) {
    this(console, all, 0, builder(console, task, all));
  }

  /**
   * A meter of work that goes on.
   *
   * @param before how many pieces were done before
   * @param left how long the rest is likely to take, or nothing; asked by another thread
   */
  Meter(Console console, String task, int all, int before, Supplier<Optional<Duration>> left) {
    this(
        console,
        all,
        before,
        builder(console, task, all)
            .startsFrom(before, Duration.ZERO)
            .setEtaFunction(state -> left.get()));
  }

  private Meter(Console console, int all, int before, ProgressBarBuilder builder) {
    err = console.err();
    this.all = all;
    told = before;
    bar = console.isAnimated() ? builder.build() : null;
  }

  private static ProgressBarBuilder builder(Console console, String task, int all) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(all)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setStyle(ProgressBarStyle.ASCII)
        // The width is given, because finding it out would load native code.
        .setConsumer(new Line(console.err(), console.width() - 1));
  }

  /** Where the bar is drawn. Its end is left to {@link #close}, since a bar may draw once more. */
  private static final class Line extends ConsoleProgressBarConsumer {

    Line(PrintStream err, int width) {
      super(err, width);
    }

    @Override
    public void close() {}
  }

  /** Shows some words beside the bar. */
  void show(String words) {
    if (bar != null) {
      bar.setExtraMessage(words);
    }
  }

  /**
   * So many pieces are done.
   *
   * @param line what is told where there is no bar, if it is time for a line
   */
  void done(int number, Supplier<String> line) {
    if (bar != null) {
      bar.stepTo(number);
    } else if (tenths(number) > tenths(told)) {
      err.print(line.get() + "\n");
    }
    told = number;
  }

  private long tenths(int number) {
    return (long) LINES * number / all;
  }

  /** Tells something at once, on a line of its own. */
  void tell(String line) {
    err.print((bar == null ? "" : "\n") + line + "\n");
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
