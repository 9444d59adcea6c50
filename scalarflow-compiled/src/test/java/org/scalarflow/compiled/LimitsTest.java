package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** Graphs that are too large, too irregular or too small for some limit are run all the same. */
class LimitsTest {

  private static final int[] ROWS = {0, 1, 7, 8, 63, 64, 65, 130};

  private static Kernel compile(Tape tape, Compilation compilation) {
    return new CompiledBackend().compile(tape, CompileOptions.DEFAULT.with(compilation));
  }

  /** Operations in an order that never repeats, on the result before and on others. */
  private static Tape irregular(int operations) {
    return Tape.lower(irregularRequest(operations, true));
  }

  private static Tape irregularValues(int operations) {
    return Tape.lower(irregularRequest(operations, false));
  }

  private static Request irregularRequest(int operations, boolean differentiates) {
    Graph graph = new Graph();
    Random random = new Random(1);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      nodes.add(i % 2 == 0 ? graph.placeholder() : graph.variable(0.5));
    }
    List<Node> inputs = List.copyOf(nodes);
    Node node = nodes.get(0);
    for (int i = 0; i < operations; i++) {
      Node other = nodes.get(random.nextInt(nodes.size()));
      node =
          switch (random.nextInt(4)) {
            case 0 -> node.plus(other);
            case 1 -> Functions.sin(node);
            case 2 -> node.times(other);
            default -> other.minus(node);
          };
      nodes.add(node);
    }
    return differentiates ? Request.of(node).differentiate(inputs) : Request.of(node).observeAll();
  }

  private static void assertFallsBack(Limits limits, Tape tape, String why) {
    assertFallsBack(
        limits, tape, "runs on the plain tape kernel: ", "the plain kernel goes on", why);
  }

  private static void assertFallsBack(
      Limits limits, Tape tape, String description, String line, String why) {
    try (Log log = new Log()) {
      CompiledBackend backend = new CompiledBackend(Settings.MEASURED.with(limits), 1);
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT.with(Compilation.EAGER));
      assertThat(kernel.describe()).startsWith(description).contains(why);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0)).contains(line + " for a tape of", why);
      new LikePlain(kernel).verify(1, 3);
    }
  }

  @Test
  void aMethodThatIsTooLarge() {
    Limits oneMethod = new Limits(Integer.MAX_VALUE, 6_000, Integer.MAX_VALUE, 60, 4, 12, 4);
    assertFallsBack(oneMethod, irregular(3_000), "code could not be generated");
  }

  @Test
  void tooManyConstants() {
    Limits allCode = new Limits(0, 6_000, Integer.MAX_VALUE, 60, 1_000_000, 12, 1);
    assertFallsBack(allCode, irregularValues(110_000), "Class too large");
  }

  @Test
  void aLargeIrregularGraph() {
    assertFallsBack(
        Limits.MEASURED,
        irregular(300_000),
        "no generated code, because 300000 operations",
        "levels are taken",
        "are the most");
  }

  /** A body that takes more bytes in code than most of its length. */
  @Test
  void aLargeBodyIsNoMethodThatTheJvmDoesNotCompile() {
    Graph graph = new Graph();
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      nodes.add(i % 2 == 0 ? graph.placeholder() : graph.variable(0.5));
    }
    Node[] inputs = nodes.toArray(Node[]::new);
    int[] body = new Random(2).ints(59, 0, 6).toArray();
    Random random = new Random(3);
    for (int trip = 0; trip < 60; trip++) {
      for (int kind : body) {
        Node x = nodes.get(random.nextInt(nodes.size()));
        Node y = nodes.get(random.nextInt(nodes.size()));
        Node z = nodes.get(random.nextInt(nodes.size()));
        nodes.add(
            switch (kind) {
              case 0 -> x.times(y);
              case 1 -> x.div(y);
              case 2 -> Functions.select(x, y, z);
              case 3 -> Functions.pow(x, y);
              case 4 -> Functions.hypot(x, y);
              default -> Functions.max(x, y);
            });
      }
    }
    Node sum = nodes.get(inputs.length);
    for (Node node : nodes.subList(inputs.length + 1, nodes.size())) {
      sum = sum.plus(node);
    }
    Tape tape = Tape.lower(Request.of(sum).differentiate(inputs));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    Matcher largest = Pattern.compile("the largest of ([0-9,]+)").matcher(kernel.describe());
    assertThat(largest.find()).as(kernel.describe()).isTrue();
    assertThat(Integer.parseInt(largest.group(1).replace(",", ""))).isBetween(1, 7_999);
    new LikePlain(kernel).verify(1, 3);
  }

  /** Eight neurons side by side are too long for a method; that changes no other loop. */
  @Test
  void lanesThatAreTooLongCostNoLoops() {
    Operator mix =
        Operator.binary(
            "mix",
            (a, b) -> 0.7 * a + 0.3 * b * a,
            (a, b, result) -> 0.7 + 0.3 * b,
            (a, b, result) -> 0.3 * a);
    Graph graph = new Graph();
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      inputs.add(graph.placeholder());
    }
    List<Variable> wanted = new ArrayList<>();
    Node total = graph.constant(0);
    for (int unit = 0; unit < 64; unit++) {
      Node sum = weight(graph, wanted);
      for (Node input : inputs) {
        Node term = input;
        for (int i = 0; i < 3; i++) {
          term = graph.apply(mix, term, weight(graph, wanted));
        }
        sum = sum.plus(term);
      }
      for (int i = 0; i < 3; i++) {
        sum = graph.apply(mix, sum, weight(graph, wanted));
      }
      total = total.plus(sum);
    }
    int[] body = new Random(1).ints(35, 0, 4).toArray();
    Node state = total;
    for (int step = 0; step < 400; step++) {
      Node before = state;
      for (int kind : body) {
        state = kind == 0 ? Functions.sin(state) : Functions.hypot(state, before);
      }
    }
    Tape tape = Tape.lower(Request.of(state).differentiate(wanted));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(kernel.describe()).startsWith("generated code").contains(" × (35)");
    new LikePlain(kernel).verify(1);
  }

  private static Variable weight(Graph graph, List<Variable> wanted) {
    Variable weight = graph.variable(0.01);
    wanted.add(weight);
    return weight;
  }

  /** Each of 14,000 periods is a loop of few iterations and too many operations for a body. */
  @Test
  @Timeout(60)
  void periodsThatAreTooLongTakeNoLongerInLongTapes() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder();
    Variable w = graph.variable(0.5);
    List<UnaryOperator<Node>> functions =
        List.of(Functions::sin, Functions::cos, Functions::tanh, Functions::atan, Functions::relu);
    int[] body = new Random(1).ints(59, 0, functions.size()).toArray();
    Node node = x;
    for (int period = 0; period < 14_000; period++) {
      for (int i = 0; i < 6; i++) {
        node = node.times(w).plus(x);
      }
      for (int function : body) {
        node = functions.get(function).apply(node);
      }
    }
    Tape tape = Tape.lower(Request.of(node).differentiate(w));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(kernel.describe()).contains("do not repeat each other");
  }

  @ParameterizedTest
  @EnumSource
  void operatorsWithManyOperands(Compilation compilation) {
    Graph graph = new Graph();
    List<Variable> variables = new ArrayList<>();
    for (int i = 0; i < 70_000; i++) {
      variables.add(graph.variable(0.1 * (i % 7)));
    }
    Placeholder x = graph.placeholder();
    List<Node> operands = new ArrayList<>(variables);
    operands.add(x);
    Node all = graph.apply(Operators.LOG_SUM_EXP, operands);
    Kernel kernel =
        compile(Tape.lower(Request.of(all).differentiate(variables).differentiate(x)), compilation);
    new LikePlain(kernel).verify(1, 8);
  }

  @ParameterizedTest
  @EnumSource
  void manyDerivatives(Compilation compilation) {
    Graph graph = new Graph();
    Random random = new Random(1);
    List<Node> weights = new ArrayList<>();
    Placeholder[] x = {graph.placeholder(), graph.placeholder(), graph.placeholder()};
    Node sum = graph.constant(0.5);
    for (int i = 0; i < 100_000; i++) {
      Variable weight = graph.variable(0.5);
      weights.add(weight);
      Node term = weight.times(x[random.nextInt(3)]);
      sum = random.nextInt(5_000) == 0 ? Functions.tanh(sum.minus(term)) : sum.plus(term);
    }
    Kernel kernel = compile(Tape.lower(Request.of(sum).differentiate(weights)), compilation);
    new LikePlain(kernel).verify(1, 9);
  }

  /** Each group of sums over rows could be a loop of its own; then there would be thousands. */
  @Test
  void derivativesThatShareFactors() {
    Graph graph = new Graph();
    Random random = new Random(1);
    List<Node> weights = new ArrayList<>();
    List<Node> xs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      xs.add(graph.placeholder());
    }
    Node sum = graph.constant(0.5);
    for (int i = 0; i < 10_000; i++) {
      Variable w = graph.variable(0.5);
      weights.add(w);
      Node a = xs.get(random.nextInt(40));
      Node term =
          switch (random.nextInt(5)) {
            case 0 -> w.times(a);
            case 1 -> w.times(Functions.sin(a));
            case 2 -> w.times(2.0);
            case 3 -> w.times(w).times(a);
            default -> w.div(a);
          };
      sum = random.nextInt(3) == 0 ? Functions.tanh(sum.plus(term)) : sum.plus(term);
    }
    Tape tape = Tape.lower(Request.of(sum).differentiate(weights));
    Kernel kernel = compile(tape, Compilation.EAGER);
    new LikePlain(kernel).verify(9);
    assertThat(kernel.describe()).containsPattern("blocks with [0-9]{1,2} different loops");
  }

  @ParameterizedTest
  @EnumSource
  void whatHasNothingToDo(Compilation compilation) {
    Graph graph = new Graph();
    Variable w = graph.variable("w", 0.5);
    Placeholder x = graph.placeholder("x");
    Node number = graph.constant(2.0).plus(graph.constant(3.0));
    List<Request> requests =
        List.of(
            Request.of(number),
            Request.of(number).differentiate(w),
            Request.of(w),
            Request.of(x).differentiate(x),
            Request.of(x, w, number).differentiate(x, w),
            Request.of(w.times(w)).differentiate(x),
            Request.of(w.times(w)).differentiate(w),
            Request.of(Functions.stopGradient(w.times(x))).differentiate(w, x),
            Request.of(x.times(w)).uniform(x).differentiate(w),
            Request.of(x.times(w)).varyByRow(w).observe(w, x, number).differentiate(w, x));
    for (Request request : requests) {
      new LikePlain(compile(Tape.lower(request), compilation)).verify(ROWS);
    }
  }

  /** A chain is as deep as it is long; so is one in which nothing repeats itself. */
  @ParameterizedTest
  @ValueSource(ints = {5_000, 200_000})
  void deepGraphsNeedNoStack(int depth) throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    Tape tape = irregular(depth);
    Runnable run = () -> new LikePlain(compile(tape, Compilation.EAGER)).verify(1);
    Thread thread = new Thread(null, run, "small", 256 * 1024);
    thread.setUncaughtExceptionHandler((any, failure) -> failures.add(failure));
    thread.start();
    thread.join();
    assertThat(failures).isEmpty();
  }
}
