package org.scalarflow.math;

import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** Built-in operators by name, for tests that are written as tables. */
final class BuiltIns {

  private BuiltIns() {}

  static Operator.Unary unary(String name) {
    return (Operator.Unary) find(name);
  }

  static Operator.Binary binary(String name) {
    return (Operator.Binary) find(name);
  }

  private static Operator find(String name) {
    return Operators.builtIn().stream()
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no built-in operator " + name));
  }
}
