package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Now and before. */
class ComparisonTest {

  private final List<Case> cases =
      MadeUp.cases(Scale.TINY).stream().filter(one -> one.key().workload().equals("W4")).toList();

  private static ResultsCsv.Line line(Case one, double nanos, double error) {
    return new ResultsCsv.Line(one.key(), "17.0.15", "path", new Interval(nanos, error));
  }

  @Test
  void differencesAreToldFromNoise() {
    Results now = new Results();
    Map<Key, ResultsCsv.Line> before = new LinkedHashMap<>();
    double[] old = {100, 100, 100};
    double[] fresh = {120, 80, 101};
    for (int i = 0; i < old.length; i++) {
      now.add(MadeUp.measurement(cases.get(i), fresh[i], 0.03), null);
      before.put(cases.get(i).key(), line(cases.get(i), old[i], 3));
    }
    Comparison comparison = new Comparison(before, now);

    assertThat(comparison.changes())
        .extracting(Comparison.Change::verdict)
        .containsExactly("slower", "faster", "not told apart");
    assertThat(comparison.changes().get(0).ratio().value()).isEqualTo(1.2);
    assertThat(comparison.jdksBefore()).containsExactly("17.0.15");
    assertThat(comparison.onlyNow()).isEmpty();
    assertThat(comparison.onlyBefore()).isEmpty();
  }

  @Test
  void whatOnlyOneRunHasIsNamed() {
    Results now = new Results();
    now.add(MadeUp.measurement(cases.get(0), 1, 0.1), null);
    Comparison comparison =
        new Comparison(Map.of(cases.get(1).key(), line(cases.get(1), 1, 0.1)), now);

    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.onlyNow()).containsExactly(cases.get(0).key());
    assertThat(comparison.onlyBefore()).containsExactly(cases.get(1).key());
  }

  @Test
  void oneMeasurementAloneSaysNothing() {
    Results now = new Results();
    now.add(MadeUp.measurement(cases.get(0), 200, 0.01), null);
    Comparison comparison =
        new Comparison(Map.of(cases.get(0).key(), line(cases.get(0), 100, Double.NaN)), now);

    assertThat(comparison.changes().get(0).verdict()).isEqualTo("not known: measured once");
  }
}
