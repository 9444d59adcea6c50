package org.scalarflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures backends. What measures may be missing; then nothing here fails before it is asked. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "bench",
    sortOptions = false,
    description = {
      "Measure backends beside each other and beside code written by hand.",
      "For example: scalarflow bench --quick --plugin my-backend.jar --out report",
      "Writes results.csv, memory.csv, jmh.json, run.json and report.html. Quick takes about 5"
          + " minutes on two processors, otherwise it is about 90; leave the machine alone meanwhile."
          + " Ctrl-C keeps what was measured."
    })
final class BenchCommand implements Callable<Integer> {

  @ParentCommand private @Nullable ScalarFlowCommand parent;

  @Option(names = "--quick", description = "Fewer sizes and one fork each.")
  boolean isQuick;

  @Option(
      names = "--tiny",
      hidden = true,
      description = "Everything once and tiny, to see that it works.")
  boolean isTiny;

  @Option(
      names = "--workloads",
      split = ",",
      paramLabel = "NAME",
      description =
          "Some of W1, W2, W3, W4, W5, setup, steady, memory, feed, separated by commas; all unless"
              + " said.")
  List<String> workloads = new ArrayList<>();

  @Option(
      names = "--backends",
      split = ",",
      paramLabel = "NAME",
      description =
          "Some of the backends found, or 'plain', the tape run by a plain loop, separated by commas;"
              + " all unless said.")
  List<String> backends = new ArrayList<>();

  @Option(
      names = "--modes",
      split = ",",
      paramLabel = "MODE",
      description = "strict, fast or both, separated by a comma; strict unless said.")
  List<String> modes = new ArrayList<>();

  @Option(
      names = "--jvm-flag",
      paramLabel = "FLAG",
      description = "A flag for the JVMs that measure; may be repeated.")
  List<String> jvmFlags = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the files; made if need be.")
  Path out = Path.of("");

  @Option(
      names = "--compare",
      paramLabel = "OLD.csv",
      description = "The results.csv of an earlier run, to tell what has changed.")
  @Nullable Path old;

  private final Console console;

  BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (isQuick && isTiny) {
      throw new UsageException("--quick and --tiny exclude each other");
    }
    List<Path> plugins = parent == null ? List.of() : parent.plugins();
    try {
      return Benchmarks.run(this, plugins, console);
    } catch (NoClassDefFoundError missing) {
      throw new UsageException(
          "the benchmarks are not part of this installation; run ./scalarflow from the sources",
          missing);
    }
  }
}
