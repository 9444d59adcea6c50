package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scalarflow.tck.RandomGraphs;

/** A difference on a random graph is told with all that is needed to see it again. */
class ReproducerTest {

  @Test
  void derivativesThatDiffer() {
    FlawedBackend backend = new FlawedBackend(SweepFlaw.LAST_CONTRIBUTION_WINS);
    assertThatThrownBy(() -> RandomGraphs.of(4711L).verify(backend))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 329: expected ")
        .hasMessageContaining(" (0x")
        .hasMessageContaining("derivative of node '")
        .hasMessageContaining("random graph of seed 4711")
        .hasMessageContaining("RandomGraphs.of(4711L).verify(backend);");
  }

  @Test
  void valuesThatDiffer() {
    FlawedBackend backend = new FlawedBackend(SweepFlaw.OPERANDS_REVERSED);
    assertThatThrownBy(() -> RandomGraphs.of(4711L).verify(backend))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 210: expected ")
        .hasMessageContaining("value of node '")
        .hasMessageContaining("RandomGraphs.of(4711L).verify(backend);");
  }

  @Test
  void nothingThatDiffers() {
    FlawedBackend backend = new FlawedBackend(SweepFlaw.NONE);
    assertThatCode(() -> RandomGraphs.of(4711L).verify(backend)).doesNotThrowAnyException();
  }
}
