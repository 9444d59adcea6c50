package org.scalarflow.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.scalarflow.expression.grammar.FormulaLexer;

/** Checks brackets before a formula is parsed, so that the parser's stack has a known bound. */
final class Brackets {

  private Brackets() {}

  /**
   * Checks that every bracket has its partner and that none is nested too deeply.
   *
   * @throws ExpressionException if not
   */
  static void check(List<? extends Token> tokens, Source source) {
    Deque<Token> open = new ArrayDeque<>();
    for (Token token : tokens) {
      if (token.getType() == FormulaLexer.OPEN) {
        open.push(token);
        if (open.size() > Expressions.DEEPEST_NESTING) {
          throw source.error(
              token,
              "brackets are nested more than "
                  + Expressions.DEEPEST_NESTING
                  + " deep; name the inner part, or build the graph with nodes");
        }
      } else if (token.getType() == FormulaLexer.CLOSE && open.poll() == null) {
        throw source.error(token, "this ')' closes nothing; remove it, or add its '('");
      }
    }
    if (!open.isEmpty()) {
      throw source.error(open.peek(), "this '(' is never closed; add its ')'");
    }
  }
}
