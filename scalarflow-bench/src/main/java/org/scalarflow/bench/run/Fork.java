package org.scalarflow.bench.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.ListStatistics;
import org.scalarflow.bench.Unit;

/**
 * Has JMH measure single cases, each in JVMs of its own.
 *
 * <p>JMH gives its forks the class path that the property {@code java.class.path} holds, so jars of
 * backends are added to that property while a case runs. What a fork says on standard output, JMH
 * says on that of this JVM, so that is taken down meanwhile.
 */
final class Fork {

  private static final String CLASS_PATH = "java.class.path";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** What a fork needs that is to have the Vector API. */
  static final String VECTOR_FLAG = "--add-modules=jdk.incubator.vector";

  /** Large graphs need more than the quarter of the memory that a JVM takes by itself. */
  private static final String LARGE_HEAP = "-XX:MaxRAMPercentage=60";

  private static final long LARGE = 1_000_000;

  /** What JMH says of a fork that Ctrl-C ended. */
  private static final String INTERRUPTED = "exit code 130";

  private static final long GRACE_MILLIS = 500;
  private static final TimeValue TIMEOUT = TimeValue.minutes(3);

  private final List<Path> plugins;
  private final List<String> jvmArguments;

  Fork(List<Path> plugins, List<String> jvmArguments) {
    this.plugins = plugins;
    this.jvmArguments = jvmArguments;
  }

  /** What came of a case: a result, or the words in which it failed. */
  record Outcome(Collection<RunResult> results, Transcript transcript) {

    boolean hasFailed() {
      return results.isEmpty();
    }
  }

  /**
   * Measures a case.
   *
   * @param progress is told what it is doing, now and then, on other threads
   * @throws InterruptedException if this thread was interrupted; the fork is ended
   * @throws LockedException if another run of JMH keeps the machine busy
   */
  Outcome run(Case one, Effort usual, Consumer<String> progress)
      throws InterruptedException, LockedException {
    Transcript transcript = new Transcript(progress);
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    String classPath = System.getProperty(CLASS_PATH);
    PrintStream standard = System.out;
    try {
      System.setOut(transcript.stream());
      System.setProperty(CLASS_PATH, VectorProbe.withPlugins(classPath, plugins));
      return new Outcome(new Runner(options(one, usual), transcript).run(), transcript);
    } catch (RunnerException failure) {
      if (isInterruption(failure)) {
        throw new InterruptedException("interrupted while " + one.key() + " was measured");
      }
      if (String.valueOf(failure.getMessage()).contains("Another JMH instance")) {
        throw new LockedException();
      }
      waitForInterruption(transcript);
      transcript.println(String.valueOf(failure.getMessage()));
      return new Outcome(List.of(), transcript);
    } finally {
      System.setOut(standard);
      System.setProperty(CLASS_PATH, classPath);
      ProcessHandle.current()
          .children()
          .filter(child -> !before.contains(child))
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /**
   * A terminal's Ctrl-C goes to the fork too, whose end may be seen before the interruption of this
   * thread.
   */
  private static void waitForInterruption(Transcript transcript) throws InterruptedException {
    if (transcript.text().contains(INTERRUPTED)) {
      Thread.sleep(GRACE_MILLIS);
    }
  }

  private static boolean isInterruption(Throwable failure) {
    if (Thread.interrupted()) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
      for (Throwable other : cause.getSuppressed()) {
        if (other instanceof InterruptedException) {
          return true;
        }
      }
    }
    return false;
  }

  private Options options(Case one, Effort usual) {
    Effort effort = one.effort(usual);
    OptionsBuilder options = new OptionsBuilder();
    options
        .include("^" + Pattern.quote(one.type().getName() + "." + one.method()) + "$")
        .mode(one.kind() == Kind.STEADY ? Mode.AverageTime : Mode.SingleShotTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(effort.forks())
        .threads(1)
        .warmupIterations(effort.warmups())
        .warmupTime(time(effort.warmup().toNanos()))
        .measurementIterations(effort.iterations())
        .measurementTime(time(effort.iteration().toNanos()))
        .timeout(TIMEOUT)
        .shouldFailOnError(true)
        .jvmArgsAppend(flags(one));
    if (one.kind() == Kind.STEADY) {
      options.addProfiler(GCProfiler.class);
    }
    one.parameters().forEach(options::param);
    return options.build();
  }

  private String[] flags(Case one) {
    List<String> flags = new ArrayList<>();
    flags.add("-XX:ActiveProcessorCount=" + one.key().threads());
    if (one.nodes() >= LARGE) {
      flags.add(LARGE_HEAP);
    }
    if (one.key().hasVectors()) {
      flags.add(VECTOR_FLAG);
    }
    flags.addAll(jvmArguments);
    return flags.toArray(String[]::new);
  }

  private static TimeValue time(long nanos) {
    return TimeValue.nanoseconds(Math.max(1, nanos));
  }

  /** What JMH's result says of the case. */
  static List<Measurement> measurements(Case one, RunResult result) {
    Unit unit = one.type().getAnnotation(Unit.class);
    double units = units(one, unit);
    return switch (one.kind()) {
      case STEADY, SHOTS, COLD -> {
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
        yield List.of(
            new Measurement(
                one,
                unit.value(),
                time.getScore() / units,
                time.getScoreError() / units,
                bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes.getScore()),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
      }
      case SETTLING ->
          Arrays.stream(Moment.values()).map(moment -> moment(one, result, moment)).toList();
      case MEMORY ->
          List.of(
              new Measurement(
                  one,
                  unit.value(),
                  Double.NaN,
                  Double.NaN,
                  OptionalDouble.empty(),
                  OptionalDouble.of(counters(result, "graphBytes")[0] / units),
                  OptionalDouble.of(counters(result, "programBytes")[0] / units)));
    };
  }

  private static Measurement moment(Case one, RunResult result, Moment moment) {
    ListStatistics forks = new ListStatistics(counters(result, moment.counter()));
    return new Measurement(
        one.of(moment.variant(one.key().variant())),
        moment.unit(),
        forks.getMean(),
        forks.getMeanErrorAt(0.999),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static double units(Case one, Unit unit) {
    return unit.parameter().isEmpty()
        ? unit.times()
        : Double.parseDouble(parameter(one.parameters(), unit.parameter())) * unit.times();
  }

  private static String parameter(Map<String, String> parameters, String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalStateException("no parameter " + name + " in " + parameters);
    }
    return value;
  }

  /** A counter of each fork. */
  private static double[] counters(RunResult result, String name) {
    double[] values = new double[result.getBenchmarkResults().size()];
    int at = 0;
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      Result<?> counter = fork.getSecondaryResults().get(name);
      if (counter == null) {
        throw new IllegalStateException("no counter " + name + " in " + result.getParams());
      }
      values[at++] = counter.getScore();
    }
    return values;
  }
}
