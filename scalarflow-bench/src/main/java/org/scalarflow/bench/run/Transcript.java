package org.scalarflow.bench.run;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.scalarflow.bench.DisagreementException;

/** Takes down what JMH and its forks say, and finds in it why something failed. */
final class Transcript implements OutputFormat {

  private static final int LONGEST = 200_000;
  private static final int LONGEST_REASON = 500;

  /** The first line of a stack trace. */
  private static final Pattern THROWN =
      Pattern.compile("^(?:Caused by: )?((?:\\w+\\.)+\\w*(?:Exception|Error|Throwable)\\b.*)$");

  private final StringBuilder text = new StringBuilder();

  /** What was said. */
  synchronized String text() {
    return text.toString();
  }

  /** How a backend disagreed with its baseline, if it did. */
  Optional<String> disagreement() {
    String mark = DisagreementException.class.getName() + ": ";
    return text()
        .lines()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length()).strip())
        .findFirst();
  }

  /** The first exception, or else the last line. */
  Optional<String> reason() {
    List<String> lines = text().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    Optional<String> thrown =
        lines.stream()
            .filter(line -> THROWN.matcher(line).matches())
            .filter(line -> !line.contains("org.openjdk.jmh."))
            .findFirst();
    return thrown
        .or(() -> lines.stream().skip(Math.max(0, lines.size() - 1)).findFirst())
        .map(line -> line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line);
  }

  @Override
  public synchronized void print(String said) {
    if (text.length() < LONGEST) {
      text.append(said);
    }
  }

  @Override
  public void println(String said) {
    print(said + "\n");
  }

  @Override
  public void verbosePrintln(String said) {
    println(said);
  }

  @Override
  public void write(int one) {
    print(String.valueOf((char) (one & 0xFF)));
  }

  @Override
  public void write(byte[] bytes) {
    print(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int number, IterationResult data) {}

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {}

  @Override
  public void endBenchmark(BenchmarkResult result) {}

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
