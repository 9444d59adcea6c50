package org.scalarflow.cli;

import org.scalarflow.bench.run.Watcher;

/** Shows how benchmarks go. */
final class BenchProgress implements Watcher, AutoCloseable {

  private static final int LONGEST_NAME = 30;

  private final Meter meter;
  private final int all;
  private String current = "";

  BenchProgress(Console console, int all) {
    this.all = all;
    meter = new Meter(console, "Measuring", all);
  }

  @Override
  public void begins(int number, String what) {
    current = Failures.printable(what);
    meter.show(current.length() > LONGEST_NAME ? current.substring(0, LONGEST_NAME) : current);
  }

  @Override
  public void ended(int number) {
    meter.done(number, () -> "case " + number + " of " + all + ": " + current);
  }

  @Override
  public void problem(String what) {
    meter.tell("scalarflow: " + Failures.printable(what));
  }

  @Override
  public void close() {
    meter.close();
  }
}
