package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scalarflow explain}. */
class ExplainCommandTest {

  private static final String FORMULA = "(w*x - y)^2 + w^2";

  private static final int RANDOM_NUMBERS = 200;

  private static Map<String, Object> json(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 2];
    all[0] = "explain";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = "--json";
    Outcome outcome = Outcome.of(all);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    return Json.object(outcome.out());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> nodes(Map<String, Object> object) {
    return (List<Map<String, Object>>) object.get("nodes");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> derivatives(Map<String, Object> object) {
    return (Map<String, Object>) object.get("derivatives");
  }

  private static Map<String, Object> node(Map<String, Object> object, String name) {
    return nodes(object).stream()
        .filter(node -> name.equals(node.get("name")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void tellsTheRunAndTheResults() {
    Outcome outcome = Outcome.of("explain", FORMULA, "w=1", "x=2", "y=3");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("Subtract_0  Multiply_0 − y")
        .contains("∂L/∂w = 2.0 + (-4.0) = -2.0, from Pow_1, Multiply_0")
        .contains("Result\n\n  L      = 2.0\n  ∂L/∂w  = -2.0\n  ∂L/∂x  = -2.0\n  ∂L/∂y  = 2.0\n")
        .contains("Computed by the backend compiled ");
  }

  @Test
  void jsonHasEveryNode() throws IOException {
    Map<String, Object> object = json(FORMULA, "w=1", "x=2", "y=3");
    assertThat(object.keySet()).containsExactly("value", "derivatives", "nodes");
    assertThat(object.get("value")).isEqualTo(2.0);
    assertThat(derivatives(object)).isEqualTo(Map.of("w", -2.0, "x", -2.0, "y", 2.0));
    assertThat(nodes(object))
        .allSatisfy(
            node ->
                assertThat(node.keySet())
                    .containsExactly(
                        "name", "operator", "operands", "value", "derivative", "partials"));
    Map<String, Object> product = node(object, "Multiply_0");
    assertThat(product.get("operator")).isEqualTo("multiply");
    assertThat(product.get("operands")).isEqualTo(List.of("w", "x"));
    assertThat(product.get("value")).isEqualTo(2.0);
    assertThat(product.get("derivative")).isEqualTo(-2.0);
    assertThat(product.get("partials")).isEqualTo(List.of(2.0, 1.0));
    Map<String, Object> constant = node(object, "Constant_0");
    assertThat(constant.get("value")).isEqualTo(2.0);
    assertThat(constant.get("derivative")).isNull();
    assertThat((List<?>) node(object, "Pow_0").get("partials"))
        .isEqualTo(Arrays.asList(-2.0, null));
  }

  @Test
  void nodesAreInTopologicalOrder() throws IOException {
    List<Map<String, Object>> nodes = nodes(json("sin(a*b) + max(a, b)^c", "a=1", "b=2", "c=3"));
    List<Object> names = nodes.stream().map(node -> node.get("name")).toList();
    for (Map<String, Object> node : nodes) {
      assertThat((List<?>) node.get("operands"))
          .allSatisfy(
              operand ->
                  assertThat(names.indexOf(operand))
                      .isBetween(0, names.indexOf(node.get("name")) - 1));
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"0/0*x, NaN", "1/0*x, Infinity", "-1/0*x, -Infinity"})
  void nonFiniteNumbersAreStrings(String formula, String expected) throws IOException {
    Map<String, Object> object = json(formula, "x=1");
    assertThat(object.get("value")).isEqualTo(expected);
    assertThat(derivatives(object).get("x")).isEqualTo(expected);
  }

  @Test
  void nonFiniteNumbersCanBeFed() throws IOException {
    assertThat(json("x + 1", "x=NaN").get("value")).isEqualTo("NaN");
    assertThat(json("x + 1", "x=-Infinity").get("value")).isEqualTo("-Infinity");
    assertThat(json("x + 1", "x=+Infinity").get("value")).isEqualTo("Infinity");
  }

  @Test
  void numbersReadBackToTheSameBits() throws IOException {
    Random random = new Random(11);
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertBits(json("x", "x=" + number).get("value"), number);
      }
    }
    assertBits(json("x", "x=-0.0").get("value"), -0.0);
    assertBits(json("x*0", "x=-1").get("value"), -0.0);
    assertBits(json("x", "x=4.9E-324").get("value"), Double.MIN_VALUE);
    assertBits(json("exp(x)", "x=0.1").get("value"), Math.exp(0.1));
  }

  private static void assertBits(Object actual, double expected) {
    assertThat(Double.doubleToLongBits((Double) actual))
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  @Test
  void whatWasNotComputedIsNull() throws IOException {
    Map<String, Object> object = json("1 + 2");
    assertThat(object.get("value")).isEqualTo(3.0);
    assertThat(derivatives(object)).isEmpty();
    assertThat(node(object, "Add_0").get("derivative")).isNull();
    Map<String, Object> select = json("select(greater(x, 0), sqrt(x), x)", "x=-4");
    assertThat((List<?>) node(select, "Select_0").get("partials"))
        .isEqualTo(Arrays.asList(null, null, 1.0));
  }

  @Test
  void namesOfAnyScriptAreJson() throws IOException {
    assertThat(derivatives(json("größe * 重み", "größe=2", "重み=3")))
        .isEqualTo(Map.of("größe", 3.0, "重み", 2.0));
  }

  @Test
  void aFormulaMayBeginWithAMinusSign() throws IOException {
    assertThat(json("-x^2", "x=3").get("value")).isEqualTo(-9.0);
    assertThat(json("-h*2", "h=3").get("value")).isEqualTo(-6.0);
    assertThat(json("--x", "x=1").get("value")).isEqualTo(1.0);
    assertThat(json("-1").get("value")).isEqualTo(-1.0);
  }

  @Test
  void writesDotToAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("graph.dot");
    Files.writeString(file, "before");
    Outcome outcome = Outcome.of("explain", "x*y", "x=2", "y=3", "--dot", file.toString());
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("Result");
    assertThat(Files.readString(file)).startsWith("digraph").contains("value 6.0").endsWith("}\n");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void writesDotToStandardOutput() {
    Outcome outcome = Outcome.of("explain", "x*y", "x=2", "y=3", "--dot", "-");
    assertThat(outcome.out()).startsWith("digraph").endsWith("}\n").contains("derivative 3.0");
  }

  @Test
  void aFileThatCannotBeWrittenIsAFailure(@TempDir Path folder) {
    String file = folder.resolve("no/where.dot").toString();
    Outcome outcome = Outcome.of("explain", "x", "x=2", "--dot", file);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo("scalarflow: cannot write " + file + ": no such file or folder\n");
    assertThat(outcome.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x +       |x=1     |column 4 of the expression: expected a number, a name or '(', but found the end",
        "x y       |x=1     |column 3 of the expression: expected an operator such as '*', but found 'y'",
        "x         |y=1     |there is no node named 'y' in this graph; did you mean 'x'?",
        "x         |x=one   |the value of 'x' is 'one', which is not a number such as 2.5, -1e-3, NaN or Infinity",
        "x         |x=      |the value of 'x' is '', which is not a number such as 2.5, -1e-3, NaN or Infinity",
        "x         |x=1d    |the value of 'x' is '1d', which is not a number such as 2.5, -1e-3, NaN or Infinity",
        "x         |x=-1e999|the value of 'x', -1e999, is too large for a double; write Infinity or -Infinity if that is meant",
        "x         |x       |'x' is not of the form name=value, such as x=2.5",
        "x         |=1      |'=1' is not of the form name=value, such as x=2.5",
        "x         |--nope  |there is no option --nope",
        "foo(x)    |x=1     |column 1 of the expression: there is no operator named 'foo'",
      })
  void badInputGetsOneLine(String formula, String assignment, String line) {
    Outcome outcome = Outcome.of("explain", formula, assignment);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).isEqualTo("scalarflow: " + line + "\n");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void moreBadInput() {
    assertBadInput("not fed: 'x', 'y'", "explain", "x*y");
    assertBadInput("'x' is given two values", "explain", "x", "x=1", "x=2");
    assertBadInput(
        "no backend named 'nix'; available: compiled, naive, parallel",
        "explain",
        "1",
        "--backend",
        "nix");
    assertBadInput("--json and --dot - both write", "explain", "1", "--json", "--dot", "-");
    assertBadInput("--dot takes the name of a file", "explain", "1", "--dot", "");
    assertBadInput("Missing required parameter: 'EXPR'; see scalarflow explain --help", "explain");
    assertBadInput("'\uFFFD[31m\uFFFD' is not of the form", "explain", "1", "\u001B[31m\u202E");
    assertBadInput("nested more than", "explain", "(".repeat(100_000));
  }

  private static void assertBadInput(String line, String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("scalarflow: ").contains(line).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void theBackendCanBeNamed() {
    assertThat(Outcome.of("explain", "x", "x=1", "--backend", "naive").out())
        .contains("Computed by the backend naive ", ", asked for by name");
  }

  @Test
  void longFormulasWork() throws IOException {
    assertThat(json("x" + "+x".repeat(5_000), "x=1").get("value")).isEqualTo(5_001.0);
    assertThat(Outcome.of("explain", "x" + "+x".repeat(5_000), "x=1").out())
        .contains("more …")
        .contains("= 5001.0");
  }
}
