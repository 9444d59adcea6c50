package org.scalarflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Constant;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.NodeKind;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Variable;

/** What formulas mean. */
class ExpressionsTest {

  private final Graph graph = new Graph(new PlainBackend());

  private static final Feed FEED = Feed.of("x", 3.0).and("y", 2.0).and("z", 0.5);

  private double value(String text) {
    graph.find("x").orElseGet(() -> graph.placeholder("x"));
    graph.find("y").orElseGet(() -> graph.placeholder("y"));
    graph.find("z").orElseGet(() -> graph.placeholder("z"));
    return graph.run(Expressions.parse(graph, text), FEED).value();
  }

  private static void assertBits(double actual, double expected) {
    assertThat(Double.doubleToLongBits(actual)).isEqualTo(Double.doubleToLongBits(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x + y * z           | 4.0",
        "(x + y) * z         | 2.5",
        "x - y - z           | 0.5",
        "x - (y - z)         | 1.5",
        "x / y / z           | 3.0",
        "x / y * z           | 0.75",
        "x * y / z           | 12.0",
        "x - y + z           | 1.5",
        "x ^ y               | 9.0",
        "y ^ x ^ y           | 512.0",
        "(y ^ x) ^ y         | 64.0",
        "-x ^ y              | -9.0",
        "(-x) ^ y            | 9.0",
        "y ^ -y              | 0.25",
        "y ^ -y ^ y          | 0.0625",
        "y ^ -(-1)           | 2.0",
        "y ^ --x             | 8.0",
        "y ^ -+-+-x          | 0.125",
        "-2 ^ y              | -4.0",
        "2 * -x              | -6.0",
        "2 - -x              | 5.0",
        "2--x                | 5.0",
        "--x                 | 3.0",
        "+x                  | 3.0",
        "-+-+-x              | -3.0",
        "-x * -y             | 6.0",
        "x^y*z               | 4.5",
        "2 * x ^ 2           | 18.0",
        "x ^ 2 ^ 0           | 3.0",
        "x ^ (1 + 1) / 3     | 3.0",
        "((((x))))           | 3.0",
        "max(x, y) - min(x, y)      | 1.0",
        "select(x > y, 1, 2)        | nothing",
        "select(less(x, y), x, y)   | 2.0",
        "sqrt(square(x) + 4 ^ 2)    | 5.0",
        "max(x, max(y, z))          | 3.0",
        "-max(-x, -y)               | 2.0",
        "exp(log(x)) * 0            | 0.0",
        "softmaxCrossEntropy(x, x, 0, 0) | 0.0",
      })
  void precedenceAndAssociation(String text, String expected) {
    if (expected.equals("nothing")) {
      assertThatThrownBy(() -> value(text)).isInstanceOf(ExpressionException.class);
    } else {
      assertBits(value(text), Double.parseDouble(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "0",
        "1.",
        "1.5",
        ".5",
        "1e3",
        "1E3",
        "1e-3",
        "1e+3",
        "1.e2",
        ".5e1",
        "0.1",
        "007",
        "1e-400",
        "4.9e-324",
        "1.7976931348623157e308",
        "123456789012345678901234567890",
        "0.1000000000000000055511151231257827021181583404541015625"
      })
  void numbersAreTheNearestDoubles(String text) {
    Node node = Expressions.parse(graph, text);
    assertThat(node).isInstanceOf(Constant.class);
    assertBits(((Constant) node).value(), Double.parseDouble(text));
  }

  @Test
  void minusANumberIsAConstant() {
    assertBits(((Constant) Expressions.parse(graph, "-2")).value(), -2.0);
    assertBits(((Constant) Expressions.parse(graph, "-0")).value(), -0.0);
    assertBits(((Constant) Expressions.parse(graph, "--2")).value(), 2.0);
    assertBits(((Constant) Expressions.parse(graph, "+ - 2")).value(), -2.0);
    assertThat(graph.size()).isEqualTo(4);
  }

  @Test
  void aSignBeforeAPowerIsAnOperation() {
    Node node = Expressions.parse(graph, "-2^x");
    assertThat(node.operator()).isSameAs(Operators.NEGATE);
    assertThat(node.operands().get(0).operator()).isSameAs(Operators.POW);
  }

  @Test
  void theExampleOfTheDesign() {
    Node loss = Expressions.parse(graph, "(w*x - y)^2 + w^2");
    Evaluation run = graph.gradient(loss, Feed.of("w", 1).and("x", 2).and("y", 3));
    assertBits(run.value(), 2.0);
    assertBits(run.derivative("w"), -2.0);
    assertBits(run.derivative("x"), -2.0);
    assertBits(run.derivative("y"), 2.0);
  }

  @Test
  void namesAreExistingNodesElseNewPlaceholders() {
    Variable w = graph.variable("w", 4.0);
    Node square = w.pow(2);
    Node node = Expressions.parse(graph, "w + Pow_0 + neu + neu");
    assertThat(node.operands().get(0).operands().get(0).operands()).containsExactly(w, square);
    assertThat(graph.find("neu").orElseThrow()).isInstanceOf(Placeholder.class);
    assertBits(graph.run(node, Feed.of("neu", 1)).value(), 22.0);
  }

  @Test
  void aNameAloneIsTheNodeItself() {
    Variable w = graph.variable("w", 4.0);
    assertThat(Expressions.parse(graph, " w ")).isEqualTo(w);
    assertThat(graph.size()).isEqualTo(1);
  }

  @Test
  void placeholdersComeInOrderOfAppearanceBeforeTheRest() {
    Expressions.parse(graph, "b * (1 + a) - c * b");
    assertThat(graph.node(0).name()).isEqualTo("b");
    assertThat(graph.node(1).name()).isEqualTo("a");
    assertThat(graph.node(2).name()).isEqualTo("c");
    assertThat(graph.node(3).kind()).isEqualTo(NodeKind.CONSTANT);
  }

  @Test
  void automaticNamesMeanTheNodesThereWereBefore() {
    Node first = Expressions.parse(graph, "x + 1");
    Node second = Expressions.parse(graph, "(x + 2) * Add_0");
    assertThat(second.operands().get(1)).isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"größe", "λ", "_x", "$cost", "ırmak", "Ω2", "重み", "वज़न", "𝒳", "x1", "W_1"})
  void namesInAnyScript(String name) {
    Node node = Expressions.parse(graph, "2 * " + name + " + 1");
    assertThat(graph.node(name).kind()).isEqualTo(NodeKind.PLACEHOLDER);
    assertBits(graph.run(node, Feed.of(name, 3)).value(), 7.0);
  }

  @Test
  void aPlaceholderMayHaveTheNameOfAnOperator() {
    Node node = Expressions.parse(graph, "exp(exp) - exp");
    assertBits(graph.run(node, Feed.of("exp", 0)).value(), 1.0);
  }

  @Test
  void typographicalSignsAndAnyWhiteSpace() {
    assertBits(value("x−y·z×2÷z⋅1"), -1.0);
    assertBits(value("\t x\n +\r\n y\u00A0*\u2003z"), 4.0);
  }

  @Test
  void everyBuiltInOperatorIsAFunction() {
    for (Operator operator : Operators.builtIn()) {
      int operands = operator.arity().least();
      Node node =
          Expressions.parse(graph, operator.name() + "(a" + ", a".repeat(operands - 1) + ")");
      assertThat(node.operator()).isSameAs(operator);
      assertThat(node.operands()).hasSize(operands);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "tr", "ar-u-nu-arab", "hi-IN-u-nu-deva", "en"})
  void theLocaleHasNoSay(String tag) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      assertBits(value("1.5 * x + sigmoid(0) + min(x, y)"), 7.0);
      assertThatThrownBy(() -> Expressions.parse(graph, "1 + sin(x, y)"))
          .hasMessage(
              "column 5: operator 'sin' takes 1 operand, but was given 2\n"
                  + "    1 + sin(x, y)\n"
                  + "        ^");
      assertThatThrownBy(() -> Expressions.parse(graph, "\u0007 + İnput"))
          .hasMessageStartingWith(
              "column 1: expected a number, a name or '(', but found the character U+0007");
    } finally {
      Locale.setDefault(before);
    }
  }
}
