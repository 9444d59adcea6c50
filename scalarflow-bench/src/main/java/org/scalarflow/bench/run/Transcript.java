package org.scalarflow.bench.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.scalarflow.bench.DisagreementException;
import org.scalarflow.bench.Settler;

/** Takes down what JMH and its forks say, and finds in it why something failed. */
final class Transcript implements OutputFormat {

  private static final int LONGEST = 200_000;
  private static final int LONGEST_REASON = 500;

  /** The first line of a stack trace. */
  private static final Pattern THROWN =
      Pattern.compile("^(?:Caused by: )?((?:\\w+\\.)+\\w*(?:Exception|Error|Throwable)\\b.*)$");

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder line = new StringBuilder();
  private final Consumer<String> progress;

  /**
   * Nothing has been said.
   *
   * @param progress is told what a fork is doing while it warms up
   */
  Transcript(Consumer<String> progress) {
    this.progress = progress;
  }

  /** A stream that is taken down. */
  PrintStream stream() {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int one) {
            Transcript.this.write(one);
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            Transcript.this.write(Arrays.copyOfRange(bytes, from, from + count));
          }
        },
        true,
        StandardCharsets.UTF_8);
  }

  /** What was said. */
  synchronized String text() {
    return text.toString();
  }

  /** What code was timed, as the backend describes it; several if forks differ. */
  List<String> code() {
    return text().lines().flatMap(said -> after(Settler.CODE, said).stream()).distinct().toList();
  }

  /** What could still go over to other code when it was timed, if that is so. */
  Optional<String> unsettled() {
    return text().lines().flatMap(said -> after(Settler.UNSETTLED, said).stream()).findFirst();
  }

  /** What a line says after a mark, before which may be what JMH had begun to say. */
  private static Optional<String> after(String mark, String said) {
    int at = said.indexOf(mark);
    return at < 0 ? Optional.empty() : Optional.of(said.substring(at + mark.length()).strip());
  }

  /** How a backend disagreed with its baseline, if it did. */
  Optional<String> disagreement() {
    String mark = DisagreementException.class.getName() + ": ";
    return text().lines().flatMap(said -> after(mark, said).stream()).findFirst();
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
    for (int at = 0; at < said.length(); at++) {
      if (said.charAt(at) == '\n') {
        tell(line.toString());
        line.setLength(0);
      } else if (line.length() < LONGEST_REASON) {
        line.append(said.charAt(at));
      }
    }
  }

  private void tell(String said) {
    after(Settler.PROGRESS, said).ifPresent(how -> progress.accept("warming up, " + how));
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
