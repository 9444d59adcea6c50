package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept, withdrawn and not tried. */
class ResultsTest {

  private final List<Case> cases = MadeUp.cases(Scale.QUICK);

  private Case of(String variant, String backend) {
    return cases.stream()
        .filter(one -> one.key().variant().equals(variant) && one.key().backend().equals(backend))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aRefusedBackendLosesItsTimesAndIsNotTriedAgain() {
    Results results = new Results();
    results.add(MadeUp.measurement(of("[10]", "naive"), 5, 0.1), null);
    results.add(MadeUp.measurement(of("[10]", "plain"), 5, 0.1), null);

    results.refuse(of("dag 1000", "naive"), "naive: value is 1.0, the baseline's is 2.0");

    assertThat(results.measurements())
        .extracting(one -> one.key().backend())
        .containsExactly("plain");
    assertThat(results.refused())
        .containsEntry("naive", "W3 dag 1000: naive: value is 1.0, the baseline's is 2.0");
    assertThat(results.reasonToSkip(of("252 steps", "naive"))).isPresent();
    assertThat(results.reasonToSkip(of("252 steps", "plain"))).isEmpty();
  }

  @Test
  void whatFailsWhenSmallIsNotTriedWhenLarge() {
    Results results = new Results();
    results.fail(of("chain 1000", "naive"), "too deep");

    assertThat(results.reasonToSkip(of("chain 100000", "naive")))
        .hasValue("it failed in chain 1000");
    assertThat(results.reasonToSkip(of("dag 100000", "naive"))).isEmpty();
    assertThat(results.reasonToSkip(of("chain 100000", "plain"))).isEmpty();
  }

  @Test
  void theFasterOfTwoPlainBaselinesIsDividedBy() {
    Results results = new Results();
    List<Case> baselines =
        cases.stream()
            .filter(one -> one.key().workload().equals("W2"))
            .filter(one -> one.key().variant().equals("[10]"))
            .filter(one -> one.key().backend().equals(Key.PLAIN))
            .toList();
    results.add(MadeUp.measurement(baselines.get(0), 300, 0.1), null);
    results.add(MadeUp.measurement(baselines.get(1), 200, 0.1), null);
    Case naive =
        cases.stream()
            .filter(one -> one.key().workload().equals("W2"))
            .filter(one -> one.key().variant().equals("[10]"))
            .filter(one -> one.key().backend().equals("naive"))
            .findFirst()
            .orElseThrow();
    Measurement slow = MadeUp.measurement(naive, 600, 0.1);

    assertThat(results.ratio(slow, Key.PLAIN).orElseThrow().value()).isEqualTo(3);
    assertThat(results.ratio(slow, Key.VECTOR)).isEmpty();
    assertThat(results.measurements()).hasSize(1);
  }
}
