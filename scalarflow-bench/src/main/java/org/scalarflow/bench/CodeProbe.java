package org.scalarflow.bench;

import java.util.List;
import java.util.Locale;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.CompileOptions.Precision;
import org.scalarflow.spi.Backend;

/**
 * Says what backends make of small programs of some workloads, so that it can be told from two JVMs
 * whether it depends on what they were started with.
 */
public final class CodeProbe {

  /** The programs, each named by its workload. */
  private static final List<String> PROGRAMS = List.of("W1 10x1", "W2 10x1", "W4");

  private static final int ROWS = 64;

  /** Whether code is made for a batch is seen at the next one. */
  private static final int RUNS = 2;

  private CodeProbe() {}

  /**
   * Prints a line for each workload, backend and mode, separated by tabs, with a description. A
   * backend that fails has none.
   *
   * @param backends their names
   */
  public static void main(String[] backends) {
    for (String program : PROGRAMS) {
      for (String backend : backends) {
        for (Precision mode : Precision.values()) {
          System.out.println(
              String.join(
                  "\t",
                  program.substring(0, 2),
                  backend,
                  mode.name().toLowerCase(Locale.ROOT),
                  description(program, backend, mode)));
        }
      }
    }
  }

  private static String description(String program, String name, Precision mode) {
    try (Backend backend = Subjects.named(name)) {
      Launch.Started started =
          Launch.of(program, ROWS)
              .compile(backend, CompileOptions.DEFAULT.with(mode).with(Compilation.EAGER));
      for (int run = 0; run < RUNS; run++) {
        started.run().run();
      }
      return started.subject().program.describe().replaceAll("\\s+", " ");
    } catch (RuntimeException | LinkageError | StackOverflowError failure) {
      return "";
    }
  }
}
