package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator kit is tested: a sound operator passes, each flaw fails the rules pinned for it. */
class OperatorFlawsTest {

  static List<Flaw<OperatorSubject>> flaws() {
    return OperatorFlaws.all();
  }

  @ParameterizedTest
  @MethodSource("flaws")
  void eachFlawFailsTheRulesPinnedForIt(Flaw<OperatorSubject> flaw) {
    MetaHarness.requireTrips(flaw, MetaHarness::testOperator);
  }

  @Test
  void eachRequiredRuleHasAFlaw() {
    assertThat(flaws())
        .extracting(Flaw::rule)
        .containsAll(MetaHarness.requiredRules(UnderTest.OfOperator.class));
  }
}
