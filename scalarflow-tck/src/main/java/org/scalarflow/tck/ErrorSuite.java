package org.scalarflow.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;
import org.scalarflow.tck.Faults.Broken;
import org.scalarflow.tck.Faults.Fragile;
import org.scalarflow.tck.Faults.Where;

/** Rules of section 7: errors. */
abstract class ErrorSuite extends BackendSuite {

  private static final int ROWS = 130;

  /** A row of inputs that breaks a {@link Fragile} operator. */
  private static final int BAD_ROW = 70;

  /** Ten times what rule 707 promises, because a test machine may be busy. */
  private static final long INTERRUPT_ANSWER_MS = 1_000;

  ErrorSuite(Supplier<Backend> factory) {
    super(factory);
  }

  @Test
  final void required_spec701_throwingValueIsReported() {
    Model model = new Model(Where.VALUE);
    Rows rows = model.rows(kernel(model.request()));
    assertReported(model, assertThrows(OperatorException.class, () -> rows.values(BAD_ROW, 1)));
    assertReported(
        model, assertThrows(OperatorException.class, () -> rows.gradients(BAD_ROW, 1, false)));
  }

  @Test
  final void required_spec702_throwingPartialsAreReported() {
    Model model = new Model(Where.PARTIALS);
    Rows rows = model.rows(kernel(model.request()));
    assertReported(
        model, assertThrows(OperatorException.class, () -> rows.gradients(BAD_ROW, 1, false)));
  }

  @ParameterizedTest
  @EnumSource(names = {"VALUE", "PARTIALS"})
  final void required_spec703_rowIsNamed(Where where) {
    Model model = new Model(where);
    Rows rows = model.rows(kernel(model.request()));
    for (int first : new int[] {0, 1, BAD_ROW - 1}) {
      OperatorException failure =
          assertThrows(OperatorException.class, () -> rows.gradients(first, ROWS - first, false));
      assertEquals(OptionalInt.of(BAD_ROW), failure.row(), "the row of the exception");
      assertNames(failure, "row " + BAD_ROW);
    }
  }

  @ParameterizedTest
  @EnumSource
  final void required_spec704_workspaceIsUsableAfterAFailure(Where where) {
    Model model = new Model(where);
    Kernel kernel = kernel(model.request());
    Gradients expected = model.rows(kernel).gradients(0, BAD_ROW, true);
    Rows rows = model.rows(kernel);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThrows(OperatorException.class, () -> rows.gradients(BAD_ROW, 1, true));
      assertThrows(OperatorException.class, () -> rows.gradients(0, ROWS, true));
      assertSame(expected, rows.gradients(0, BAD_ROW, true), "after a run that failed");
    }
  }

  @Test
  final void required_spec705_failureInTheBranchNotTakenFailsTheRun() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node fragile = graph.apply(new Fragile(Where.VALUE), x);
    Node choice = graph.apply(Operators.SELECT, graph.constant(0), fragile, x);
    Node other = graph.apply(Operators.SELECT, graph.constant(1), x, fragile);
    for (Node output : List.of(choice, other)) {
      Rows rows = Rows.of(kernel(Request.of(output)), 1, row -> byId(graph, x, -1));
      assertThrows(OperatorException.class, () -> rows.values(0, 1), "the branch not taken");
    }
  }

  @Test
  final void required_spec706_interruptedThreadDoesNotRun() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    CountingOperator counting = CountingOperator.pure();
    Kernel kernel = kernel(Request.of(graph.apply(counting, x)).differentiate(x));
    Rows rows = Rows.of(kernel, 1, row -> byId(graph, x, 1));
    for (Executable run :
        List.<Executable>of(() -> rows.values(0, 1), () -> rows.gradients(0, 1, false))) {
      counting.reset();
      Thread.currentThread().interrupt();
      Throwable thrown = thrownBy(run);
      boolean stillSet = Thread.interrupted();
      assertInstanceOf(
          EvaluationInterruptedException.class, thrown, "thrown on an interrupted thread");
      assertTrue(stillSet, "the interrupt status must stay set");
      assertEquals(0, counting.values(), "operations evaluated on an interrupted thread");
    }
  }

  @Test
  final void required_spec707_longRowIsInterrupted() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Signalling slow = new Signalling(1_000_000);
    Node output = x;
    for (int i = 0; i < 1_500; i++) {
      output = graph.apply(slow, output);
    }
    Kernel kernel = kernel(Request.of(output).differentiate(x));
    assertAnswersInterruption(Rows.of(kernel, 1, row -> byId(graph, x, 1)), 1, slow);
  }

  @Test
  final void required_spec707_longBatchIsInterrupted() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Signalling quick = new Signalling(0);
    Node output = graph.apply(quick, x);
    for (int i = 0; i < 100; i++) {
      output = graph.apply(Operators.SIN, output);
    }
    Kernel kernel = kernel(Request.of(output).differentiate(x));
    int rows = 100_000;
    Inputs inputs = new Inputs(new double[0], new double[rows], 1);
    assertAnswersInterruption(new Rows(kernel, inputs), rows, quick);
  }

  @Test
  final void required_spec708_workspaceIsUsableAfterAnInterruption() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    // The operator may be called by another thread than the one that started the run.
    Thread[] caller = {Thread.currentThread()};
    Operator interrupting =
        Operator.unary(
            "interrupting",
            value -> {
              if (value < 0) {
                caller[0].interrupt();
              }
              return value;
            },
            (value, result) -> value);
    Node output = graph.apply(Operators.SIN, graph.apply(interrupting, x.times(x).times(x)));
    Kernel kernel = kernel(Request.of(output.times(x)).differentiateAll());
    Rows rows = Rows.of(kernel, ROWS, row -> byId(graph, x, row == BAD_ROW ? -1 : row));
    Gradients expected = rows.gradients(0, BAD_ROW, true);
    for (int attempt = 0; attempt < 3; attempt++) {
      Throwable thrown =
          Threads.inThread(
              () -> {
                caller[0] = Thread.currentThread();
                return thrownBy(() -> rows.gradients(0, ROWS, true));
              });
      assertInstanceOf(
          EvaluationInterruptedException.class, thrown, "thrown when a run is interrupted");
      assertSame(expected, rows.gradients(0, BAD_ROW, true), "after an interrupted run");
    }
  }

  @Test
  final void required_spec709_shortArraysAreRefused() {
    Sample sample = new Sample();
    Rows rows = Rows.of(kernel(sample.request()), 3, sample::inputs);
    Tape tape = rows.tape();
    Inputs inputs = rows.inputs();
    Seeds seeds = new Seeds(new double[3 * tape.outputCount()], tape.outputCount());
    Gradients results = Gradients.of(tape, 3, true);
    double[] perRow = new double[3 * tape.derivativeCount() - 1];
    assertRefused(
        "uniform inputs",
        rows,
        new Inputs(shorter(inputs.uniform()), inputs.rows(), inputs.stride()),
        seeds,
        results);
    assertRefused(
        "row inputs",
        rows,
        new Inputs(inputs.uniform(), shorter(inputs.rows()), inputs.stride()),
        seeds,
        results);
    assertRefused("seeds", rows, inputs, new Seeds(shorter(seeds.values()), 2), results);
    assertRefused(
        "values",
        rows,
        inputs,
        seeds,
        new Gradients(shorter(results.values()), results.sums(), null));
    assertRefused(
        "sums",
        rows,
        inputs,
        seeds,
        new Gradients(results.values(), shorter(results.sums()), null));
    assertRefused(
        "derivatives of each row",
        rows,
        inputs,
        seeds,
        new Gradients(results.values(), results.sums(), perRow));
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> rows.kernel().evaluate(rows.workspace(), inputs, 0, 3, shorter(results.values())),
        "values of a run without derivatives");
  }

  @Test
  final void required_spec710_arraysOfOperatorsAreScratch() {
    Gradients expected = products(Operators.MULTIPLY);
    assertSame(expected, products(new Faults.Grabbing()), "with an operator that keeps its arrays");
  }

  @Test
  final void required_spec711_nanIsAValue() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Operator nowhere =
        Operator.unary("nowhere", value -> Double.NaN, (value, result) -> Double.NaN);
    Node nan = graph.apply(nowhere, x);
    Node sum = nan.plus(x);
    Kernel kernel = kernel(Request.of(sum, x.times(3)).differentiateAll().observe(nan));
    Gradients results = Rows.of(kernel, 1, row -> byId(graph, x, 2)).gradients(0, 1, false);
    Bits.assertSame(
        new double[] {Double.NaN, 6, Double.NaN}, results.values(), () -> "values beside a NaN");
    Bits.assertSame(Double.NaN, results.sums()[0], () -> "a derivative through a NaN");
  }

  @Test
  final void required_spec712_forgottenPartialIsNaN() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Placeholder y = graph.placeholder("y");
    Operator sound = CountingOperator.pure();
    Operator forgetful = new Faults.Forgetful();
    Node output = graph.apply(forgetful, graph.apply(sound, x, x), graph.apply(sound, y, y));
    Kernel kernel = kernel(Request.of(graph.apply(sound, output, output)).differentiate(x, y));
    Rows rows = Rows.of(kernel, 2, row -> byId(graph, x, 1 + row));
    for (int run = 0; run < 3; run++) {
      Bits.assertSame(
          new double[] {1, Double.NaN, 1, Double.NaN},
          Rows.perRow(rows.gradients(0, 2, true)),
          () -> "derivatives of two rows by x and by y, whose partial is forgotten");
    }
  }

  @Test
  final void required_spec713_throwingChoiceIsReported() {
    Model model = new Model(Where.CHOICE);
    Rows rows = model.rows(kernel(model.request()));
    assertReported(
        model, assertThrows(OperatorException.class, () -> rows.gradients(BAD_ROW, 1, false)));
  }

  /** Three inputs and an operator that fails in one row. */
  private static final class Model {

    private final Graph graph = new Graph();
    private final Placeholder x = graph.placeholder("myInput");
    private final Node product = x.times(x).times(x).named("myProduct");
    private final Fragile operator;
    private final Node fragile;

    Model(Where where) {
      operator = new Fragile(where);
      fragile = graph.apply(operator, product).named("myFragileNode");
    }

    Request request() {
      return Request.of(graph.apply(Operators.SIN, fragile).plus(x)).differentiateAll();
    }

    Rows rows(Kernel kernel) {
      return Rows.of(kernel, ROWS, row -> byId(graph, x, row == BAD_ROW ? -1.5 : row / 7.0));
    }
  }

  /** Says that a run has begun, and takes its time for a value. */
  private static final class Signalling implements Operator.Unary {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final long nanoseconds;

    Signalling(long nanoseconds) {
      this.nanoseconds = nanoseconds;
    }

    @Override
    public String name() {
      return "signalling";
    }

    @Override
    public double value(double x) {
      begun.countDown();
      LockSupport.parkNanos(nanoseconds);
      return x;
    }

    @Override
    public double partial(double x, double result) {
      return 1;
    }
  }

  private static void assertReported(Model model, OperatorException failure) {
    assertInstanceOf(Broken.class, failure.getCause(), "the cause must be what was thrown");
    assertNames(failure, model.operator.name());
    assertNames(failure, "myFragileNode");
    assertNames(failure, "myProduct");
    assertNames(failure, "-3.375");
  }

  private static void assertNames(OperatorException failure, String what) {
    assertTrue(
        String.valueOf(failure.getMessage()).contains(what),
        () -> "the message must name '" + what + "': " + failure.getMessage());
  }

  private static void assertAnswersInterruption(Rows rows, int count, Signalling operator) {
    FutureTask<Throwable> run =
        new FutureTask<>(
            () -> {
              @Nullable Throwable thrown;
              boolean interruptedBefore;
              // A kernel may be fast enough to be done before it is interrupted.
              do {
                interruptedBefore = Thread.currentThread().isInterrupted();
                thrown = thrownBy(() -> rows.values(0, count));
              } while (thrown == null && !interruptedBefore);
              return thrown;
            });
    Thread thread = new Thread(run, "to be interrupted");
    thread.setDaemon(true);
    thread.start();
    Threads.await(operator.begun);
    Threads.sleep(10);
    long start = System.nanoTime();
    thread.interrupt();
    Throwable thrown = Threads.get(run);
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertInstanceOf(
        EvaluationInterruptedException.class, thrown, "thrown when a long run is interrupted");
    assertTrue(
        milliseconds <= INTERRUPT_ANSWER_MS,
        () -> "the run went on for " + milliseconds + " ms after it was interrupted");
  }

  private Gradients products(Operator product) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Placeholder y = graph.placeholder("y");
    Node a = graph.apply(product, x, y);
    Node b = graph.apply(product, a, x);
    Node c = graph.apply(product, b.plus(a), a);
    Kernel kernel = kernel(Request.of(c).differentiateAll().observe(a, b));
    return Rows.of(
            kernel,
            3,
            row -> {
              double[] inputs = byId(graph, x, 1.25 + row);
              inputs[y.id()] = -0.75;
              return inputs;
            })
        .gradients(0, 3, true);
  }

  private static void assertRefused(
      String what, Rows rows, Inputs inputs, Seeds seeds, Gradients results) {
    Kernel kernel = rows.kernel();
    Workspace workspace = rows.workspace();
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> kernel.differentiate(workspace, inputs, 0, 3, seeds, results),
        () -> "an array that is too short for " + what);
  }

  private static void assertSame(Gradients expected, Gradients actual, String what) {
    Bits.assertSame(expected.values(), actual.values(), () -> "values " + what);
    Bits.assertSame(expected.sums(), actual.sums(), () -> "sums " + what);
  }

  private static double[] shorter(double[] array) {
    return Arrays.copyOf(array, array.length - 1);
  }

  private static double[] byId(Graph graph, Placeholder x, double value) {
    double[] byId = new double[graph.size()];
    byId[x.id()] = value;
    return byId;
  }

  private static @Nullable Throwable thrownBy(Executable run) {
    try {
      run.execute();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }
}
