package org.scalarflow.bench.run;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a run.
 *
 * @param scale how much is measured
 * @param workloads the names of the workloads; empty for all
 * @param backends the names of the backends; empty for all that discovery finds, and the plain tape
 *     kernel
 * @param modes {@code strict}, {@code fast} or both
 * @param plugins jars that the forks have on their class path too
 * @param jvmArguments more flags for the forks
 * @param out the folder that the files are written to; it is made if need be
 * @param compare a {@code results.csv} of an earlier run, or null
 */
public record Settings(
    Scale scale,
    List<String> workloads,
    List<String> backends,
    List<String> modes,
    List<Path> plugins,
    List<String> jvmArguments,
    Path out,
    @Nullable Path compare) {

  /** Copies the lists. */
  public Settings {
    workloads = List.copyOf(workloads);
    backends = List.copyOf(backends);
    modes = List.copyOf(modes);
    plugins = List.copyOf(plugins);
    jvmArguments = List.copyOf(jvmArguments);
  }
}
