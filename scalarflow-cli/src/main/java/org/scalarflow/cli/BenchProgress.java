package org.scalarflow.cli;

import org.scalarflow.bench.run.Watcher;

/** Shows how benchmarks go. */
final class BenchProgress implements Watcher, AutoCloseable {

  private static final int LONGEST_NAME = 30;

  private final Meter meter;
  private final int all;
  private volatile String current = "";

  BenchProgress(Console console, int all) {
    this.all = all;
    meter = new Meter(console, "Measuring", all);
  }

  @Override
  public void begins(int number, String what) {
    current = Failures.printable(what);
    show(current);
  }

  @Override
  public void goesOn(String how) {
    show(Failures.printable(how) + ": " + current);
  }

  private void show(String words) {
    meter.show(words.length() > LONGEST_NAME ? words.substring(0, LONGEST_NAME) : words);
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
