package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Precision;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Losses;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
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

/** Batches with the Vector API, where it is. */
class VectorsTest {

  private static final int ROWS = 150;

  @BeforeEach
  void findVectors() {
    JvmAssumptions.hasVectors();
  }

  /** A classifier with one dense layer and the cross-entropy of its logit. */
  private static Tape classifier(int units) {
    Graph graph = new Graph();
    SplittableRandom random = new SplittableRandom(units);
    List<Variable> weights = new ArrayList<>();
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      inputs.add(graph.placeholder());
    }
    List<Node> signals = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      signals.add(Functions.relu(sum(graph, inputs, weights, random)));
    }
    Node logit = sum(graph, signals, weights, random);
    Node loss = Losses.binaryCrossEntropy(logit, graph.placeholder());
    return Tape.lower(Request.of(loss).differentiate(weights));
  }

  /** Two layers of sigmoids, for which single rows have vectors too. */
  private static Tape network() {
    Graph graph = new Graph();
    SplittableRandom random = new SplittableRandom(1);
    List<Variable> weights = new ArrayList<>();
    List<Node> signals = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      signals.add(graph.placeholder());
    }
    for (int layer = 0; layer < 2; layer++) {
      List<Node> units = new ArrayList<>();
      for (int unit = 0; unit < 21; unit++) {
        units.add(Functions.sigmoid(sum(graph, signals, weights, random)));
      }
      signals = units;
    }
    Node logit = sum(graph, signals, weights, random);
    Node loss = Losses.binaryCrossEntropy(logit, graph.placeholder());
    return Tape.lower(Request.of(loss).differentiate(weights));
  }

  private static Node sum(
      Graph graph, List<Node> signals, List<Variable> weights, SplittableRandom random) {
    Node sum = graph.constant(0.1);
    for (Node signal : signals) {
      Variable weight = graph.variable(random.nextDouble(-0.5, 0.5));
      weights.add(weight);
      sum = sum.plus(weight.times(signal));
    }
    return sum;
  }

  private static Inputs inputs(Tape tape) {
    SplittableRandom random = new SplittableRandom(3);
    return new Inputs(
        random.doubles(tape.uniformCount(), -1, 1).toArray(),
        random.doubles((long) ROWS * tape.rowInputCount(), -2, 2).toArray(),
        tape.rowInputCount());
  }

  private static String bits(double[] numbers) {
    return Arrays.toString(Arrays.stream(numbers).mapToLong(Double::doubleToLongBits).toArray());
  }

  private static String gradient(Kernel kernel, Workspace workspace, Inputs inputs) {
    Gradients results = Gradients.of(kernel.tape(), ROWS, false);
    kernel.differentiate(workspace, inputs, 0, ROWS, Seeds.ones(kernel.tape()), results);
    return bits(results.values()) + bits(results.sums());
  }

  private static String plainGradient(Tape tape, Inputs inputs) {
    Kernel plain = new TapeKernel(tape);
    return gradient(plain, plain.newWorkspace(), inputs);
  }

  @Test
  void denseLayersAreTiles() {
    Tape tape = classifier(12);
    Inputs inputs = inputs(tape);
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(gradient(kernel, kernel.newWorkspace(), inputs))
        .isEqualTo(plainGradient(tape, inputs));
    assertThat(kernel.describe()).containsPattern("and [0-9]+ tiles of vectors");
    Kernel portable = Eager.portable().compile(tape, CompileOptions.DEFAULT);
    gradient(portable, portable.newWorkspace(), inputs);
    assertThat(portable.describe()).contains("batches in blocks").doesNotContain("vectors");
  }

  /** In fast mode the bits tell which code has run. */
  @Test
  @Timeout(120)
  void portableCodeRunsUntilVectorsAreWarm() {
    JvmAssumptions.compilesWell();
    CompileOptions fast = CompileOptions.DEFAULT.with(Precision.FAST);
    Tape tape = classifier(12);
    Inputs inputs = inputs(tape);
    Kernel atOnce = new Eager().compile(tape, fast);
    String vectors = gradient(atOnce, atOnce.newWorkspace(), inputs);
    String portable = plainGradient(tape, inputs);
    assertThat(vectors).isNotEqualTo(portable);
    try (CompiledBackend backend =
        new CompiledBackend(Settings.MEASURED.with(Swapped.AFTER_A_WHILE), 1)) {
      Kernel kernel = backend.compile(tape, fast);
      Workspace workspace = kernel.newWorkspace();
      boolean wasPortable = false;
      boolean wasUnsettled = false;
      for (String found = gradient(kernel, workspace, inputs);
          !found.equals(vectors);
          found = gradient(kernel, workspace, inputs)) {
        assertThat(found).isEqualTo(portable);
        wasPortable |= kernel.describe().contains("; without vectors: ");
        wasUnsettled |= !kernel.isSettled();
      }
      assertThat(wasPortable).isTrue();
      assertThat(wasUnsettled).isTrue();
      assertThat(kernel.isSettled()).isTrue();
      assertThat(kernel.describe()).contains("tiles of vectors").doesNotContain("without vectors");
      assertThat(gradient(kernel, kernel.newWorkspace(), inputs)).isEqualTo(vectors);
    }
  }

  /** Each of many steps needs the one before. */
  @Test
  void longChainsOfLayersAreTiles() {
    Graph graph = new Graph();
    Variable[] weights = new Variable[16];
    Arrays.setAll(weights, i -> graph.variable(i % 5 == 0 ? 0.5 : 0.1));
    Node[] state = new Node[4];
    Arrays.setAll(state, i -> graph.placeholder());
    for (int step = 0; step < 4_500; step++) {
      Node[] next = new Node[4];
      for (int i = 0; i < 4; i++) {
        next[i] = weights[4 * i].times(state[0]);
        for (int j = 1; j < 4; j++) {
          next[i] = next[i].plus(weights[4 * i + j].times(state[j]));
        }
      }
      state = next;
    }
    Tape tape = Tape.lower(Request.of(Functions.square(state[0])).differentiate(weights));
    Inputs inputs = inputs(tape);
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(gradient(kernel, kernel.newWorkspace(), inputs))
        .isEqualTo(plainGradient(tape, inputs));
    assertThat(kernel.describe()).contains("tiles of vectors");
  }

  static Stream<Operator> builtIn() {
    return Operators.builtIn().stream()
        .filter(any -> any instanceof Operator.Unary || any instanceof Operator.Binary);
  }

  /** Each operator alone, of each pair of special numbers: lanes do not depend on each other. */
  @ParameterizedTest
  @MethodSource("builtIn")
  void specialNumbersHaveTheSameBits(Operator operator) {
    double[] specials = {
      0.0,
      -0.0,
      1,
      -1,
      0.5,
      2,
      -3,
      1e-320,
      -1e-320,
      1e300,
      -1e300,
      0x1p-1022,
      710,
      -746,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.NaN,
      0.41421,
      0.41423,
      20.5
    };
    Graph graph = new Graph();
    Placeholder x = graph.placeholder();
    Placeholder y = graph.placeholder();
    Node node =
        operator instanceof Operator.Binary
            ? graph.apply(operator, x, y)
            : graph.apply(operator, x);
    // Twice, so that no product is left for the end.
    Tape tape = Tape.lower(Request.of(node.plus(node.times(0.5)), x, y).differentiate(x, y));
    double[] rows = new double[2 * specials.length * specials.length];
    for (int i = 0; i < rows.length / 2; i++) {
      rows[2 * i] = specials[i / specials.length];
      rows[2 * i + 1] = specials[i % specials.length];
    }
    Inputs inputs = new Inputs(new double[tape.uniformCount()], rows, 2);
    assertThat(perRow(new Eager().compile(tape, CompileOptions.DEFAULT), inputs))
        .isEqualTo(perRow(new TapeKernel(tape), inputs));
  }

  private static String perRow(Kernel kernel, Inputs inputs) {
    int rows = inputs.rows().length / 2;
    Gradients results = Gradients.of(kernel.tape(), rows, true);
    Seeds seeds = Seeds.ones(kernel.tape());
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, rows, seeds, results);
    return bits(results.values()) + bits(results.perRow());
  }

  @Test
  void fastModeHasOtherFunctionsWithinTheirBounds() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder();
    Node sum = Functions.exp(x);
    for (Operator.Unary function :
        List.of(
            Operators.LOG,
            Operators.LOG1P,
            Operators.SIN,
            Operators.COS,
            Operators.TANH,
            Operators.SIGMOID,
            Operators.SOFTPLUS)) {
      sum = sum.plus(graph.apply(function, x));
    }
    Tape tape = Tape.lower(Request.of(sum).differentiate(x));
    double[] numbers = new double[10_000];
    Arrays.setAll(numbers, row -> 0.001 * (row + 1));
    Inputs inputs = new Inputs(new double[tape.uniformCount()], numbers, 1);
    Kernel fast = new Eager().compile(tape, CompileOptions.DEFAULT.with(Precision.FAST));
    Gradients found = gradients(fast, inputs);
    Gradients exact = gradients(new TapeKernel(tape), inputs);
    assertThat(fast.describe()).contains("elementary functions within 2 ulp");
    int different = 0;
    for (int row = 0; row < numbers.length; row++) {
      for (double[][] pair :
          new double[][][] {{found.values(), exact.values()}, {found.perRow(), exact.perRow()}}) {
        // The logarithm cancels some of the others.
        double size = Math.max(10, Math.abs(pair[1][row])) + 1 / numbers[row];
        assertThat(Math.abs(pair[0][row] - pair[1][row])).isLessThan(20 * Math.ulp(size));
        different += pair[0][row] == pair[1][row] ? 0 : 1;
      }
    }
    assertThat(different).isPositive();
    Kernel strict = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(bits(gradients(strict, inputs).perRow())).isEqualTo(bits(exact.perRow()));
    assertThat(strict.describe()).doesNotContain("ulp");
  }

  private static Gradients gradients(Kernel kernel, Inputs inputs) {
    int rows = inputs.rows().length;
    Gradients results = Gradients.of(kernel.tape(), rows, true);
    Seeds seeds = Seeds.ones(kernel.tape());
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, rows, seeds, results);
    return results;
  }

  /**
   * HotSpot makes objects of vectors where a method has too many operations for it, or calls one
   * that it has compiled before. So a JVM of its own tells what it does with fresh code.
   */
  @Test
  void nothingIsAllocatedWhenTheJvmHasCompiled() throws Exception {
    JvmAssumptions.compilesWell();
    for (String rows : new String[] {"150", "1"}) {
      assertThat(Child.run(Allocating.class, rows, "--add-modules=jdk.incubator.vector"))
          .endsWith("nothing");
    }
  }

  /** Loading them takes some tenths of a second. */
  @Test
  void programsThatAreNotHotLoadNoVectors() throws Exception {
    assertThat(
            Child.run(
                Loading.class,
                "1",
                "--add-modules=jdk.incubator.vector",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"))
        .endsWith("nothing");
  }

  /** Runs a program once, and tells which class of vectors has been loaded. */
  static final class Loading {

    private Loading() {}

    /** Runs it. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
      Tape tape = network();
      try (CompiledBackend backend = new CompiledBackend()) {
        Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
        Gradients results = Gradients.of(tape, 1, false);
        kernel.differentiate(kernel.newWorkspace(), inputs(tape), 0, 1, Seeds.ones(tape), results);
      }
      Method find = ClassLoader.class.getDeclaredMethod("findLoadedClass", String.class);
      find.setAccessible(true);
      Object found =
          find.invoke(Loading.class.getClassLoader(), "org.scalarflow.compiled.vector.VectorTiles");
      System.out.println(found == null ? "nothing" : "loaded " + found);
    }
  }

  /** Runs batches until they allocate nothing, or two minutes are over. */
  static final class Allocating {

    private static final long MOST_NANOS = 120_000_000_000L;

    private Allocating() {}

    /**
     * Tells what a hundred runs allocated in the end.
     *
     * @param arguments the number of rows
     */
    public static void main(String[] arguments) {
      int rows = Integer.parseInt(arguments[0]);
      Tape tape = network();
      Inputs inputs = inputs(tape);
      Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
      Workspace workspace = kernel.newWorkspace();
      Gradients results = Gradients.of(tape, rows, false);
      Seeds seeds = Seeds.ones(tape);
      ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
      long end = System.nanoTime() + MOST_NANOS;
      long allocated;
      do {
        long start = threads.getCurrentThreadAllocatedBytes();
        long asking = threads.getCurrentThreadAllocatedBytes() - start;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < 100; run++) {
          kernel.differentiate(workspace, inputs, 0, rows, seeds, results);
          kernel.evaluate(workspace, inputs, 0, rows, results.values());
        }
        allocated = threads.getCurrentThreadAllocatedBytes() - before - asking;
      } while (allocated > 0 && System.nanoTime() - end < 0);
      boolean hasVectors = kernel.describe().contains(rows == 1 ? "vectors for" : "of vectors");
      System.out.println(
          !hasVectors ? "no vectors" : allocated == 0 ? "nothing" : allocated + " bytes");
    }
  }
}
