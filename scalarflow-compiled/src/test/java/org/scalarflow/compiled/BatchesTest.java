package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;
import org.scalarflow.tck.RandomBatch;

/** Batches have the bits of rows that are run one by one. */
class BatchesTest {

  private static final int GRAPHS = 300;

  /** Ten times what is promised, as machines may be busy. */
  private static final long MOST_NANOS_TO_END = 1_000_000_000;

  @Test
  void randomBatches() {
    try (Eager two = Eager.onThreads(2);
        Eager three = Eager.onThreads(3);
        Eager eight = Eager.onThreads(8);
        CompiledBackend tiered = new CompiledBackend()) {
      for (long seed = 1; seed <= GRAPHS; seed++) {
        int operations = 10 + new SplittableRandom(seed).nextInt(300);
        RandomBatch batch =
            seed % 2 == 0
                ? RandomBatch.of(seed, operations)
                : RandomBatch.repeating(seed, operations);
        batch.verify(new Eager(), Eager.portable(), Eager.unfused(), two, three, eight, tiered);
      }
    }
  }

  @Test
  void formulas() {
    for (long seed = 1; seed <= 50; seed++) {
      Tape tape = Tape.lower(formulas(seed, 200));
      assertSame(tape, seed, 0, 1, 2, 7, 8, 9, 63, 64, 65, 127, 128, 130, 200);
    }
  }

  /** Many blocks for each of the threads. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void threads(int threads) {
    Tape tape = Tape.lower(network(12, 3));
    int rows = 1000;
    SplittableRandom random = new SplittableRandom(threads);
    double[] uniform = random.doubles(tape.uniformCount(), -2, 2).toArray();
    Inputs inputs = new Inputs(uniform, random.doubles(4L * (rows + 2), -2, 2).toArray(), 4);
    Seeds seeds = Seeds.ones(tape);
    try (Eager backend = Eager.onThreads(threads)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      for (int repetition = 0; repetition < 20; repetition++) {
        boolean perRow = repetition % 2 == 0;
        assertThat(run(kernel, inputs, rows, seeds, perRow))
            .isEqualTo(run(new TapeKernel(tape), inputs, rows, seeds, perRow));
      }
    }
  }

  /** The calling thread is interrupted; its next run gives what it should. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @Timeout(60)
  void interruption(int threads) throws InterruptedException {
    Tape tape = Tape.lower(network(40, 3));
    int rows = 100_000;
    Inputs inputs = new Inputs(new double[tape.uniformCount()], new double[3 * rows], 3);
    Seeds seeds = Seeds.ones(tape);
    try (Eager backend = Eager.onThreads(threads)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      Workspace workspace = kernel.newWorkspace();
      Gradients results = Gradients.of(tape, rows, false);
      kernel.differentiate(workspace, inputs, 0, 64, seeds, results);
      AtomicLong ended = new AtomicLong();
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try {
                    kernel.differentiate(workspace, inputs, 0, rows, seeds, results);
                  } catch (EvaluationInterruptedException expected) {
                    ended.set(System.nanoTime());
                    return;
                  }
                }
              });
      thread.start();
      Thread.sleep(200);
      long asked = System.nanoTime();
      thread.interrupt();
      thread.join();
      assertThat(ended.get() - asked).isBetween(1L, MOST_NANOS_TO_END);
      kernel.differentiate(workspace, inputs, 0, 130, seeds, results);
      Gradients expected = Gradients.of(tape, rows, false);
      Kernel plain = new TapeKernel(tape);
      plain.differentiate(plain.newWorkspace(), inputs, 0, 130, seeds, expected);
      assertThat(bits(results.sums())).isEqualTo(bits(expected.sums()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 11, 12, 13, 33, 40})
  void networks(int width) {
    assertSame(Tape.lower(network(width, 3)), width, 70);
  }

  /** Every operation on operands among the last few, inputs and uniform numbers. */
  private static Request formulas(long seed, int operations) {
    SplittableRandom random = new SplittableRandom(seed);
    Graph graph = new Graph();
    Node[] nodes = new Node[operations];
    Variable[] variables = {graph.variable(0.5), graph.variable(-1.5), graph.variable(2.0)};
    Placeholder[] placeholders = {graph.placeholder(), graph.placeholder(), graph.placeholder()};
    for (int i = 0; i < 3; i++) {
      nodes[i] = variables[i];
      nodes[3 + i] = placeholders[i];
    }
    nodes[6] = graph.constant(0.25);
    for (int i = 7; i < operations; i++) {
      Node a = nodes[random.nextInt(i)];
      Node b = nodes[random.nextInt(Math.max(0, i - 20), i)];
      nodes[i] =
          switch (random.nextInt(14)) {
            case 0, 1, 2 -> a.plus(b);
            case 3 -> a.minus(b);
            case 4, 5, 6 -> a.times(b);
            case 7 -> b.div(a.times(a).plus(1.0));
            case 8 -> b.unaryMinus();
            case 9 -> Functions.relu(b);
            case 10 -> Functions.tanh(b);
            case 11 -> Functions.sigmoid(b);
            case 12 ->
                b.times(Functions.select(Functions.greater(a, 0.0), graph.constant(0.5), 2.0));
            default -> Functions.max(a, b);
          };
    }
    Node sum = nodes[operations - 1];
    for (int i = operations - 2; i > operations - 40; i--) {
      sum = i % 3 == 0 ? nodes[i].plus(sum) : sum.plus(nodes[i]);
    }
    return Request.of(sum, nodes[operations / 2])
        .observe(nodes[6], variables[0].times(variables[1]))
        .differentiate(
            variables[0], variables[1], variables[2], placeholders[0], placeholders[1], nodes[20]);
  }

  private static Request network(int width, int depth) {
    Graph graph = new Graph();
    Placeholder[] inputs = {graph.placeholder(), graph.placeholder(), graph.placeholder()};
    Node[] layer = inputs;
    List<Node> weights = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(width);
    for (int i = 0; i < depth; i++) {
      Node[] next = new Node[i == depth - 1 ? 1 : width];
      for (int unit = 0; unit < next.length; unit++) {
        Node sum = graph.variable(random.nextDouble() - 0.5);
        weights.add(sum);
        for (Node x : layer) {
          Variable w = graph.variable(random.nextDouble() - 0.5);
          weights.add(w);
          sum = sum.plus(w.times(x));
        }
        next[unit] = Functions.relu(sum);
      }
      layer = next;
    }
    return Request.of(layer[0]).differentiate(weights.toArray(Node[]::new));
  }

  /** Each kernel is made once, and run with all numbers of rows in turn. */
  private static void assertSame(Tape tape, long seed, int... rowCounts) {
    Kernel plain = new TapeKernel(tape);
    List<Eager> backends =
        List.of(new Eager(), Eager.portable(), Eager.unfused(), Eager.onThreads(3));
    List<Kernel> kernels =
        backends.stream().map(backend -> backend.compile(tape, CompileOptions.DEFAULT)).toList();
    for (int rows : rowCounts) {
      assertSame(plain, kernels, seed, rows);
    }
    backends.forEach(Eager::close);
  }

  private static void assertSame(Kernel plain, List<Kernel> kernels, long seed, int rows) {
    Tape tape = plain.tape();
    int stride = tape.rowInputCount() + 2;
    SplittableRandom random = new SplittableRandom(seed);
    double[] uniform = random.doubles(tape.uniformCount(), -2, 2).toArray();
    double[] numbers = random.doubles((rows + 5L) * stride, -2, 2).toArray();
    numbers[3 * stride] = Double.NaN;
    numbers[4 * stride] = Double.POSITIVE_INFINITY;
    numbers[4 * stride + 1] = -0.0;
    Inputs inputs = new Inputs(uniform, numbers, stride);
    Seeds shared = Seeds.ones(tape);
    int outputs = tape.outputCount();
    Seeds own = new Seeds(random.doubles((long) rows * outputs, -1, 1).toArray(), outputs);
    for (Seeds seeds : new Seeds[] {shared, own}) {
      for (boolean perRow : new boolean[] {false, true}) {
        long[] expected = run(plain, inputs, rows, seeds, perRow);
        for (Kernel kernel : kernels) {
          assertThat(run(kernel, inputs, rows, seeds, perRow))
              .as("seed %d, %d rows, rows wanted: %s, %s", seed, rows, perRow, kernel.describe())
              .isEqualTo(expected);
        }
      }
    }
    if (rows >= 8) {
      assertThat(kernels)
          .allSatisfy(kernel -> assertThat(kernel.describe()).contains("batches in blocks"));
    }
  }

  private static long[] run(Kernel kernel, Inputs inputs, int rows, Seeds seeds, boolean perRow) {
    Tape tape = kernel.tape();
    Gradients results = Gradients.of(tape, rows, perRow);
    double[] values = new double[rows * tape.valueCount()];
    Workspace workspace = kernel.newWorkspace();
    kernel.evaluate(workspace, inputs, 2, rows, values);
    kernel.differentiate(workspace, inputs, 2, rows, seeds, results);
    kernel.differentiate(workspace, inputs, 2, rows, seeds, results);
    return bits(values, results.values(), results.sums(), results.perRow());
  }

  /** The bits of all arrays that are there. */
  private static long[] bits(double[]... arrays) {
    return Arrays.stream(arrays)
        .filter(Objects::nonNull)
        .flatMapToDouble(Arrays::stream)
        .mapToLong(Double::doubleToLongBits)
        .toArray();
  }

  @Test
  void rowsAreRunOneByOneWhereOperatorsAreCalled() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder();
    Operator twice = Operator.unary("twice", a -> 2 * a, (a, result) -> 2);
    Tape tape = Tape.lower(Request.of(graph.apply(twice, x)).differentiate(x));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(kernel.describe()).contains("batches row by row: code for them is generated when");
    Gradients results = Gradients.of(tape, 10, false);
    Inputs inputs = new Inputs(new double[0], new double[10], 1);
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, 10, Seeds.ones(tape), results);
    assertThat(results.sums()).containsExactly(20.0);
    assertThat(kernel.describe()).contains("row by row: operator 'twice' is called for each row");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 1000})
  void operatorsOfUsersAreCalledForEachRow(int rows) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder();
    Variable w = graph.variable(0.4);
    Operator mix = Operator.binary("mix", (a, b) -> a * b + a, (a, b, r) -> b + 1, (a, b, r) -> a);
    Node node = Functions.sin(graph.apply(mix, x, w)).times(w);
    Tape tape = Tape.lower(Request.of(node).differentiate(x, w));
    SplittableRandom random = new SplittableRandom(rows);
    Inputs inputs = new Inputs(new double[] {0.4}, random.doubles(rows + 2).toArray(), 1);
    try (Eager backend = Eager.onThreads(3)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      for (boolean perRow : new boolean[] {false, true}) {
        assertThat(run(kernel, inputs, rows, Seeds.ones(tape), perRow))
            .isEqualTo(run(new TapeKernel(tape), inputs, rows, Seeds.ones(tape), perRow));
      }
    }
  }

  /** Without any order to be found, there are as many loops as kinds of operations. */
  @Test
  void irregularTapesAreFewLoops() {
    Tape tape = Tape.lower(formulas(1, 10_000));
    assertSame(tape, 1, 65);
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    runOnZeros(kernel);
    assertThat(kernel.describe()).containsPattern("in blocks with [0-9]{1,2} different loops");
  }

  @Test
  void tapesThatKeepTooMuchAreRunRowByRow() {
    Kernel kernel = new Eager().compile(Tape.lower(formulas(1, 200_000)), CompileOptions.DEFAULT);
    runOnZeros(kernel);
    assertThat(kernel.describe()).containsPattern("batches row by row: .* numbers are kept for");
  }

  private static void runOnZeros(Kernel kernel) {
    Tape tape = kernel.tape();
    Inputs inputs = new Inputs(new double[tape.uniformCount()], new double[30], 3);
    kernel.evaluate(kernel.newWorkspace(), inputs, 0, 8, new double[8 * tape.valueCount()]);
  }

  /** Runs go on while code is made, with the same bits. */
  @Test
  @Timeout(60)
  void hotBatchesGoOnWithGeneratedCode() {
    Tape tape = Tape.lower(network(12, 3));
    int rows = 100;
    double[] uniform = new SplittableRandom(1).doubles(tape.uniformCount(), -1, 1).toArray();
    double[] numbers = new SplittableRandom(2).doubles(3L * (rows + 2), -1, 1).toArray();
    Inputs inputs = new Inputs(uniform, numbers, 3);
    long[] expected = run(new TapeKernel(tape), inputs, rows, Seeds.ones(tape), false);
    try (CompiledBackend backend =
        new CompiledBackend(Settings.MEASURED.with(Swapped.AFTER_A_WHILE), 1)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      Gradients results = Gradients.of(tape, rows, false);
      Workspace workspace = kernel.newWorkspace();
      while (!kernel.describe().contains("batches in blocks")) {
        kernel.differentiate(workspace, inputs, 2, rows, Seeds.ones(tape), results);
      }
      assertThat(run(kernel, inputs, rows, Seeds.ones(tape), false)).isEqualTo(expected);
      assertThat(kernel.describe())
          .startsWith("runs on the plain tape kernel: code is generated after some runs");
    }
  }

  /** Batches without code of their own are run with that for single rows. */
  @Test
  @Timeout(60)
  void batchesThatAreRunRowByRowMakeRowsHot() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder();
    Operator twice = Operator.unary("twice", a -> 2 * a, (a, result) -> 2);
    Tape tape = Tape.lower(Request.of(graph.apply(twice, x)).differentiate(x));
    try (CompiledBackend backend =
        new CompiledBackend(Settings.MEASURED.with(Swapped.AFTER_A_WHILE), 1)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      Workspace workspace = kernel.newWorkspace();
      Gradients results = Gradients.of(tape, 10, false);
      Inputs inputs = new Inputs(new double[0], new double[10], 1);
      while (!kernel.describe().startsWith("generated code")) {
        kernel.differentiate(workspace, inputs, 0, 10, Seeds.ones(tape), results);
        assertThat(results.sums()).containsExactly(20.0);
      }
    }
  }

  /** Code is for loops of a shape, not for each unit. */
  @Test
  void networksAreFewLoops() {
    Kernel kernel = new Eager().compile(Tape.lower(network(32, 3)), CompileOptions.DEFAULT);
    run(
        kernel,
        new Inputs(new double[3000], new double[30], 3),
        8,
        Seeds.ones(kernel.tape()),
        false);
    assertThat(kernel.describe())
        .containsPattern("batches in blocks with [0-9]{2} different loops");
  }
}
