package org.scalarflow.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.OperatorRegistry;
import org.scalarflow.Operators;
import org.scalarflow.expression.grammar.FormulaBaseListener;
import org.scalarflow.expression.grammar.FormulaLexer;
import org.scalarflow.expression.grammar.FormulaParser;

/**
 * Turns a parse tree, walked from left to right, into steps in postfix order, and looks up the
 * operators.
 *
 * <p>Precedence is settled with a stack of the operators that still wait for their right operand.
 * One that arrives first completes those that bind tighter, and, unless it is {@code ^}, those that
 * bind as tightly.
 */
final class FormulaReader extends FormulaBaseListener {

  /** An operator that waits for its right operand, or the start of a part in brackets. */
  private enum Waiting {
    /** Binds looser than all, so it is never completed. */
    START(0, Operators.STOP_GRADIENT),
    ADD(1, Operators.ADD),
    SUBTRACT(1, Operators.SUBTRACT),
    MULTIPLY(2, Operators.MULTIPLY),
    DIVIDE(2, Operators.DIVIDE),
    NEGATE(3, Operators.NEGATE),
    POW(4, Operators.POW);

    final int binding;
    final Step step;

    Waiting(int binding, Operator operator) {
      this.binding = binding;
      this.step = new Step.Apply(operator, operator.arity().least());
    }

    static Waiting of(Token token) {
      return switch (token.getType()) {
        case FormulaLexer.PLUS -> ADD;
        case FormulaLexer.MINUS -> SUBTRACT;
        case FormulaLexer.TIMES -> MULTIPLY;
        case FormulaLexer.DIVIDE -> DIVIDE;
        default -> POW;
      };
    }
  }

  private final OperatorRegistry operators;
  private final Source source;
  private final List<Step> steps = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  FormulaReader(OperatorRegistry operators, Source source) {
    this.operators = operators;
    this.source = source;
  }

  List<Step> steps() {
    return steps;
  }

  @Override
  public void enterExpression(FormulaParser.ExpressionContext expression) {
    waiting.push(Waiting.START);
  }

  @Override
  public void exitExpression(FormulaParser.ExpressionContext expression) {
    complete(1);
    waiting.pop();
  }

  @Override
  public void exitSign(FormulaParser.SignContext sign) {
    if (sign.token.getType() == FormulaLexer.MINUS) {
      waiting.push(Waiting.NEGATE);
    }
  }

  @Override
  public void exitInfix(FormulaParser.InfixContext infix) {
    Waiting arrived = Waiting.of(infix.token);
    complete(arrived == Waiting.POW ? arrived.binding + 1 : arrived.binding);
    waiting.push(arrived);
  }

  /** Gives their right operand to all that wait and bind at least as tightly as this. */
  private void complete(int binding) {
    while (waiting.element().binding >= binding) {
      Waiting completed = waiting.pop();
      int last = steps.size() - 1;
      if (completed == Waiting.NEGATE && steps.get(last) instanceof Step.Number number) {
        steps.set(last, number.negated());
      } else {
        steps.add(completed.step);
      }
    }
  }

  @Override
  public void exitAtom(FormulaParser.AtomContext atom) {
    if (atom.name != null) {
      requireShort(atom.name);
    }
    if (atom.number != null) {
      steps.add(new Step.Number(value(atom.number)));
    } else if (atom.open != null) {
      steps.add(application(atom.name, atom.expression().size()));
    } else if (atom.name != null) {
      steps.add(new Step.Name(atom.name));
    }
  }

  private double value(Token number) {
    double value = Double.parseDouble(number.getText());
    if (Double.isInfinite(value)) {
      throw source.error(number, Source.quote(number) + " is too large for a double");
    }
    return value;
  }

  private Step application(Token name, int operands) {
    Operator operator = operator(name);
    if (!operator.arity().accepts(operands)) {
      throw source.error(
          name,
          "operator "
              + Source.quote(name)
              + " takes "
              + operator.arity().describe()
              + ", but was given "
              + operands);
    }
    return new Step.Apply(operator, operands);
  }

  private void requireShort(Token name) {
    int length = name.getStopIndex() - name.getStartIndex() + 1;
    if (length > Expressions.LONGEST_NAME) {
      throw source.error(
          name,
          "a name may have "
              + Expressions.LONGEST_NAME
              + " characters, but "
              + Source.quote(name)
              + " has "
              + length);
    }
  }

  private Operator operator(Token name) {
    try {
      return operators.named(name.getText());
    } catch (OperatorException unknown) {
      throw source.error(name, String.valueOf(unknown.getMessage()));
    }
  }
}
