package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scalarflow.bench.hand.VectorKernels;

/**
 * Runs every benchmark once at a tiny size with every backend found. What fails, also because a
 * backend differs from its baseline, fails the run.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BenchmarksTest {

  private static final String[] HIDDEN = {"10x1", "10x4", "32x3"};

  private Collection<RunResult> results;

  @BeforeAll
  void runAll(@TempDir Path folder) throws Exception {
    results =
        new Runner(
                new OptionsBuilder()
                    .exclude(VectorKernels.isCompiled() ? "nothing" : "\\.vector$")
                    .param("backend", Subjects.names().toArray(String[]::new))
                    .param("hidden", HIDDEN)
                    .param("rows", "130")
                    .param("operations", "4000")
                    .param("paths", "10")
                    .param("width", "50")
                    .param("program", "10x1", "400")
                    .param("milliseconds", "5")
                    .mode(Mode.SingleShotTime)
                    .forks(0)
                    .warmupIterations(0)
                    .measurementIterations(1)
                    .timeout(TimeValue.minutes(1))
                    .shouldFailOnError(true)
                    .output(folder.resolve("jmh.log").toString())
                    .build())
            .run();
  }

  @Test
  void everyBackendFoundAndThePlainKernelAreMeasured() {
    assertThat(Subjects.names())
        .contains("naive", "parallel", PlainBackend.NAME)
        .doesNotHaveDuplicates();
    Map<String, Collection<String>> backends = new TreeMap<>();
    for (RunResult result : results) {
      if (result.getParams().getParamsKeys().contains("backend")) {
        backends
            .computeIfAbsent(result.getParams().getBenchmark(), name -> new TreeSet<>())
            .add(result.getParams().getParam("backend"));
      }
    }

    assertThat(backends).hasSize(17);
    assertThat(backends.values())
        .allSatisfy(some -> assertThat(some).containsExactlyInAnyOrderElementsOf(Subjects.names()));
  }

  @Test
  void everyWorkloadHasRun() {
    assertThat(
            results.stream()
                .map(result -> result.getParams().getBenchmark())
                .map(name -> name.substring(Subjects.class.getPackageName().length() + 1))
                .distinct()
                .sorted()
                .toList())
        .containsExactly(
            "Feeding.byIndex",
            "Feeding.byMap",
            "Feeding.byName",
            "Feeding.byNode",
            "Levels.backend",
            "Levels.baselineSwitch",
            "Memory.held",
            "SteadyState.untilSteady",
            "W1SgdStep.backend",
            "W1SgdStep.baseline",
            "W1SgdStep.tiled",
            "W1SgdStep.vector",
            "W2BatchGradient.backend",
            "W2BatchGradient.baselineBlocks",
            "W2BatchGradient.baselinePerRow",
            "W2BatchGradient.tiled",
            "W2BatchGradient.vector",
            "W3Chain.backend",
            "W3Chain.baselineSwitch",
            "W3RandomDag.backend",
            "W3RandomDag.baselineSwitch",
            "W3SetUp.build",
            "W3SetUp.compile",
            "W3SetUp.firstResult",
            "W3SetUp.firstRun",
            "W3SetUp.lower",
            "W3SetUp.twentyRuns",
            "W4AsianCall.backend",
            "W4AsianCall.baseline",
            "W4AsianCall.tiled",
            "W4AsianCall.vector",
            "W5Families.backend",
            "W5Families.baselineSwitch");
  }
}
