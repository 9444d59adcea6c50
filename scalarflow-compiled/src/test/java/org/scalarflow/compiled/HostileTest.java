package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.Batch;
import org.scalarflow.CompileOptions;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Feed;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Users who do what they should not, in every way in which code is made. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class HostileTest {

  private static final int[] ROWS = {0, 1, 63, 64, 65};

  @Parameter private Mode mode;

  private Backend backend;

  /** When code is made, and how much of it are loops. */
  enum Mode {
    EAGER,
    ROLLED,
    SWAPPED,
    NEVER
  }

  private Backend backend() {
    if (backend == null) {
      backend =
          switch (mode) {
            case EAGER -> new Eager();
            case ROLLED -> Eager.rolled();
            case SWAPPED -> new Swapped();
            case NEVER -> new Eager(new CompiledBackend(), CompileOptions.Compilation.NEVER);
          };
    }
    return backend;
  }

  @AfterEach
  void close() {
    backend().close();
  }

  private static Request units(Operator operator) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Variable w = graph.variable("w", 0.5);
    Node sum = x;
    for (int i = 0; i < 12; i++) {
      sum = sum.plus(graph.apply(operator, x.times(w).plus(0.1 * i))).times(w);
    }
    return Request.of(sum).differentiate(x, w);
  }

  private Kernel compile(Request request) {
    return backend().compile(Tape.lower(request), CompileOptions.DEFAULT);
  }

  @Test
  void operatorsThatGiveNothingOfUse() {
    Operator nan = Operator.unary("nan", x -> Double.NaN, (x, result) -> Double.NaN);
    Operator pole = Operator.unary("pole", x -> 1 / (x - x), (x, result) -> -1 / 0.0);
    Operator minusZero = Operator.unary("minusZero", x -> -0.0, (x, result) -> -0.0);
    for (Operator operator : new Operator[] {nan, pole, minusZero}) {
      new LikePlain(compile(units(operator))).verify(ROWS);
    }
  }

  @Test
  void operatorsThatThrow() {
    Operator fragile =
        Operator.unary("fragile", HostileTest::positive, (x, result) -> positive(x - 0.2) / x);
    Program program = program(units(fragile));
    Placeholder x = (Placeholder) program.rowInputs().get(0);
    for (int round = 0; round < 5; round++) {
      double right = program.gradient(Feed.of(x, 2.0)).derivative(x);
      for (double bad : new double[] {-1.0, 0.3}) {
        assertThatThrownBy(() -> program.gradient(Feed.of(x, bad)))
            .isInstanceOf(OperatorException.class)
            .hasMessageContaining("fragile");
        Batch batch = Batch.of(List.of(x), new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, bad, 1});
        assertThatThrownBy(() -> program.gradient(batch))
            .isInstanceOfSatisfying(
                OperatorException.class, failure -> assertThat(failure.row()).hasValue(9));
      }
      assertThat(program.gradient(Feed.of(x, 2.0)).derivative(x)).isEqualTo(right);
    }
  }

  private static double positive(double x) {
    if (x < 0) {
      throw new IllegalStateException("negative");
    }
    return x;
  }

  private Program program(Request request) {
    return request.graph().compile(request, backend(), CompileOptions.DEFAULT);
  }

  /** What an impure operator gives is its own affair; runs go on and are their own. */
  @Test
  void operatorsThatChangeTheirMind() {
    double[] drift = {0};
    Operator impure = Operator.unary("impure", x -> x + drift[0]++, (x, result) -> drift[0]++);
    Kernel kernel = compile(units(impure));
    Workspace workspace = kernel.newWorkspace();
    Inputs inputs = new Inputs(new double[] {0.5}, new double[100], 1);
    for (int round = 0; round < 4; round++) {
      Gradients results = Gradients.of(kernel.tape(), 100, true);
      kernel.differentiate(workspace, inputs, 0, 100, Seeds.ones(kernel.tape()), results);
      assertThat(drift[0]).isEqualTo((round + 1) * 100 * 24);
    }
  }

  /** From within an operator the same program is run, and a new one is compiled and closed. */
  @Test
  void operatorsThatCallBack() {
    Program[] self = new Program[1];
    Placeholder[] input = new Placeholder[1];
    boolean[] isInside = new boolean[1];
    Operator calling =
        Operator.unary(
            "calling",
            x -> {
              if (isInside[0]) {
                return 2 * x;
              }
              isInside[0] = true;
              try {
                double inner = self[0].gradient(Feed.of(input[0], x)).value();
                program(units(Operators.SIN)).describe();
                return inner - inner + 2 * x;
              } finally {
                isInside[0] = false;
              }
            },
            (x, result) -> 2);
    Operator twice = Operator.unary("twice", x -> 2 * x, (x, result) -> 2);
    Program plain = program(units(twice));
    Placeholder y = (Placeholder) plain.rowInputs().get(0);
    self[0] = program(units(calling));
    input[0] = (Placeholder) self[0].rowInputs().get(0);
    for (int round = 0; round < 4; round++) {
      double x = 0.3 + round;
      assertThat(self[0].gradient(Feed.of(input[0], x)).derivative(input[0]))
          .isEqualTo(plain.gradient(Feed.of(y, x)).derivative(y));
    }
  }

  /** Results may be anything, and errors may come, but runs end and the next ones are right. */
  @Test
  void workspacesThatAreShared() throws Exception {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < 300; i++) {
      sum = Functions.sin(graph.apply(Operators.MAX, sum.times(x), x.plus(i)));
    }
    Kernel kernel = compile(Request.of(sum).differentiate(x));
    Workspace workspace = kernel.newWorkspace();
    together(
        3,
        () -> {
          Gradients results = Gradients.of(kernel.tape(), 70, true);
          Inputs inputs = new Inputs(new double[0], new double[70], 1);
          for (int run = 0; run < 100; run++) {
            int rows = run % 2 == 0 ? 1 : 70;
            try {
              kernel.differentiate(workspace, inputs, 0, rows, Seeds.ones(kernel.tape()), results);
            } catch (RuntimeException mayCome) {
              assertThat(mayCome).isNotInstanceOf(EvaluationInterruptedException.class);
            }
          }
          return null;
        });
    new LikePlain(kernel).verify(ROWS);
    assertThatThrownBy(
            () ->
                compile(Request.of(x))
                    .evaluate(
                        workspace,
                        new Inputs(new double[0], new double[1], 1),
                        0,
                        1,
                        new double[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** All threads are the first to run a program, some with single rows and some with batches. */
  @Test
  void firstRunsThatRace() throws Exception {
    for (int round = 0; round < 12; round++) {
      Kernel kernel = compile(units(Operators.SIN));
      together(
          4,
          () -> {
            new LikePlain(kernel).verify(1, 65, 1, 64, 8);
            return null;
          });
    }
  }

  private static void together(int threads, Callable<Void> action) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(threads);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      done.add(
          executor.submit(
              () -> {
                start.countDown();
                start.await();
                return action.call();
              }));
    }
    executor.shutdown();
    for (Future<?> one : done) {
      one.get();
    }
  }
}
