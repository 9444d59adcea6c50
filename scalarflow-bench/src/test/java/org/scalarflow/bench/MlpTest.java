package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The shapes of the networks. */
class MlpTest {

  @Test
  void theNetworksHaveTheParametersTheyAreKnownFor() {
    assertThat(Mlp.of("10x1").parameterCount()).isEqualTo(41);
    assertThat(Mlp.of("10x4").parameterCount()).isEqualTo(371);
    assertThat(Mlp.of("32x3").parameterCount()).isEqualTo(2241);
  }

  @Test
  void theGraphHasAVariableForEachParameter() {
    for (MlpGraph.Style style : MlpGraph.Style.values()) {
      assertThat(new MlpGraph(Mlp.of("10x4"), style).parameters).hasSize(371);
    }
  }

  @Test
  void anotherFormIsRefused() {
    assertThatThrownBy(() -> Mlp.of("10"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("WIDTHxDEPTH")
        .hasMessageContaining("'10'");
  }
}
