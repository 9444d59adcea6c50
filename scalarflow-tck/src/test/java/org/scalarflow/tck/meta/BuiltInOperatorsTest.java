package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.tck.Range;

/** All built-in operators pass the operator kit. */
class BuiltInOperatorsTest {

  private static final Range POSITIVE = new Range(0.05, 3);
  private static final Range NEAR_ZERO = new Range(-0.95, 0.95);

  /** Where an operator is not finite and smooth on the default range. */
  private static final Map<String, List<Range>> RANGES =
      Map.ofEntries(
          Map.entry("divide", List.of(Range.DEFAULT, POSITIVE)),
          Map.entry("pow", List.of(POSITIVE, Range.DEFAULT)),
          Map.entry("sqrt", List.of(POSITIVE)),
          Map.entry("cbrt", List.of(POSITIVE)),
          Map.entry("reciprocal", List.of(POSITIVE)),
          Map.entry("log", List.of(POSITIVE)),
          Map.entry("log1p", List.of(new Range(-0.95, 3))),
          Map.entry("log10", List.of(POSITIVE)),
          Map.entry("tan", List.of(new Range(-1.4, 1.4))),
          Map.entry("asin", List.of(NEAR_ZERO)),
          Map.entry("acos", List.of(NEAR_ZERO)),
          Map.entry("acosh", List.of(new Range(1.05, 4))),
          Map.entry("atanh", List.of(NEAR_ZERO)));

  static List<Operator> operators() {
    return Operators.builtIn();
  }

  @ParameterizedTest
  @MethodSource("operators")
  void passes(Operator operator) {
    List<Range> ranges = RANGES.getOrDefault(operator.name(), List.of(Range.DEFAULT));
    MetaHarness.Verdict verdict =
        MetaHarness.testOperator(() -> new OperatorSubject(operator, ranges));
    assertThat(verdict.failed()).isEmpty();
    assertThat(verdict.passed()).contains("801", "806", "813");
  }
}
