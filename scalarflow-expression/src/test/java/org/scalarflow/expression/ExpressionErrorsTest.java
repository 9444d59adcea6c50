package org.scalarflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Graph;
import org.scalarflow.Node;

/** What is said about texts that are not formulas, and where it points. */
class ExpressionErrorsTest {

  private final Graph graph = new Graph(new PlainBackend());

  private ExpressionException failure(String text) {
    int before = graph.size();
    ExpressionException failure =
        catchThrowableOfType(ExpressionException.class, () -> Expressions.parse(graph, text));
    assertThat(failure).as(text).isNotNull();
    assertThat(graph.size()).as("nodes added by a formula that failed").isEqualTo(before);
    return failure;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '"',
      value = {
        "(w*x - ) ^ 2|8|expected a number, a name or '(', but found ')'",
        "\"\"|1|expected a number, a name or '(', but found the end",
        "   |4|expected a number, a name or '(', but found the end",
        "x +|4|expected a number, a name or '(', but found the end",
        "x + * y|5|expected a number, a name or '(', but found '*'",
        "2x|2|expected an operator such as '*', but found 'x'",
        "x y|3|expected an operator such as '*', but found 'y'",
        "x 2|3|expected an operator such as '*', but found '2'",
        "(x)(y)|4|expected an operator such as '*', but found '('",
        "1.2.3|4|expected an operator such as '*', but found '.3'",
        "1e|2|expected an operator such as '*', but found 'e'",
        "1 + .|5|expected a number, a name or '(', but found '.'",
        "x = 2|3|expected an operator, but found '='",
        "x ** 2|4|expected a number, a name or '(', but found '*'",
        "x, y|2|expected an operator, but found ','; a comma separates the operands of a function",
        "(x, y)|3|expected an operator, but found ','; a comma separates the operands of a function",
        "max(x,)|7|expected a number, a name or '(', but found ')'",
        "max(,x)|5|expected a number, a name or '(', but found ','; a comma separates the operands of a function",
        "x ^|4|expected a number, a name or '(', but found the end",
        "((x)|1|this '(' is never closed; add its ')'",
        "sin(x|4|this '(' is never closed; add its ')'",
        "x)|2|this ')' closes nothing; remove it, or add its '('",
        "1 + 1e999|5|'1e999' is too large for a double",
        "1 + sin(x, y)|5|operator 'sin' takes 1 operand, but was given 2",
        "max(x)|1|operator 'max' takes 2 operands, but was given 1",
        "2*exp()|3|operator 'exp' takes 1 operand, but was given 0",
        "softmaxCrossEntropy(x,x,x)|1|operator 'softmaxCrossEntropy' takes at least 2 operands in steps of 2, but was given 3",
        "2*sigmod(x)|3|there is no operator named 'sigmod'; did you mean 'sigmoid'?",
        "x(1+2)|1|there is no operator named 'x'",
        "1 + Pow_7|5|there is no node named 'Pow_7', and names like this are given by the graph; name the placeholder otherwise",
        "Placeholder_0|1|there is no node named 'Placeholder_0', and names like this are given by the graph; name the placeholder otherwise",
        "𝒳 + ?|5|expected a number, a name or '(', but found '?'",
      })
  void pointsAtTheColumn(String text, int column, String problem) {
    ExpressionException failure = failure(text);
    assertThat(failure.problem()).isEqualTo(problem);
    assertThat(failure.column()).isEqualTo(column);
  }

  @Test
  void theMessageShowsTheTextAndACaret() {
    assertThat(failure("(w*x - )^2 + w^2"))
        .hasMessage(
            "column 8: expected a number, a name or '(', but found ')'\n"
                + "    (w*x - )^2 + w^2\n"
                + "           ^");
  }

  @Test
  void longTextsAreCutAroundTheColumn() {
    String text = "x+".repeat(500) + "?" + "+x".repeat(500);
    ExpressionException failure = failure(text);
    assertThat(failure.column()).isEqualTo(1001);
    String[] lines = String.valueOf(failure.getMessage()).split("\n");
    assertThat(lines).hasSize(3);
    assertThat(lines[1].length()).isLessThan(80);
    assertThat(lines[1]).startsWith("    …").endsWith("…");
    assertThat(lines[1].charAt(lines[2].indexOf('^'))).isEqualTo('?');
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    ExpressionException failure = failure("x +\n\t\u001B[31m\u202E \uD800");
    assertThat(failure)
        .hasMessage(
            "column 6: expected a number, a name or '(', but found the character U+001B\n"
                + "    x +  \uFFFD[31m\uFFFD \uFFFD\n"
                + "         ^");
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 100_000})
  void aNameMustNotBeEndless(int length) {
    ExpressionException failure = failure("1 + " + "n".repeat(length));
    assertThat(failure.column()).isEqualTo(5);
    assertThat(failure.problem())
        .isEqualTo(
            "a name may have 1000 characters, but 'nnnnnnnnnnnnnnnnnnnnnnnn…' has " + length);
    assertThat(failure("n".repeat(length) + "(1)").column()).isEqualTo(1);
  }

  @Test
  void aNameAtTheLimitIsGood() {
    String name = "n".repeat(Expressions.LONGEST_NAME);
    assertThat(Expressions.parse(graph, name).name()).isEqualTo(name);
  }

  @Test
  void automaticNamesOfOwnOperatorsAreReserved() {
    org.scalarflow.Operator cube =
        org.scalarflow.Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);
    Node node = graph.apply(cube, graph.placeholder("x")).named("given");
    assertThat(failure("Cube_0").problem()).startsWith("there is no node named 'Cube_0'");
    assertThat(Expressions.parse(graph, "given")).isEqualTo(node);
  }

  @Test
  void nullsAreNamed() {
    assertThatThrownBy(() -> Expressions.parse(null, "x"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("graph");
    assertThatThrownBy(() -> Expressions.parse(graph, null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("text");
  }
}
