package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.example.ExampleBackend;

/**
 * The backend kit is tested: a sound backend passes, and each flaw fails the rules pinned for it.
 *
 * <p>The system property {@code scalarflow.meta.every} says which flaws are tried: every first,
 * all, or every fifth, say.
 */
class BackendFlawsTest {

  private static final int EVERY = Integer.getInteger("scalarflow.meta.every", 1);

  /** All flaws, section by section. */
  static List<Flaw<Backend>> flaws() {
    return Stream.of(
            SweepFlaws.all(),
            BatchFlaws.all(),
            ThreadFlaws.all(),
            LifecycleFlaws.all(),
            ErrorFlaws.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Those of the flaws that are tried. */
  static List<Flaw<Backend>> tried() {
    List<Flaw<Backend>> all = flaws();
    return IntStream.range(0, all.size())
        .filter(number -> number % EVERY == 0)
        .mapToObj(all::get)
        .toList();
  }

  @Test
  void theExampleBackendPassesAllRules() {
    assertThat(MetaHarness.testBackend(ExampleBackend::new).failed()).isEmpty();
  }

  @Test
  void anOptionalRuleThatDoesNotHoldIsSkippedWithItsReason() {
    MetaHarness.Verdict verdict = MetaHarness.testBackend(LifecycleFlaws::allocating);
    assertThat(verdict.failed()).isEmpty();
    assertThat(verdict.skipped()).containsOnlyKeys("612");
    assertThat(verdict.skipped().get("612")).contains("runs with derivatives allocated");
  }

  @ParameterizedTest
  @MethodSource("tried")
  void eachFlawFailsTheRulesPinnedForIt(Flaw<Backend> flaw) {
    MetaHarness.requireTrips(flaw, MetaHarness::testBackend);
  }
}
