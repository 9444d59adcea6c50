package org.scalarflow.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs benchmarks. It takes the arguments of JMH, runs every backend unless {@code -p backend=}
 * names some, and prints the {@link Report} after JMH's own table.
 */
public final class Main {

  private static final String BACKEND = "backend";

  private Main() {}

  /** Runs the benchmarks that the arguments choose. */
  public static void main(String[] arguments) throws Exception {
    CommandLineOptions options;
    try {
      options = new CommandLineOptions(arguments);
    } catch (CommandLineOptionException wrong) {
      System.err.println("scalarflow-bench: " + wrong.getMessage());
      System.exit(1);
      return;
    }
    if (options.shouldHelp()) {
      options.showHelp();
    } else if (options.shouldList()) {
      new Runner(options).list();
    } else {
      run(options);
    }
  }

  private static void run(CommandLineOptions options) {
    OptionsBuilder all = new OptionsBuilder();
    all.parent(options);
    // A backend that differs from its baseline has no time.
    all.shouldFailOnError(true);
    if (!options.getParameter(BACKEND).hasValue()) {
      all.param(BACKEND, Subjects.names().toArray(String[]::new));
    }
    try {
      Collection<RunResult> results = new Runner(all.build()).run();
      System.out.println();
      new Report(List.copyOf(results)).lines().forEach(System.out::println);
    } catch (NoBenchmarksException none) {
      System.err.println("scalarflow-bench: no benchmark has such a name; -l lists them");
      System.exit(1);
    } catch (RunnerException failure) {
      System.err.println("scalarflow-bench: " + failure.getMessage());
      System.exit(1);
    }
  }
}
