package org.scalarflow.it.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The forks of {@code scalarflow bench} find all they need in the packed command. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class BenchmarksIT {

  @Test
  void aBackendFromAJarIsMeasuredByThePackedCommand(@TempDir Path folder) throws Exception {
    Launcher launcher = new Launcher(folder.resolve("a clone of ScalarFlow"));
    Path jar = new Probes(folder).backend("alpha", "quick", 500);

    Jvm.Result result =
        launcher.run(
            folder,
            // Nothing is timed here that another benchmark could disturb.
            Map.of("SCALARFLOW_OPTS", "-Djmh.ignoreLock=true"),
            "bench",
            "--tiny",
            "--workloads",
            "W2",
            "--backends",
            "quick",
            "--plugin",
            jar.toString(),
            "--out",
            "report of mine");

    assertThat(result.exitCode()).as(result.errors()).isZero();
    List<String> lines = Files.readAllLines(folder.resolve("report of mine/results.csv"));
    assertThat(lines).anyMatch(line -> line.startsWith("W2,[10],quick,strict,1,"));
    assertThat(lines).anyMatch(line -> line.startsWith("W2,[10],handwritten-plain,strict,1,"));
    assertThat(folder.resolve("report of mine/report.html")).isNotEmptyFile();
  }
}
