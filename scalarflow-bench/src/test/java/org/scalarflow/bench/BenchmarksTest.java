package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
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
                    .param("program", "W1 10x1", "W2 10x1", "W4", "dag 400")
                    .param("milliseconds", "5")
                    .param("patience", "0")
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
                .map(name -> name.substring(Main.class.getPackageName().length() + 1))
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
            "W1JavaPeers.baseline",
            "W1JavaPeers.commonsMath",
            "W1JavaPeers.hipparchus",
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
            "W3JavaPeers.baselineSwitch",
            "W3JavaPeers.commonsMath",
            "W3JavaPeers.hipparchus",
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
            "W4JavaPeers.baseline",
            "W4JavaPeers.commonsMath",
            "W4JavaPeers.hipparchus",
            "W5Families.backend",
            "W5Families.baselineSwitch");
  }

  @Test
  void theReportDividesByTheFastestBaselineOfTheSameParameters() {
    List<String> lines = new Report(results).lines();

    assertThat(lines.get(0)).contains(System.getProperty("java.vm.version"));
    List<String> batches =
        lines.stream().filter(line -> line.startsWith("hidden=32x3 rows=130")).toList();
    assertThat(batches).hasSize(4 + Subjects.names().size());
    double fastest =
        batches.stream()
            .filter(line -> line.contains(" baseline"))
            .mapToDouble(line -> number(line, 3))
            .min()
            .orElseThrow();
    assertThat(batches)
        .allSatisfy(
            line -> assertThat(number(line, 5)).isCloseTo(number(line, 3) / fastest, offset(0.01)));
  }

  @Test
  void theReportCountsUnitsOfWork() {
    RunResult chain =
        results.stream()
            .filter(result -> result.getParams().getBenchmark().endsWith("W3Chain.baselineSwitch"))
            .findFirst()
            .orElseThrow();
    String line =
        new Report(List.of(chain))
            .lines().stream()
                .filter(one -> one.startsWith("operations=4000"))
                .findFirst()
                .orElseThrow();

    assertThat(number(line, 2)).isCloseTo(chain.getPrimaryResult().getScore() / 4000, offset(0.01));
  }

  private static double number(String line, int column) {
    return Double.parseDouble(line.split("\\s+")[column]);
  }
}
