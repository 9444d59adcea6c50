package org.scalarflow.expression;

import org.antlr.v4.runtime.Token;
import org.scalarflow.Operator;

/** One step of a formula in postfix order: it takes operands off a stack and puts a node on it. */
sealed interface Step {

  /** Puts a constant. */
  record Number(double value) implements Step {

    Number negated() {
      return new Number(-value);
    }
  }

  /** Puts the node of a name. */
  record Name(Token token) implements Step {

    String name() {
      return token.getText();
    }
  }

  /** Takes operands and puts the operation. */
  record Apply(Operator operator, int operands) implements Step {}
}
