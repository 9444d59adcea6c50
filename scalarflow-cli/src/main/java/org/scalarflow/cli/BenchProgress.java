package org.scalarflow.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.scalarflow.bench.run.Watcher;

/** Shows how benchmarks go: a bar where somebody watches, otherwise ten lines or so. */
final class BenchProgress implements Watcher, AutoCloseable {

  private static final int LINES = 10;
  private static final int UPDATE_MILLIS = 100;
  private static final int LONGEST_NAME = 30;

  private final PrintStream err;
  private final int all;
  private final @Nullable ProgressBar bar;
  private String current = "";

  BenchProgress(Console console, int all) {
    err = console.err();
    this.all = all;
    bar = console.isAnimated() ? newBar(console, all) : null;
  }

  private static ProgressBar newBar(Console console, int all) {
    return new ProgressBarBuilder()
        .setTaskName("Measuring")
        .setInitialMax(all)
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
  public void begins(int number, String what) {
    current = Failures.printable(what);
    if (bar != null) {
      bar.setExtraMessage(
          current.length() > LONGEST_NAME ? current.substring(0, LONGEST_NAME) : current);
    }
  }

  @Override
  public void ended(int number) {
    if (bar != null) {
      bar.stepTo(number);
    } else if (tenths(number) > tenths(number - 1)) {
      err.print("case " + number + " of " + all + ": " + current + "\n");
    }
  }

  private long tenths(int number) {
    return (long) LINES * number / all;
  }

  /** Told at once, on a line of its own. */
  @Override
  public void problem(String what) {
    err.print((bar == null ? "" : "\n") + "scalarflow: " + Failures.printable(what) + "\n");
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
