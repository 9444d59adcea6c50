package org.scalarflow.bench.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.scalarflow.bench.Unit;

/** Results that nobody measured: what a full run would give if times followed simple formulas. */
final class MadeUp {

  static final List<String> BACKENDS = List.of("compiled", "naive", "parallel", "plain");

  private static final Set<String> COMPILED = Set.of("compiled");

  /** As found where one backend uses the Vector API for batches and paths. */
  static final VectorUse VECTORS = new VectorUse(true, Map.of("W2", COMPILED, "W4", COMPILED));

  private MadeUp() {}

  static List<Case> cases(Scale scale) {
    return Catalogue.of(scale, List.of(), BACKENDS, List.of("strict"), 4, VECTORS);
  }

  static Results results(Scale scale) {
    Results results = new Results();
    for (Case one : cases(scale)) {
      if (one.kind() == Kind.SETTLING) {
        for (Moment moment : Moment.values()) {
          Case part = one.of(moment.variant(one.key().variant()));
          results.add(measurement(part, (moment.ordinal() + 1) * nanos(one), 0.04), null);
        }
      } else {
        results.add(measurement(one, nanos(one), 0.04), null);
      }
    }
    return results;
  }

  static Measurement measurement(Case one, double nanos, double relativeError) {
    boolean isMemory = one.kind() == Kind.MEMORY;
    return new Measurement(
        one,
        one.type().getAnnotation(Unit.class).value(),
        isMemory ? Double.NaN : nanos,
        isMemory ? Double.NaN : nanos * relativeError,
        one.kind() == Kind.STEADY ? OptionalDouble.of(0.25) : OptionalDouble.empty(),
        isMemory ? OptionalDouble.of(21.5) : OptionalDouble.empty(),
        isMemory ? OptionalDouble.of(26) : OptionalDouble.empty());
  }

  private static double nanos(Case one) {
    double factor =
        switch (one.key().backend()) {
          case Key.PLAIN -> one.method().equals("baselineBlocks") ? 1.2 : 1.0;
          case Key.TILED -> 0.7;
          case Key.VECTOR -> 0.3;
          case "compiled" -> one.key().hasVectors() ? 0.4 : 0.8;
          case "parallel" -> 1.6;
          case "plain" -> 6.0;
          default -> 21.0;
        };
    double threads = one.key().backend().equals("parallel") ? one.key().threads() * 0.9 + 0.1 : 1;
    double size = one.kind() == Kind.COLD ? 1e8 / one.nodes() + 100 : 0.001 * one.nodes() / 1e3;
    return factor * (100 + size) / threads;
  }
}
