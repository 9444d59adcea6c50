package org.scalarflow.expression;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.scalarflow.expression.grammar.FormulaLexer;

/** Ends parsing at the first error, with a message made for formulas. */
final class SyntaxErrors extends DefaultErrorStrategy {

  private final Source source;

  SyntaxErrors(Source source) {
    this.source = source;
  }

  @Override
  public void reportError(Parser parser, RecognitionException failure) {
    throw error(parser);
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw error(parser);
  }

  /** Nothing to do: there is no second error to look for. */
  @Override
  public void sync(Parser parser) {}

  private ExpressionException error(Parser parser) {
    Token found = parser.getCurrentToken();
    Token before = parser.getInputStream().LT(-1);
    String expected =
        before != null && endsOperand(before)
            ? "expected an operator" + (isOperandStart(found) ? " such as '*'" : "")
            : "expected a number, a name or '('";
    return source.error(found, expected + ", but found " + Source.quote(found) + hint(found));
  }

  private static String hint(Token found) {
    return found.getType() == FormulaLexer.COMMA
        ? "; a comma separates the operands of a function"
        : "";
  }

  private static boolean endsOperand(Token token) {
    return switch (token.getType()) {
      case FormulaLexer.NUMBER, FormulaLexer.NAME, FormulaLexer.CLOSE -> true;
      default -> false;
    };
  }

  private static boolean isOperandStart(Token token) {
    return switch (token.getType()) {
      case FormulaLexer.NUMBER, FormulaLexer.NAME, FormulaLexer.OPEN -> true;
      default -> false;
    };
  }
}
