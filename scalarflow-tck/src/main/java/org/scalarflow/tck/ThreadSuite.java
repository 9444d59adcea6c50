package org.scalarflow.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;

/** Rules of section 5: threads. What should not hang is given {@link Threads#patience()} to end. */
abstract class ThreadSuite extends BackendSuite {

  private static final int THREADS = 8;
  private static final int RUNS = 200;
  private static final int CONSUMERS = 100_000;

  private static final int REPETITIONS = 3;

  /** Wide enough for a backend that shares out operations to use more than one thread. */
  private static final int WIDTH = 2_000;

  ThreadSuite(Supplier<Backend> factory) {
    super(factory);
  }

  @Test
  final void required_spec501_kernelServesSeveralThreads() {
    Sample sample = new Sample();
    Kernel kernel = kernel(sample.request());
    Rows sequential = Rows.of(kernel, RUNS, sample::inputs);
    List<double[]> derivatives = sequential.derivativesOneByOne(0, RUNS);
    double[] values = sequential.valuesOneByOne(0, RUNS);
    Threads.together(
        THREADS,
        thread -> {
          Rows own = Rows.of(kernel, RUNS, sample::inputs);
          for (int run = 0; run < RUNS; run++) {
            int row = (run * (2 * thread + 1)) % RUNS;
            Gradients results = own.gradients(row, 1, false);
            int width = results.values().length;
            String what = "row " + row + " in one of " + THREADS + " threads";
            Bits.assertSame(
                Arrays.copyOfRange(values, row * width, (row + 1) * width),
                results.values(),
                () -> "values of " + what);
            Bits.assertSame(derivatives.get(row), results.sums(), () -> "derivatives of " + what);
          }
        });
  }

  @Test
  final void required_spec501_programServesSeveralThreads() {
    Sample sample = new Sample();
    Program program = compile(Request.of(sample.loss).differentiateAll());
    double[] expected = new double[RUNS];
    for (int run = 0; run < RUNS; run++) {
      expected[run] = slope(program, sample, run);
    }
    Threads.together(
        THREADS,
        thread -> {
          for (int run = 0; run < RUNS; run++) {
            int row = (run * (2 * thread + 1)) % RUNS;
            Bits.assertSame(
                expected[row], slope(program, sample, row), () -> "derivative for feed " + row);
          }
        });
  }

  @Test
  final void required_spec502_backendCompilesForSeveralThreads() {
    List<RandomCase> cases = new ArrayList<>();
    RandomGraphs.first(2 * THREADS).forEach(cases::add);
    List<double[]> expected =
        cases.stream().map(one -> derivatives(kernel(one.request()), one)).toList();
    Threads.together(
        THREADS,
        thread -> {
          for (int i = 0; i < cases.size(); i++) {
            int index = (i + 2 * thread) % cases.size();
            RandomCase one = cases.get(index);
            Bits.assertSame(
                expected.get(index),
                derivatives(kernel(one.request()), one),
                () -> "derivatives of " + one + " compiled by one of several threads");
          }
        });
  }

  @Test
  final void required_spec503_manyConsumersGiveTheSameBits() {
    Graph graph = new Graph();
    Variable x = graph.variable(1.0);
    int consumers = Integer.getInteger("scalarflow.tck.consumers", CONSUMERS);
    Node[] terms = new Node[consumers];
    double[] factors = new double[consumers];
    for (int i = 0; i < consumers; i++) {
      factors[i] = (i % 2 == 0 ? 1.0 : -0.7) / (1 + i % 1009);
      terms[i] = x.times(factors[i]);
    }
    double sum = 0;
    for (int i = consumers - 1; i >= 0; i--) {
      sum += factors[i];
    }
    double expected = sum;
    Kernel kernel = kernel(Request.of(total(terms)).differentiate(x));
    Rows rows = Rows.of(kernel, 1, row -> inputs(graph, x));
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      Bits.assertSame(
          expected,
          rows.gradients(0, 1, false).sums()[0],
          () -> "derivative of a node with " + consumers + " consumers");
    }
  }

  @Test
  final void required_spec503_repetitionGivesTheSameBits() {
    Wide wide = new Wide();
    Rows rows = Rows.of(kernel(wide.request()), 1, wide::inputs);
    Gradients first = rows.gradients(0, 1, false);
    for (int repetition = 0; repetition < 10 * REPETITIONS; repetition++) {
      Gradients again = rows.gradients(0, 1, false);
      Bits.assertSame(first.values(), again.values(), () -> "values of another run");
      Bits.assertSame(first.sums(), again.sums(), () -> "derivatives of another run");
    }
  }

  @Test
  final void required_spec504_runInThePoolsOfOthersEnds() {
    Wide wide = new Wide();
    Kernel kernel = kernel(wide.request());
    double[] expected = Rows.of(kernel, 1, wide::inputs).gradients(0, 1, false).sums();
    Callable<List<double[]>> streamed =
        () ->
            IntStream.range(0, 4 * THREADS)
                .parallel()
                .mapToObj(i -> Rows.of(kernel, 1, wide::inputs).gradients(0, 1, false).sums())
                .toList();
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool two = new ForkJoinPool(2);
    try {
      check(expected, Threads.inThread(streamed), "in a parallel stream");
      check(
          expected,
          Threads.inThread(() -> ForkJoinPool.commonPool().submit(streamed).get()),
          "in the common pool");
      check(expected, Threads.inThread(() -> one.submit(streamed).get()), "in a pool of 1");
      check(expected, Threads.inThread(() -> two.submit(streamed).get()), "in a pool of 2");
    } finally {
      one.shutdownNow();
      two.shutdownNow();
    }
  }

  @Test
  final void required_spec505_runNestedInAnOperatorEnds() {
    Wide inner = new Wide();
    Kernel innerKernel = kernel(inner.request());
    Operator nested =
        Operator.unary(
            "nested",
            x -> x + Rows.of(innerKernel, 1, inner::inputs).gradients(0, 1, false).sums()[0],
            (x, result) -> 1);
    double expected = 0;
    double shift = Rows.of(innerKernel, 1, inner::inputs).gradients(0, 1, false).sums()[0];
    Graph graph = new Graph();
    Variable x = graph.variable(0.5);
    Node[] terms = new Node[4 * THREADS];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = graph.apply(nested, x.times(i));
    }
    for (int i = 0; i < terms.length; i++) {
      expected += i;
    }
    Kernel kernel = kernel(Request.of(total(terms)).differentiate(x).observe(terms));
    Gradients results =
        Threads.inThread(() -> Rows.of(kernel, 1, row -> inputs(graph, x)).gradients(0, 1, false));
    Bits.assertSame(expected, results.sums()[0], () -> "derivative around nested runs");
    for (int i = 0; i < terms.length; i++) {
      Bits.assertSame(
          0.5 * i + shift,
          results.values()[1 + i],
          () -> "value of an operator that runs a program");
    }
  }

  @Test
  final void required_spec506_workspacesMoveBetweenThreads() {
    Sample sample = new Sample();
    Kernel kernel = kernel(sample.request());
    double[] expected = Rows.of(kernel, RUNS, sample::inputs).gradients(0, RUNS, true).sums();
    Rows rows = Threads.inThread(() -> Rows.of(kernel, RUNS, sample::inputs));
    for (int i = 0; i < THREADS; i++) {
      Bits.assertSame(
          expected,
          Threads.inThread(() -> rows.gradients(0, RUNS, true)).sums(),
          () -> "sums with a workspace that another thread used");
    }
  }

  @Test
  final void required_spec507_threadsAreDaemons() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Wide wide = new Wide();
    Rows rows = Rows.of(kernel(wide.request()), THREADS, wide::inputs);
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      rows.gradients(0, THREADS, false);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      assertTrue(
          before.contains(thread) || thread.isDaemon(),
          () -> "the thread '" + thread.getName() + "' is not a daemon; it keeps the JVM alive");
    }
  }

  /** A wide graph: many functions of one variable, added up pair by pair. */
  private static final class Wide {

    private final Graph graph = new Graph();
    private final Variable x = graph.variable(0.4);
    private final Node output;

    Wide() {
      Node[] terms = new Node[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        terms[i] = graph.apply(Operators.SIN, x.times(1.0 / (1 + i)));
      }
      output = total(terms);
    }

    Request request() {
      return Request.of(output).differentiate(x);
    }

    double[] inputs(int row) {
      return ThreadSuite.inputs(graph, x);
    }
  }

  /** The sum of nodes, pair by pair, so that it is not deep. */
  private static Node total(Node[] terms) {
    Node[] level = terms;
    while (level.length > 1) {
      Node[] next = new Node[(level.length + 1) / 2];
      for (int i = 0; i < next.length; i++) {
        next[i] = 2 * i + 1 < level.length ? level[2 * i].plus(level[2 * i + 1]) : level[2 * i];
      }
      level = next;
    }
    return level[0];
  }

  private static double[] inputs(Graph graph, Variable x) {
    double[] byId = new double[graph.size()];
    byId[x.id()] = x.value();
    return byId;
  }

  private static double slope(Program program, Sample sample, int row) {
    double[] inputs = sample.inputs(row);
    Feed feed = Feed.of(sample.x, inputs[sample.x.id()]).and(sample.y, inputs[sample.y.id()]);
    Evaluation run = program.gradient(feed);
    return run.derivative(sample.w);
  }

  private static double[] derivatives(Kernel kernel, RandomCase one) {
    double[] seeds = one.seeds();
    return Rows.of(kernel, 1, one::inputs)
        .gradients(0, 1, seeds.length == 0 ? Seeds.ones(kernel.tape()) : new Seeds(seeds, 0), false)
        .sums();
  }

  private static void check(double[] expected, List<double[]> actual, String where) {
    actual.forEach(one -> Bits.assertSame(expected, one, () -> "derivatives of a run " + where));
  }
}
