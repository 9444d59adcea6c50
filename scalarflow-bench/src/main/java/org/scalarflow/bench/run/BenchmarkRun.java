package org.scalarflow.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.scalarflow.bench.Subjects;
import org.scalarflow.file.WholeFile;

/**
 * A run of benchmarks: planned, then measured case by case in forks, and written down.
 *
 * <p>The files in the folder are {@code results.csv} with all times, {@code memory.csv} with bytes,
 * {@code jmh.json} with JMH's own results, {@code run.json} with machine, settings and failures,
 * and {@code report.html}. The first four are brought up to date after every case, so that an
 * interrupted run keeps what it has; the report is written at the end, or at the interruption.
 */
public final class BenchmarkRun {

  /** Names of modes. */
  private static final List<String> MODES = List.of("strict", "fast");

  private final Settings settings;
  private final List<Case> cases;
  private final Effort effort;
  private final @Nullable Map<Key, ResultsCsv.Line> before;
  private final VectorUse vectors;
  private final Results results = new Results();
  private final Instant start = Instant.now();
  private boolean isComplete;

  private BenchmarkRun(
      Settings settings,
      List<Case> cases,
      @Nullable Map<Key, ResultsCsv.Line> before,
      VectorUse vectors) {
    this.settings = settings;
    this.cases = cases;
    this.before = before;
    this.vectors = vectors;
    effort = fitted(settings.scale(), cases);
  }

  /**
   * Plans a run.
   *
   * @throws IllegalArgumentException if a workload, backend or mode has an unknown name, with the
   *     names there are; or if what it is to be compared with is no {@code results.csv}
   * @throws IOException if that cannot be read
   */
  public static BenchmarkRun of(Settings settings) throws IOException {
    requireKnown("workload", settings.workloads(), Catalogue.WORKLOADS);
    requireKnown("mode", settings.modes(), MODES);
    requireKnown("backend", settings.backends(), Subjects.names());
    Path old = settings.compare();
    Map<Key, ResultsCsv.Line> before = old == null ? null : ResultsCsv.read(old);
    if (settings.jvmArguments().stream().anyMatch(flag -> flag.contains(VectorApi.MODULE))) {
      throw new IllegalArgumentException(
          "no flag is needed for "
              + VectorApi.MODULE
              + "; backends that use it are measured with and without it");
    }
    List<String> backends =
        settings.backends().isEmpty() ? usual(settings.scale()) : settings.backends();
    VectorUse vectors = vectors(settings, backends);
    List<Case> cases =
        Catalogue.of(
            settings.scale(),
            settings.workloads(),
            backends,
            settings.modes().isEmpty() ? List.of("strict") : settings.modes(),
            Runtime.getRuntime().availableProcessors(),
            vectors);
    return new BenchmarkRun(settings, cases, before, vectors);
  }

  private static VectorUse vectors(Settings settings, List<String> backends) throws IOException {
    boolean isOfInterest =
        settings.workloads().isEmpty()
            || settings.workloads().stream().anyMatch(Catalogue.WITH_VECTORS::contains);
    if (!isOfInterest || !VectorApi.hasModule()) {
      return VectorUse.NONE;
    }
    String classPath =
        VectorProbe.withPlugins(System.getProperty("java.class.path"), settings.plugins());
    return new VectorUse(
        VectorApi.isUsable(), VectorProbe.ask(backends, classPath, settings.jvmArguments()));
  }

  /** A quick run has no time for the plain tape kernel. */
  private static List<String> usual(Scale scale) {
    return scale == Scale.QUICK ? Subjects.found() : Subjects.names();
  }

  private static void requireKnown(String what, List<String> names, List<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "no " + what + " named '" + name + "'; there are: " + String.join(", ", known));
      }
    }
  }

  /** Iterations become shorter until the run fits into the time it may take. */
  private static Effort fitted(Scale scale, List<Case> cases) {
    Effort effort = scale.effort();
    for (double factor = 1.0; factor > 0.1; factor -= 0.05) {
      effort = scale.effort().scaled(factor);
      if (total(cases, effort).compareTo(scale.limit()) <= 0) {
        return effort;
      }
    }
    return effort;
  }

  private static Duration total(List<Case> cases, Effort effort) {
    return cases.stream().map(one -> one.expected(effort)).reduce(Duration.ZERO, Duration::plus);
  }

  /** How many cases there are. */
  public int size() {
    return cases.size();
  }

  /** About how long it takes, if the machine has nothing else to do. */
  public Duration expected() {
    return total(cases, effort);
  }

  /**
   * Measures all cases. A case that fails, or whose numbers are wrong, is noted, and the others go
   * on. If this thread is interrupted, the fork is ended, what is there is written, and the outcome
   * says so.
   *
   * @throws IOException if a file cannot be written
   * @throws LockedException if another run of JMH keeps the machine busy from the start
   */
  public Outcome run(Watcher watcher) throws IOException {
    Files.createDirectories(settings.out());
    Map<String, String> machine = Machine.describe(start, settings.jvmArguments());
    boolean isInterrupted = false;
    if (!VectorApi.isUsable()) {
      watcher.problem("no " + Key.VECTOR + ": " + VectorApi.whyNot());
    }
    try {
      Fork fork = new Fork(settings.plugins(), settings.jvmArguments());
      for (int i = 0; i < cases.size(); i++) {
        Case one = cases.get(i);
        watcher.begins(i + 1, one.key().toString());
        try {
          measure(one, fork, watcher);
        } catch (LockedException busy) {
          if (i == 0) {
            throw busy;
          }
          results.skip(one, String.valueOf(busy.getMessage()));
          watcher.problem(one.key() + " was not measured: " + busy.getMessage());
        }
        writeData(machine);
        watcher.ended(i + 1);
      }
      isComplete = true;
    } catch (InterruptedException interrupted) {
      isInterrupted = true;
    }
    writeData(machine);
    Comparison comparison = before == null ? null : new Comparison(before, results);
    Path page = settings.out().resolve("report.html");
    new Page(results, machine, effortInWords(), isComplete, comparison).write(page, watcher);
    return new Outcome(results, comparison, isInterrupted, page);
  }

  private void measure(Case one, Fork fork, Watcher watcher)
      throws InterruptedException, LockedException {
    Optional<String> reason = results.reasonToSkip(one);
    if (reason.isPresent()) {
      results.skip(one, reason.get());
      return;
    }
    Fork.Outcome outcome = fork.run(one, effort, watcher::goesOn);
    Optional<String> disagreement = outcome.transcript().disagreement();
    if (disagreement.isPresent()) {
      results.refuse(one, disagreement.get());
      watcher.problem(
          "backend "
              + one.key().backend()
              + " is refused, its numbers are wrong in "
              + one.key().workload()
              + " "
              + one.key().variant()
              + ": "
              + disagreement.get());
    } else if (outcome.hasFailed()) {
      String why = outcome.transcript().reason().orElse("JMH gives no reason");
      results.fail(one, why);
      watcher.problem(one.key() + " failed: " + why);
    } else {
      for (RunResult result : outcome.results()) {
        results.add(Fork.measurements(one, result), result);
      }
      Transcript transcript = outcome.transcript();
      results.code(one, transcript.code());
      transcript
          .unsettled()
          .ifPresent(
              code -> {
                results.unsettled(one, code);
                watcher.problem(one.key() + " was timed before its code stayed the same, " + code);
              });
    }
  }

  private void writeData(Map<String, String> machine) throws IOException {
    Path out = settings.out();
    WholeFile.write(out.resolve("results.csv"), ResultsCsv.times(results, Machine.jdk()));
    WholeFile.write(out.resolve("memory.csv"), ResultsCsv.bytes(results, Machine.jdk()));
    WholeFile.write(out.resolve("jmh.json"), RunJson.ofJmh(results));
    WholeFile.write(
        out.resolve("run.json"), RunJson.describe(machine, effortInWords(), isComplete, results));
  }

  private Map<String, String> effortInWords() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("scale", settings.scale().name().toLowerCase(Locale.ROOT));
    words.put("forks", Integer.toString(effort.forks()));
    words.put("warm-up", effort.warmups() + " × " + effort.warmup().toMillis() + " ms");
    words.put("measured", effort.iterations() + " × " + effort.iteration().toMillis() + " ms");
    words.put("Vector API changes the code of", vectors.inWords());
    words.put("took", Numbers.duration(Duration.between(start, Instant.now())));
    return words;
  }

  /** What came of a run. */
  public static final class Outcome {

    private final Results results;
    private final @Nullable Comparison comparison;
    private final boolean isInterrupted;
    private final Path page;

    Outcome(Results results, @Nullable Comparison comparison, boolean isInterrupted, Path page) {
      this.results = results;
      this.comparison = comparison;
      this.isInterrupted = isInterrupted;
      this.page = page;
    }

    /** Whether it was interrupted. */
    public boolean isInterrupted() {
      return isInterrupted;
    }

    /** How many cases have no result. */
    public int failures() {
      return results.failures().size();
    }

    /** The names of the backends whose numbers were wrong. */
    public List<String> refused() {
      return List.copyOf(results.refused().keySet());
    }

    /** The report. */
    public Path page() {
      return page;
    }

    /** The times as rows of texts, the first of them headings. */
    public List<List<String>> table() {
      return Tables.summary(results);
    }

    /**
     * What has changed as rows of texts, the first of them headings; empty if nothing was asked.
     */
    public List<List<String>> changes() {
      if (comparison == null) {
        return List.of();
      }
      List<List<String>> rows = new ArrayList<>();
      rows.add(Tables.CHANGE_COLUMNS);
      comparison.changes().forEach(change -> rows.add(Tables.change(change)));
      return rows;
    }
  }
}
