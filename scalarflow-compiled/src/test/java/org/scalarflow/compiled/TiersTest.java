package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scalarflow.Arity;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** When code is generated, what becomes of workspaces, and of the classes in the end. */
class TiersTest {

  private static final double X = 0.7;
  private static final CompileOptions EAGER = CompileOptions.DEFAULT.with(Compilation.EAGER);

  private static Tape tape(int operations, Operator operator) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < operations; i += 3) {
      sum = Functions.tanh(sum.plus(graph.apply(operator, x.times(0.01 * i))));
    }
    return Tape.lower(Request.of(sum).differentiate(x));
  }

  private static final Operator TWICE = Operator.unary("twice", x -> 2 * x, (x, result) -> 2);

  private static Gradients run(Kernel kernel, Workspace workspace) {
    Tape tape = kernel.tape();
    Gradients results = Gradients.of(tape, 1, false);
    Inputs inputs = new Inputs(new double[0], new double[] {X}, 1);
    kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(tape), results);
    return results;
  }

  private static double[] expected(Tape tape) {
    Kernel plain = new TapeKernel(tape);
    Gradients gradients = run(plain, plain.newWorkspace());
    return new double[] {gradients.values()[0], gradients.sums()[0]};
  }

  private static void assertRuns(Kernel kernel, Workspace workspace, double[] expected) {
    Gradients gradients = run(kernel, workspace);
    assertThat(gradients.values()).containsExactly(expected[0]);
    assertThat(gradients.sums()).containsExactly(expected[1]);
  }

  @Test
  void optionsSayWhen() {
    try (Backend backend = new CompiledBackend()) {
      Tape tape = tape(30, TWICE);
      assertThat(backend.compile(tape, EAGER).describe()).startsWith("generated code");
      assertThat(backend.compile(tape, CompileOptions.DEFAULT).describe())
          .contains("plain tape kernel: code is generated after some runs");
      Kernel never = backend.compile(tape, CompileOptions.DEFAULT.with(Compilation.NEVER));
      assertThat(never.describe()).contains("plain tape kernel: no code is generated, as asked");
    }
  }

  @Test
  void oneOfAKindIsSingular() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < 1_000; i++) {
      sum = Functions.sin(sum);
    }
    Tape tape = Tape.lower(Request.of(sum).differentiate(x));
    String account = new CompiledBackend().compile(tape, EAGER).describe();
    assertThat(account)
        .contains("1 operation in code (1000 × (1)), 1 loop, 0 around others, 1 piece a sweep, ")
        .contains("1 row input, 0 constants, 1000 operations; 1 output, 0 observed, 1 derivative");
  }

  @Test
  @Timeout(60)
  void hotProgramsGoOnWithGeneratedCode() {
    try (Backend backend = new CompiledBackend(Settings.MEASURED.with(Swapped.AFTER_A_WHILE), 1)) {
      Tape tape = tape(300, Operators.SIN);
      double[] expected = expected(tape);
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      Workspace old = kernel.newWorkspace();
      assertThat(kernel.isSettled()).isTrue();
      boolean wasUnsettled = false;
      while (!kernel.describe().startsWith("generated code")) {
        assertRuns(kernel, old, expected);
        wasUnsettled |= !kernel.isSettled();
      }
      assertThat(wasUnsettled).isTrue();
      assertThat(kernel.isSettled()).isTrue();
      assertRuns(kernel, old, expected);
      assertRuns(kernel, kernel.newWorkspace(), expected);
    }
  }

  @Test
  @Timeout(60)
  void operatorsAreNotCalledUnasked() {
    AtomicInteger calls = new AtomicInteger();
    DoubleUnaryOperator counting =
        x -> {
          calls.incrementAndGet();
          return x;
        };
    List<Operator> operators =
        List.of(
            Operator.unary("direct", counting, (x, result) -> 1),
            new ByArrays(counting),
            Operator.unary("both", counting, (x, result) -> counting.applyAsDouble(1)));
    try (Backend backend = new CompiledBackend()) {
      for (Operator operator : operators) {
        Tape tape = tape(300, operator);
        double[] expected = expected(tape);
        Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
        Workspace workspace = kernel.newWorkspace();
        calls.set(0);
        assertRuns(kernel, workspace, expected);
        int callsOfRun = calls.get();
        assertThat(callsOfRun).isIn(100, 200);
        int runs = 1;
        for (; !kernel.describe().startsWith("generated code"); runs++) {
          assertRuns(kernel, workspace, expected);
        }
        assertRuns(kernel, workspace, expected);
        assertThat(calls).hasValue(callsOfRun * (runs + 1));
      }
    }
  }

  /** Asked by methods for arrays. */
  private record ByArrays(DoubleUnaryOperator function) implements Operator {

    @Override
    public String name() {
      return "byArrays";
    }

    @Override
    public Arity arity() {
      return Arity.UNARY;
    }

    @Override
    public double value(double[] operands) {
      return function.applyAsDouble(operands[0]);
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[0] = 1;
    }
  }

  @Test
  void aClosedBackendGeneratesNothingMore() {
    Backend backend = new CompiledBackend();
    Tape tape = tape(3_000, TWICE);
    double[] expected = expected(tape);
    Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
    backend.close();
    Workspace workspace = kernel.newWorkspace();
    for (int i = 0; i < 3_000; i++) {
      assertRuns(kernel, workspace, expected);
    }
    assertThat(kernel.describe()).contains("the backend is closed");
    assertThat(kernel.isSettled()).isTrue();
  }

  @Test
  @Timeout(60)
  void whereCodeWouldBeTooMuchLevelsAreTaken() throws InterruptedException {
    try (Backend backend = new CompiledBackend()) {
      Tape tape = irregular(30_000);
      double[] expected = expected(tape);
      Kernel eager = backend.compile(tape, EAGER);
      assertThat(eager.describe()).contains("are the most").contains("levels");
      assertRuns(eager, eager.newWorkspace(), expected);
      Kernel tiered = backend.compile(tape, CompileOptions.DEFAULT);
      Workspace workspace = tiered.newWorkspace();
      assertThat(tiered.describe()).contains("plain tape kernel");
      while (!tiered.describe().contains("no generated code")) {
        assertRuns(tiered, workspace, expected);
        Thread.sleep(1);
      }
      assertThat(tiered.describe()).contains("levels are narrow");
      assertRuns(tiered, workspace, expected);
      Kernel never = backend.compile(tape, CompileOptions.DEFAULT.with(Compilation.NEVER));
      assertThat(never.describe()).contains("plain tape kernel: no code is generated, as asked");
    }
  }

  /** Operations in an order that never repeats. */
  private static Tape irregular(int operations) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Random random = new Random(1);
    Node node = x;
    for (int i = 0; i < operations; i++) {
      node =
          switch (random.nextInt(4)) {
            case 0 -> node.plus(x);
            case 1 -> Functions.sin(node);
            case 2 -> node.times(x);
            default -> node.minus(x);
          };
    }
    return Tape.lower(Request.of(node).differentiate(x));
  }

  /** The kernel is all that keeps a class. */
  @Test
  @Timeout(60)
  void classesGoWithTheirKernels() throws InterruptedException {
    try (Backend backend = new CompiledBackend()) {
      WeakReference<Kernel> kernel = new WeakReference<>(used(backend));
      long before = unloaded();
      for (int i = 0; i < 50; i++) {
        used(backend);
      }
      while (kernel.get() != null || unloaded() < before + 50) {
        System.gc();
        Thread.sleep(10);
      }
    }
  }

  /** A data set can be let go of though a workspace is kept. */
  @Test
  @Timeout(60)
  void workspacesKeepNoArraysOfTheCaller() throws InterruptedException {
    Kernel kernel = new Eager().compile(tape(30, Operators.SIN), CompileOptions.DEFAULT);
    Workspace workspace = kernel.newWorkspace();
    WeakReference<double[]> rows = new WeakReference<>(rowsOfRun(kernel, workspace));
    while (rows.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    workspace.requireOf(kernel);
  }

  private static double[] rowsOfRun(Kernel kernel, Workspace workspace) {
    Gradients results = Gradients.of(kernel.tape(), 1, false);
    Inputs inputs = new Inputs(new double[0], new double[] {X}, 1);
    kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(kernel.tape()), results);
    return inputs.rows();
  }

  private static Kernel used(Backend backend) {
    Kernel kernel = backend.compile(tape(30, TWICE), EAGER);
    run(kernel, kernel.newWorkspace());
    return kernel;
  }

  private static long unloaded() {
    return ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount();
  }
}
