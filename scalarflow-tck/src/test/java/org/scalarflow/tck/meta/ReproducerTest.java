package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scalarflow.tck.RandomBatch;
import org.scalarflow.tck.RandomGraphs;

/** A difference on a random graph is told with all that is needed to see it again. */
class ReproducerTest {

  @Test
  void derivativesThatDiffer() {
    FlawedBackend backend = new FlawedBackend(SweepFlaw.LAST_CONTRIBUTION_WINS);
    assertThatThrownBy(() -> RandomGraphs.of(4711L).verify(backend))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 329: expected ")
        .hasMessageContaining(" but was ")
        .hasMessageContaining("derivative of node '")
        .hasMessageContaining("random graph of seed 4711")
        .hasMessageContaining("RandomGraphs.of(4711L).verify(backend);");
  }

  @Test
  void valuesThatDiffer() {
    FlawedBackend backend = new FlawedBackend(SweepFlaw.OUTPUTS_SORTED);
    assertThatThrownBy(() -> RandomGraphs.of(2L).verify(backend))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 210: expected ")
        .hasMessageContaining("value of node '")
        .hasMessageContaining("RandomGraphs.of(2L).verify(backend);");
  }

  @Test
  void oneBackendOfSeveralThatDiffers() {
    FlawedBackend sound = new FlawedBackend(SweepFlaw.NONE);
    FlawedBackend flawed = new FlawedBackend(SweepFlaw.LAST_CONTRIBUTION_WINS);
    assertThatThrownBy(() -> RandomGraphs.of(5L, 200).verify(sound, flawed))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 329: expected ")
        .hasMessageContaining(" on backend 2 of 2, '")
        .hasMessageContaining("RandomGraphs.of(5L, 200).verify(backend);");
    assertThatThrownBy(() -> RandomBatch.of(5L, 200).verify(flawed, sound))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("rule 412: expected ")
        .hasMessageContaining(" on backend 1 of 2, '")
        .hasMessageContaining("RandomBatch.of(5L, 200).verify(backend);");
  }

  @Test
  void nothingThatDiffers() {
    FlawedBackend backend = new FlawedBackend(SweepFlaw.NONE);
    assertThatCode(() -> RandomGraphs.of(4711L).verify(backend)).doesNotThrowAnyException();
  }
}
