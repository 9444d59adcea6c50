package org.scalarflow.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Feed;
import org.scalarflow.FeedException;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.GraphException;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Operators;
import org.scalarflow.testing.TapeBackend;

class GradientCheckTest {

  private final Example example = new Example();

  static List<Operator> builtIn() {
    return Operators.builtIn();
  }

  /** Inside every domain, and beside every kink. */
  @ParameterizedTest
  @MethodSource("builtIn")
  void everyBuiltInOperatorPasses(Operator operator) {
    int count = operator.arity().isFixed() ? operator.arity().least() : 4;
    double start = operator.name().equals("acosh") ? 1.3 : 0.15;
    double[] point = IntStream.range(0, count).mapToDouble(i -> start + 0.31 * i).toArray();
    GradientCheck.Result result = GradientCheck.DEFAULT.check(operator, point);
    if (operator == Operators.STOP_GRADIENT) {
      assertThat(result.notCompared()).hasSize(1);
      assertThat(result.notCompared().get(0).problem()).isEqualTo("declared not differentiable");
    } else {
      assertThat(result.requirePass().notCompared()).isEmpty();
      assertThat(result.entries()).hasSize(count);
    }
  }

  @Test
  void theSeedExamplePasses() {
    GradientCheck.Result result =
        GradientCheck.DEFAULT.check(example.loss, example.feed).requirePass();
    assertThat(result.entries())
        .extracting(GradientCheck.Entry::name)
        .containsExactly("w", "x", "y");
    assertThat(result.entries())
        .extracting(GradientCheck.Entry::analytic)
        .containsExactly(-2.0, -2.0, 2.0);
    assertThat(result.toString())
        .startsWith(
            "gradient check passed: 3 of 3 derivatives compared, 0 beyond the tolerance 1.0E-6\n"
                + "  worst: ");
  }

  @Test
  void chosenInputsAreCheckedAndFedVariablesKeepWhatIsFed() {
    Node aside = example.graph.variable("aside", 1.0);
    Feed feed = example.feed.and(example.w, 2.0);
    GradientCheck.Result result =
        GradientCheck.DEFAULT.check(example.loss, feed, List.of(example.w, aside)).requirePass();
    assertThat(result.entries().get(0).at()).isEqualTo(2.0);
    assertThat(result.entries().get(0).analytic()).isEqualTo(8.0);
    assertThat(result.entries().get(1).analytic()).isEqualTo(0.0);
    assertThat(example.w.value()).isEqualTo(1.0);
  }

  @Test
  void aWrongPartialIsFoundAndNamed() {
    Operator wrong =
        Operator.binary("area", (a, b) -> a * b, (a, b, r) -> b, (a, b, r) -> a * 1.001);
    GradientCheck.Result result = GradientCheck.DEFAULT.check(wrong, 3.0, -2.0);
    assertThat(result.passed()).isFalse();
    GradientCheck.Entry worst = result.worst().orElseThrow();
    assertThat(worst.name()).isEqualTo("operand 1 of area(3.0, -2.0)");
    assertThat(worst.analytic()).isEqualTo(3.0 * 1.001);
    assertThat(worst.error()).isBetween(0.0009, 0.0011);
    assertThatExceptionOfType(GradientCheckException.class)
        .isThrownBy(result::requirePass)
        .withMessageStartingWith(
            "gradient check failed: 2 of 2 derivatives compared, 1 beyond the tolerance 1.0E-6\n"
                + "  \"operand 1 of area(3.0, -2.0)\" at -2.0: derivative 3.00")
        .withMessageContaining(", differences ")
        .withMessageContaining(", error ");
  }

  @Test
  void aForgottenPartialIsFound() {
    Operator forgetful =
        new Operator() {
          @Override
          public String name() {
            return "forgetful";
          }

          @Override
          public org.scalarflow.Arity arity() {
            return org.scalarflow.Arity.BINARY;
          }

          @Override
          public double value(double[] operands) {
            return operands[0] + operands[1];
          }

          @Override
          public void partials(double[] operands, double result, double[] partials) {
            partials[0] = 1.0;
          }
        };
    GradientCheck.Result result = GradientCheck.DEFAULT.check(forgetful, 1.0, 2.0);
    assertThat(result.passed()).isFalse();
    assertThat(result.worst().orElseThrow().error()).isInfinite();
    assertThat(result.worst().orElseThrow().analytic()).isNaN();
  }

  @Test
  void aPartialThatIsWrongAtOnePointOnlyIsFoundThere() {
    Operator wrong = Operator.unary("odd", x -> x * x, (x, r) -> x > 2 ? 3 * x : 2 * x);
    List<double[]> points = List.of(new double[] {1}, new double[] {3}, new double[] {-1});
    GradientCheck.Result result = GradientCheck.DEFAULT.check(wrong, points);
    assertThat(result.entries()).hasSize(3);
    assertThat(result.worst().orElseThrow().name()).isEqualTo("operand 0 of odd(3.0)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abs", "relu", "floor", "ceil"})
  void aKinkOrJumpIsToldAndNotCountedAsRight(String name) {
    Operator operator = builtInNamed(name);
    GradientCheck.Result result = GradientCheck.DEFAULT.check(operator, 0.0);
    assertThat(result.notCompared()).hasSize(1);
    assertThat(result.notCompared().get(0).problem()).isEqualTo("a kink or a jump at this point");
    assertThat(result.passed()).isFalse();
    assertThat(result.toString())
        .isEqualTo(
            "gradient check failed: 0 of 1 derivatives compared, 0 beyond the tolerance 1.0E-6\n"
                + "  \"operand 0 of "
                + name
                + "(0.0)\" at 0.0 was not compared: a kink or a jump at this point");
  }

  @Test
  void aJumpToBothSidesIsTold() {
    assertThat(problem(Operators.SIGN, 0.0)).isEqualTo("not smooth near this point");
  }

  @Test
  void aTieIsToldForBothOperands() {
    assertThat(GradientCheck.DEFAULT.check(Operators.MAX, 2.0, 2.0).notCompared()).hasSize(2);
    assertThat(GradientCheck.DEFAULT.check(Operators.MAX, 2.0, 2.1).requirePass().notCompared())
        .isEmpty();
  }

  @Test
  void aKinkInsideTheFirstStepOnlyIsSteppedAround() {
    GradientCheck.Result result = GradientCheck.DEFAULT.check(Operators.ABS, 2e-6).requirePass();
    assertThat(result.entries().get(0).numeric()).isBetween(0.999999, 1.000001);
  }

  @Test
  void pointsWhereTheFunctionIsNotFiniteAreTold() {
    assertThat(problem(Operators.SQRT, 0.0)).isEqualTo("not finite near this point");
    assertThat(problem(Operators.LOG, -1.0)).isEqualTo("not finite at this point");
    assertThat(problem(Operators.EXP, Double.NaN)).isEqualTo("not finite at this point");
    assertThat(problem(Operators.SIGMOID, Double.POSITIVE_INFINITY))
        .isEqualTo("not finite at this point");
  }

  @Test
  void aFunctionThatBendsSharplyIsComparedWithASmallerStep() {
    Operator fast =
        Operator.unary("fast", x -> Math.sin(1000 * x), (x, r) -> 1000 * Math.cos(1000 * x));
    GradientCheck.DEFAULT.check(fast, 0.0003).requirePass();
    Operator wrong =
        Operator.unary("fast", x -> Math.sin(1000 * x), (x, r) -> 1001 * Math.cos(1000 * x));
    assertThat(GradientCheck.DEFAULT.check(wrong, 0.0003).passed()).isFalse();
  }

  @Test
  void noiseIsToldAsNotSmooth() {
    Operator noise =
        Operator.unary("noise", x -> (Double.doubleToLongBits(x) % 7) * 1e-12, (x, r) -> 0);
    List<double[]> points = IntStream.range(1, 50).mapToObj(i -> new double[] {0.1 * i}).toList();
    GradientCheck.Result result = GradientCheck.withTolerance(1e-9).check(noise, points);
    assertThat(result.notCompared())
        .extracting(GradientCheck.Entry::problem)
        .contains("not smooth near this point");
  }

  @Test
  void theToleranceDecides() {
    Operator near = Operator.unary("near", x -> x, (x, r) -> 1.0001);
    assertThat(GradientCheck.DEFAULT.check(near, 1.0).passed()).isFalse();
    assertThat(GradientCheck.withTolerance(1e-3).check(near, 1.0).passed()).isTrue();
    for (double bad : new double[] {0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException().isThrownBy(() -> GradientCheck.withTolerance(bad));
    }
  }

  @Test
  void nothingToCompareIsNotAPass() {
    Node constant = example.graph.constant(1.0).plus(2.0);
    GradientCheck.Result result = GradientCheck.DEFAULT.check(constant, Feed.empty());
    assertThat(result.passed()).isFalse();
    assertThat(result.worst()).isEmpty();
  }

  @Test
  void longListsAreCutInWords() {
    Graph graph = new Graph(new TapeBackend());
    Node[] inputs = new Node[30];
    Arrays.setAll(inputs, i -> graph.variable(0.0));
    Node[] kinks = new Node[30];
    Arrays.setAll(kinks, i -> Functions.relu(inputs[i]));
    GradientCheck.Result result =
        GradientCheck.DEFAULT.check(org.scalarflow.Reductions.sum(kinks), Feed.empty());
    assertThat(result.toString().lines()).hasSize(12).last().isEqualTo("  and 20 more");
  }

  @Test
  void wrongUseIsAnErrorOfTheApi() {
    assertThatExceptionOfType(FeedException.class)
        .isThrownBy(() -> GradientCheck.DEFAULT.check(example.loss, Feed.empty()))
        .withMessageContaining("'x', 'y'");
    assertThatExceptionOfType(GraphException.class)
        .isThrownBy(() -> GradientCheck.DEFAULT.check(Operators.ADD, 1.0))
        .withMessageContaining("takes 2 operands");
    assertThatExceptionOfType(GraphException.class)
        .isThrownBy(
            () -> GradientCheck.DEFAULT.check(example.loss, example.feed, List.of(example.loss)))
        .withMessageContaining("'Add_0' is not an input");
    Operator broken =
        Operator.unary(
            "broken",
            x -> {
              throw new IllegalStateException("no");
            },
            (x, r) -> 1);
    assertThatExceptionOfType(OperatorException.class)
        .isThrownBy(() -> GradientCheck.DEFAULT.check(broken, 1.0))
        .withMessageContaining("'broken'");
  }

  @Test
  void aDeepGraphIsChecked() {
    Graph graph = new Graph(new TapeBackend());
    Node x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < Example.DEEP; i++) {
      sum = Functions.sin(sum);
    }
    GradientCheck.DEFAULT.check(sum, Feed.of(x, 1.0)).requirePass();
  }

  private static String problem(Operator operator, double x) {
    return GradientCheck.DEFAULT.check(operator, x).notCompared().get(0).problem();
  }

  private static Operator builtInNamed(String name) {
    return Operators.builtIn().stream()
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
