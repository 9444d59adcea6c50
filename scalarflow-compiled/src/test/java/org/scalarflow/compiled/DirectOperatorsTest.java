package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.Arity;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/**
 * Users' operators that code calls by their methods for plain numbers, and those that it cannot.
 */
@ParameterizedClass
@EnumSource
class DirectOperatorsTest {

  private static final int[] ROWS = {1, 3, 65};
  private static final int UNITS = 12;

  @Parameter private Mode mode;

  private Backend backend;

  /** How much becomes loops. */
  enum Mode {
    FUSED,
    ROLLED
  }

  @BeforeEach
  void open() {
    backend = mode == Mode.FUSED ? new Eager() : Eager.rolled();
  }

  @AfterEach
  void close() {
    backend.close();
  }

  private static final Operator CUBE =
      Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);

  /** No partial is that of the other operand, and both need the result. */
  private static final Operator LEAN =
      Operator.binary(
          "lean",
          (a, b) -> a / (1 + b * b),
          (a, b, result) -> a == 0 ? 1 / (1 + b * b) : result / a,
          (a, b, result) -> -2 * b * result / (1 + b * b));

  private static Kernel compile(Backend backend, Request request) {
    return backend.compile(Tape.lower(request), CompileOptions.DEFAULT);
  }

  /** Equal units, one of which is made by a function of its number and its operands. */
  private static Request units(int count, Unit unit) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Variable w = graph.variable("w", 0.5);
    Node sum = x;
    for (int i = 0; i < count; i++) {
      sum = sum.plus(unit.of(graph, i, x.times(w).plus(0.1 * i), w)).times(w);
    }
    return Request.of(sum).differentiate(x, w);
  }

  private interface Unit {
    Node of(Graph graph, int number, Node a, Node b);
  }

  private static Request units(Operator one, Operator two) {
    return units(UNITS, (graph, i, a, b) -> graph.apply(two, graph.apply(one, a), b));
  }

  @Test
  void giveTheSameBits() {
    Kernel kernel = compile(backend, units(CUBE, LEAN));
    assertThat(kernel.describe())
        .contains("; 2 user's operators called directly")
        .doesNotContain("interface for arrays");
    new LikePlain(kernel).verify(ROWS);
  }

  /** Only one operand leads to what is wanted. */
  @Test
  void withConstantOperands() {
    Unit first = (graph, i, a, b) -> graph.apply(LEAN, a, graph.constant(0.3));
    Unit second = (graph, i, a, b) -> graph.apply(LEAN, graph.constant(0.3), a);
    Unit twice = (graph, i, a, b) -> graph.apply(LEAN, a, a);
    for (Unit unit : List.of(first, second, twice)) {
      new LikePlain(compile(backend, units(UNITS, unit))).verify(ROWS);
    }
  }

  /** The sum that a recurrence carries goes through an operator of a user. */
  @Test
  void inRecurrences() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node state = x;
    for (int i = 0; i < 50; i++) {
      state = graph.apply(LEAN, Functions.sin(graph.apply(CUBE, state)), x);
    }
    Kernel kernel = compile(backend, Request.of(state).differentiate(x));
    assertThat(kernel.describe()).contains("2 user's operators called directly");
    new LikePlain(kernel).verify(ROWS);
  }

  /** Where a selective operator decides whether their adjoint gets anything. */
  @Test
  void besideSelectiveOnes() {
    Unit unit =
        (graph, i, a, b) ->
            Functions.max(graph.apply(CUBE, a), graph.apply(LEAN, a, b))
                .times(graph.apply(CUBE, b));
    new LikePlain(compile(backend, units(UNITS, unit))).verify(ROWS);
  }

  /** Different operators have different code. */
  @Test
  void eachIsItself() {
    IntFunction<Operator> scaling = i -> Operator.unary("times" + i, x -> i * x, (x, result) -> i);
    Kernel kernel =
        compile(backend, units(64, (graph, i, a, b) -> graph.apply(scaling.apply(i), a)));
    assertThat(kernel.describe()).contains("64 user's operators called directly");
    new LikePlain(kernel).verify(ROWS);
  }

  /** An instance of its own for every node would be too much code. */
  @Test
  void thereAreOnlySoMany() {
    Unit unit =
        (graph, i, a, b) ->
            graph.apply(Operator.unary("plus" + i, x -> x + i, (x, result) -> 1), a);
    Kernel kernel = compile(backend, units(100, unit));
    assertThat(kernel.describe())
        .contains("64 user's operators called directly")
        .contains("called through the interface for arrays");
    new LikePlain(kernel).verify(ROWS);
  }

  /** Doubles its operand by its methods for arrays and triples it by the others. */
  private record TwoFaced(boolean isValue) implements Operator.Unary {

    @Override
    public String name() {
      return "twoFaced";
    }

    @Override
    public double value(double x) {
      return 3 * x;
    }

    @Override
    public double partial(double x, double result) {
      return 3;
    }

    @Override
    public double value(double[] operands) {
      return isValue ? 2 * operands[0] : Operator.Unary.super.value(operands);
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      if (isValue) {
        Operator.Unary.super.partials(operands, result, partials);
      } else {
        partials[0] = 2;
      }
    }
  }

  /** The methods for arrays are what an operator is asked by, if they are its own. */
  @Test
  void notThoseWithMethodsForArrays() {
    for (boolean isValue : new boolean[] {true, false}) {
      Operator operator = new TwoFaced(isValue);
      Kernel kernel = compile(backend, units(UNITS, (graph, i, a, b) -> graph.apply(operator, a)));
      assertThat(kernel.describe())
          .contains("called through the interface for arrays")
          .doesNotContain("directly");
      new LikePlain(kernel).verify(ROWS);
    }
  }

  /** One operand by its methods, two by what it says. */
  private record Wide() implements Operator.Unary {

    @Override
    public String name() {
      return "wide";
    }

    @Override
    public Arity arity() {
      return Arity.BINARY;
    }

    @Override
    public double value(double x) {
      return 2 * x;
    }

    @Override
    public double partial(double x, double result) {
      return 2;
    }
  }

  @Test
  void notThoseOfAnotherArity() {
    Unit unit = (graph, i, a, b) -> graph.apply(new Wide(), a, graph.constant(3));
    Kernel kernel = compile(backend, units(UNITS, unit));
    assertThat(kernel.describe()).doesNotContain("directly");
  }

  /** Both partials are asked for, in order, whichever is needed: as through the array. */
  @Test
  void areAskedAlike() {
    List<String> calls = new ArrayList<>();
    Operator telling =
        Operator.binary(
            "telling",
            (a, b) -> told(calls, "value", a, b),
            (a, b, result) -> told(calls, "first", a, b, result),
            (a, b, result) -> told(calls, "second", a, b, result));
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node node = graph.apply(telling, x, graph.constant(7));
    Kernel kernel = compile(backend, Request.of(node).differentiate(x));
    assertThat(run(kernel, 5)).isEqualTo(5);
    assertThat(calls)
        .containsExactly("value[5.0, 7.0]", "first[5.0, 7.0, 5.0]", "second[5.0, 7.0, 5.0]");
  }

  private static double told(List<String> calls, String what, double... numbers) {
    calls.add(what + Arrays.toString(numbers));
    return numbers[0];
  }

  private static double run(Kernel kernel, double x) {
    Gradients results = Gradients.of(kernel.tape(), 1, false);
    Inputs inputs = new Inputs(new double[0], new double[] {x}, 1);
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, 1, Seeds.ones(kernel.tape()), results);
    return results.values()[0];
  }

  private static double fail() {
    throw new IllegalStateException("on purpose");
  }

  static Stream<Operator> failing() {
    return Stream.of(
        Operator.unary("fragile", x -> fail(), (x, result) -> 1),
        Operator.unary("fragile", x -> x, (x, result) -> fail()),
        Operator.binary("fragile", (a, b) -> fail(), (a, b, r) -> 1, (a, b, r) -> 1),
        Operator.binary("fragile", (a, b) -> a, (a, b, r) -> fail(), (a, b, r) -> 1),
        Operator.binary("fragile", (a, b) -> a, (a, b, r) -> 1, (a, b, r) -> fail()));
  }

  /** An error is told in the same words, with node and operands, as by the plain kernel. */
  @Test
  void failAlike() {
    failing()
        .forEach(
            operator -> {
              Unit unit =
                  (graph, i, a, b) ->
                      operator instanceof Operator.Unary
                          ? graph.apply(operator, a)
                          : graph.apply(operator, a, graph.constant(0.25));
              Request request = units(UNITS, unit);
              assertThat(failure(compile(backend, request)))
                  .isEqualTo(failure(new TapeKernel(Tape.lower(request))))
                  .contains("fragile", "on purpose");
            });
  }

  private static String failure(Kernel kernel) {
    String[] message = new String[1];
    Gradients results = Gradients.of(kernel.tape(), 1, false);
    Inputs inputs = new Inputs(new double[] {0.5}, new double[] {2.0}, 1);
    assertThatThrownBy(
            () ->
                kernel.differentiate(
                    kernel.newWorkspace(), inputs, 0, 1, Seeds.ones(kernel.tape()), results))
        .isInstanceOfSatisfying(
            OperatorException.class, failure -> message[0] = failure.getMessage())
        .hasCauseInstanceOf(IllegalStateException.class);
    return message[0];
  }
}
