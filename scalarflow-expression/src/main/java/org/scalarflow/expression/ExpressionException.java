package org.scalarflow.expression;

import org.scalarflow.ScalarFlowException;

/**
 * A text is not a formula, or asks for what there is not: an unknown function, a wrong number of
 * operands, a number too large. Nothing was added to the graph.
 *
 * <p>The message says what is wrong and where, and points at it in a line of its own:
 *
 * <pre>{@code
 * column 8: expected a number, a name or '(', but found ')'
 *     (w*x - )^2 + w^2
 *            ^
 * }</pre>
 */
public final class ExpressionException extends ScalarFlowException {

  private final String problem;
  private final int column;

  ExpressionException(String problem, int column, String pointer) {
    super("column " + column + ": " + problem + "\n" + pointer, null);
    this.problem = problem;
    this.column = column;
  }

  /** What is wrong, in one line, without the column. */
  public String problem() {
    return problem;
  }

  /**
   * Where it is wrong: the position in the whole text, counted from 1, in code points. A line end
   * counts like any other character; the column after the last one stands for the end of the text.
   */
  public int column() {
    return column;
  }
}
