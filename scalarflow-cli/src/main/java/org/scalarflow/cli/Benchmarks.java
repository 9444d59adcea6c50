package org.scalarflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.scalarflow.bench.run.BenchmarkRun;
import org.scalarflow.bench.run.Scale;
import org.scalarflow.bench.run.Settings;

/** Runs benchmarks for {@link BenchCommand}, and tells what came out. */
final class Benchmarks {

  private Benchmarks() {}

  static int run(BenchCommand asked, List<Path> plugins, Console console) throws IOException {
    if (Files.exists(asked.out) && !Files.isDirectory(asked.out)) {
      throw new UsageException(
          "--out " + asked.out + " is a file; it takes a folder, which is made if need be");
    }
    BenchmarkRun run = planned(asked, plugins);
    console
        .err()
        .print(
            run.size()
                + " cases, about "
                + minutes(run.expected())
                + "; the machine should have nothing else to do\n");
    BenchmarkRun.Outcome outcome;
    try (BenchProgress progress = new BenchProgress(console, run.size())) {
      outcome = run.run(progress);
    }
    print(outcome.table(), console);
    if (!outcome.changes().isEmpty()) {
      console.out().print("\n");
      print(outcome.changes(), console);
    }
    console.out().print("\nreport  " + outcome.page() + "\n");
    if (outcome.isInterrupted()) {
      console.err().print("scalarflow: interrupted; what was measured is kept\n");
      return Failures.INTERRUPTED;
    }
    if (outcome.failures() > 0) {
      console
          .err()
          .print("scalarflow: " + outcome.failures() + " cases have no result; see the report\n");
      return Failures.FAILURE;
    }
    return 0;
  }

  private static BenchmarkRun planned(BenchCommand asked, List<Path> plugins) throws IOException {
    Scale scale = asked.isTiny ? Scale.TINY : asked.isQuick ? Scale.QUICK : Scale.FULL;
    try {
      return BenchmarkRun.of(
          new Settings(
              scale,
              asked.workloads,
              asked.backends,
              asked.modes,
              plugins,
              asked.jvmFlags,
              asked.out,
              asked.old));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  /** {@code 5 minutes}, or {@code 40 seconds}. */
  private static String minutes(Duration duration) {
    long seconds = duration.plusMillis(999).toSeconds();
    return seconds < 90 ? seconds + " seconds" : (seconds + 30) / 60 + " minutes";
  }

  private static void print(List<List<String>> rows, Console console) {
    Table table = new Table();
    rows.forEach(row -> table.row(row.toArray(String[]::new)));
    table.print(console.out());
  }
}
