package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.scalarflow.bench.Unit;

/** What there is to measure. */
class CatalogueTest {

  @ParameterizedTest
  @EnumSource(Scale.class)
  void everyCaseIsABenchmarkWithAUnit(Scale scale) {
    assertThat(MadeUp.cases(scale))
        .allSatisfy(
            one -> {
              assertThat(one.type()).hasAnnotation(Unit.class);
              assertThat(one.type().getMethods())
                  .filteredOn(method -> method.getName().equals(one.method()))
                  .hasSize(1)
                  .allMatch(method -> method.isAnnotationPresent(Benchmark.class));
            });
  }

  /** But for the two plain baselines of W2, of which the faster is taken. */
  @ParameterizedTest
  @EnumSource(Scale.class)
  void noTwoCasesHaveOnePlace(Scale scale) {
    Set<Key> seen = new HashSet<>();
    assertThat(MadeUp.cases(scale))
        .filteredOn(one -> !seen.add(one.key()))
        .allMatch(one -> one.method().equals("baselineBlocks"));
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void everyScaleHasEveryWorkload(Scale scale) {
    assertThat(MadeUp.cases(scale).stream().map(one -> one.key().workload()).distinct())
        .containsExactlyElementsOf(Catalogue.WORKLOADS);
  }

  @Test
  void theSizesAreThoseThatWereAskedFor() {
    Set<String> variants =
        MadeUp.cases(Scale.FULL).stream()
            .map(one -> one.key().workload() + " " + one.key().variant())
            .collect(Collectors.toSet());
    assertThat(variants)
        .contains("W1 [10]", "W1 [10]x4", "W1 [32]x3", "W2 [10]", "W2 [32]x3", "W4 252 steps")
        .contains("W3 chain 1000", "W3 chain 10000000", "W3 dag 1000", "W3 dag 10000000")
        .contains("W5 ladder 10000", "W5 sum 10000", "W5 tree 10000", "W5 grid 10000")
        .contains("W5 triangle 10000", "W5 windows 10000")
        .contains("W5 layers 1000000", "feed by index", "feed by name", "steady W1 [10]")
        .contains("setup build dag 1000", "setup lower dag 1000", "setup first result dag 1000");
  }

  @Test
  void threadsDoubleUpToAllProcessors() {
    List<Integer> threads =
        Catalogue.of(Scale.FULL, List.of("W2"), List.of("b"), List.of("strict"), 6, VectorUse.NONE)
            .stream()
            .filter(one -> one.key().variant().equals("[32]x3"))
            .filter(one -> one.key().backend().equals("b"))
            .map(one -> one.key().threads())
            .toList();
    assertThat(threads).containsExactly(1, 2, 4, 6);
  }

  /** HotSpot has to have compiled what is timed. */
  @Test
  void codeThatIsCompiledLateIsWarmedUpForLonger() {
    Effort usual = Scale.FULL.effort();
    assertThat(MadeUp.cases(Scale.FULL))
        .filteredOn(one -> one.kind() == Kind.STEADY)
        .allSatisfy(
            one -> {
              Effort effort = one.effort(usual);
              assertThat(effort.warmup().multipliedBy(effort.warmups()))
                  .isEqualTo(Duration.ofSeconds(seconds(one)));
            });
  }

  private static int seconds(Case one) {
    if (!MadeUp.BACKENDS.contains(one.key().backend())) {
      return 2;
    }
    if (Set.of("dag 10000", "layers 10000", "tree 10000").contains(one.key().variant())) {
      return 12;
    }
    return one.key().variant().matches(".* 10{6,7}") ? 6 : 2;
  }

  @Test
  void backendsThatUseTheVectorApiAreMeasuredWithoutAndWithIt() {
    List<Key> doubled =
        MadeUp.cases(Scale.FULL).stream()
            .filter(one -> one.key().hasVectors() && !one.key().isBaseline())
            .map(Case::key)
            .toList();
    assertThat(doubled).allMatch(key -> key.backend().equals("compiled"));
    assertThat(doubled.stream().map(key -> key.workload() + " " + key.variant()).distinct())
        .containsExactly(
            "W2 [10]",
            "W2 [32]x3",
            "W4 252 steps",
            "steady W2 [10]",
            "steady W2 [32]x3",
            "steady W4");
    assertThat(MadeUp.cases(Scale.FULL).stream().map(Case::key))
        .containsAll(
            doubled.stream()
                .map(
                    key ->
                        new Key(
                            key.workload(),
                            key.variant(),
                            key.backend(),
                            key.mode(),
                            key.threads(),
                            false))
                .toList());
    assertThat(doubled).anyMatch(key -> key.threads() == 2);
    assertThat(
            MadeUp.cases(Scale.QUICK).stream()
                .map(Case::key)
                .filter(key -> key.hasVectors() && !key.isBaseline())
                .map(key -> key.workload() + " " + key.variant() + " " + key.threads()))
        .containsExactly("W2 [32]x3 1", "W4 252 steps 1");
  }

  @Test
  void theVectorApiIsLeftOutWhereItIsNot() {
    assertThat(
            Catalogue.of(Scale.FULL, List.of(), List.of("b"), List.of("strict"), 2, VectorUse.NONE))
        .noneMatch(one -> one.key().hasVectors());
  }

  @Test
  void runsFitIntoTheTimeThatIsPromised() throws Exception {
    assertThat(expected(Scale.QUICK)).isLessThan(Duration.ofMinutes(5));
    assertThat(expected(Scale.FULL)).isLessThan(Duration.ofMinutes(90));
  }

  private static Duration expected(Scale scale) throws Exception {
    return BenchmarkRun.of(
            new Settings(
                scale, List.of(), List.of(), List.of(), List.of(), List.of(), Path.of(""), null))
        .expected();
  }
}
