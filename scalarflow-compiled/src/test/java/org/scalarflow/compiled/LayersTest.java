package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Precision;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/**
 * Single rows with vectors for layers: the bits of the plain kernel, and which layers are found.
 */
class LayersTest {

  /** Some hundred roundings of numbers below 10. */
  private static final double FAST_ERROR = 1e-12;

  private final Graph graph = new Graph();
  private final List<Node> weights = new ArrayList<>();
  private final List<Node> biases = new ArrayList<>();

  @BeforeEach
  void findVectors() {
    JvmAssumptions.hasVectors();
  }

  private List<Node> features(int count) {
    List<Node> features = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      features.add(graph.placeholder());
    }
    return features;
  }

  private Variable weight() {
    Variable weight = graph.variable(0.1 * weights.size());
    weights.add(weight);
    return weight;
  }

  private Variable bias() {
    Variable bias = graph.variable(0.3);
    biases.add(bias);
    return bias;
  }

  /** Units whose sums start with a bias. */
  private List<Node> layer(List<Node> signals, int units, UnaryOperator<Node> activation) {
    List<Node> layer = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      Node sum = bias();
      for (Node signal : signals) {
        sum = sum.plus(weight().times(signal));
      }
      layer.add(activation.apply(sum));
    }
    return layer;
  }

  private static Node total(List<Node> nodes) {
    Node total = nodes.get(0);
    for (int i = 1; i < nodes.size(); i++) {
      total = total.plus(nodes.get(i).times(0.5 * i));
    }
    return total;
  }

  private static void verify(Request request, int layers) {
    Tape tape = Tape.lower(request);
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    if (layers == 0) {
      assertThat(kernel.describe()).doesNotContainPattern("[0-9] layer");
    } else {
      assertThat(kernel.describe())
          .containsPattern("vectors for " + layers + (layers == 1 ? " layer\\b" : " layers\\b"));
    }
    new LikePlain(kernel).verify(1, 3);
    Kernel portable = Eager.portable().compile(tape, CompileOptions.DEFAULT);
    assertThat(portable.describe()).doesNotContain("vectors for");
  }

  private List<Node> parameters() {
    List<Node> all = new ArrayList<>(weights);
    all.addAll(biases);
    return all;
  }

  /** Constants that are equal stand in one place, so that all units have the same row of them. */
  @Test
  void equalConstantsAreWeightsNevertheless() {
    List<Node> features = features(10);
    List<Node> units = new ArrayList<>();
    for (int unit = 0; unit < 12; unit++) {
      Node sum = bias();
      for (int i = 0; i < features.size(); i++) {
        sum = sum.plus(graph.constant(0.3 * i - 1).times(features.get(i)));
      }
      units.add(Functions.sigmoid(sum));
    }
    List<Node> wanted = new ArrayList<>(features);
    wanted.addAll(biases);
    verify(Request.of(total(units)).differentiate(wanted), 1);
  }

  @ParameterizedTest
  @CsvSource({"16, 16", "13, 19", "4, 8", "5, 35", "40, 9", "64, 64"})
  void networksOfAnyWidth(int units, int inputs) {
    List<Node> first = layer(features(inputs), units, Functions::sigmoid);
    List<Node> second = layer(first, 11, Functions::relu);
    List<Node> third = layer(second, 7, Functions::tanh);
    verify(Request.of(total(third)).differentiate(parameters()), units < 8 ? 2 : 3);
  }

  @Test
  void featuresAreWantedToo() {
    List<Node> features = features(12);
    List<Node> wanted = new ArrayList<>(features);
    List<Node> units = layer(features, 12, Functions::sigmoid);
    wanted.addAll(weights);
    verify(Request.of(total(units)).differentiate(wanted), 1);
  }

  @Test
  void onlyWeightsOrOnlySignalsAreWanted() {
    List<Node> features = features(24);
    Node total = total(layer(features, 24, Functions::sigmoid));
    verify(Request.of(total).differentiate(weights), 1);
    verify(Request.of(total).differentiate(features), 1);
    verify(Request.of(total).differentiate(biases), 1);
    verify(Request.of(total), 1);
  }

  /** Adjoints of the weights are sums over the steps of time. */
  @Test
  void weightsAreSharedByStepsOfTime() {
    int width = 10;
    List<Variable> recurrent = new ArrayList<>();
    for (int i = 0; i < width * width; i++) {
      recurrent.add(weight());
    }
    List<Node> state = features(width);
    for (int time = 0; time < 6; time++) {
      List<Node> next = new ArrayList<>();
      for (int unit = 0; unit < width; unit++) {
        Node sum = graph.constant(0.1 * unit);
        for (int i = 0; i < width; i++) {
          sum = sum.plus(recurrent.get(unit * width + i).times(state.get(i)));
        }
        next.add(Functions.tanh(sum));
      }
      state = next;
    }
    Tape tape = Tape.lower(Request.of(total(state)).differentiate(weights));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(kernel.describe()).contains("vectors for");
    new LikePlain(kernel).verify(1, 2);
  }

  /** The first product starts the sum, and the bias is added last. */
  @Test
  void biasesMayComeLast() {
    List<Node> features = features(14);
    List<Node> units = new ArrayList<>();
    for (int unit = 0; unit < 9; unit++) {
      Node sum = features.get(0).times(weight());
      for (Node feature : features.subList(1, features.size())) {
        sum = feature.times(weight()).plus(sum);
      }
      units.add(Functions.sigmoid(sum.plus(bias())));
    }
    verify(Request.of(total(units)).differentiate(parameters()), 1);
  }

  @Test
  void sumsMayBeOutputs() {
    List<Node> sums = layer(features(9), 8, UnaryOperator.identity());
    verify(Request.of(sums).differentiate(parameters()), 1);
    List<Node> wanted = new ArrayList<>(weights);
    wanted.addAll(sums);
    verify(Request.of(total(layer(sums, 8, Functions::sigmoid))).differentiate(wanted), 1);
  }

  /** What others need on the way cannot be left out. */
  @Test
  void sumsOnTheWayMayBeObserved() {
    List<Node> features = features(10);
    List<Node> units = new ArrayList<>();
    List<Node> onTheWay = new ArrayList<>();
    for (int unit = 0; unit < 10; unit++) {
      Node sum = bias();
      for (Node feature : features) {
        sum = sum.plus(weight().times(feature));
        if (unit == 3) {
          onTheWay.add(sum);
        }
      }
      units.add(Functions.sigmoid(sum));
    }
    verify(Request.of(total(units)).differentiate(parameters()).observe(onTheWay.subList(4, 5)), 0);
  }

  /** A window that moves over a signal has each of its numbers in several sums. */
  @Test
  void windowsOverlap() {
    List<Node> signal = features(30);
    List<Variable> window = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      window.add(weight());
    }
    List<Node> units = new ArrayList<>();
    for (int at = 0; at + window.size() <= signal.size(); at++) {
      Node sum = graph.constant(0.2);
      for (int i = 0; i < window.size(); i++) {
        sum = sum.plus(window.get(i).times(signal.get(at + i)));
      }
      units.add(Functions.sigmoid(sum));
    }
    List<Node> wanted = new ArrayList<>(weights);
    wanted.addAll(signal);
    verify(Request.of(total(units)).differentiate(wanted), 0);
  }

  /** A unit that needs another one's result cannot be done at once with it. */
  @Test
  void unitsMayDependOnEachOther() {
    List<Node> features = features(10);
    List<Node> units = new ArrayList<>();
    Node before = features.get(0);
    for (int unit = 0; unit < 10; unit++) {
      Node sum = before;
      for (Node feature : features) {
        sum = sum.plus(weight().times(feature));
      }
      before = Functions.sigmoid(sum);
      units.add(before);
    }
    verify(Request.of(total(units)).differentiate(parameters()), 0);
  }

  /** A placeholder as the weight of two units, or as weight and signal. */
  @Test
  void factorsMayBeShared() {
    Placeholder shared = graph.placeholder();
    List<Node> features = features(10);
    List<Node> units = new ArrayList<>();
    for (int unit = 0; unit < 8; unit++) {
      Node sum = bias();
      for (Node feature : features) {
        sum = sum.plus((feature == features.get(3) ? shared : weight()).times(feature));
      }
      units.add(Functions.sigmoid(sum));
    }
    List<Node> wanted = parameters();
    wanted.add(shared);
    verify(Request.of(total(units)).differentiate(wanted), 0);
  }

  /** Elementary functions of units without a long sum, some of which wait for each other. */
  @Test
  void functionsOfAllUnits() {
    List<Node> features = features(200);
    List<Node> units = new ArrayList<>();
    for (Node feature : features) {
      units.add(Functions.sigmoid(feature.times(weight()).plus(bias())));
    }
    Tape tape = Tape.lower(Request.of(total(units)).differentiate(parameters()));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    assertThat(kernel.describe()).contains("vectors for 1 function of many units");
    new LikePlain(kernel).verify(1, 3);
    Node chain = features.get(0);
    for (int i = 0; i < 200; i++) {
      chain = Functions.sigmoid(Functions.exp(chain.times(-0.5)).plus(weight()));
    }
    Tape recurrence = Tape.lower(Request.of(chain).differentiate(weights));
    Kernel steps = new Eager().compile(recurrence, CompileOptions.DEFAULT);
    assertThat(steps.describe()).doesNotContain("vectors for");
    new LikePlain(steps).verify(1, 3);
  }

  /** What a kernel would do at once has to be done one after the other. */
  @Test
  void unitsMayStartWithTheSumBefore() {
    List<Node> features = features(10);
    List<Node> units = new ArrayList<>();
    Node sum = bias();
    for (int unit = 0; unit < 12; unit++) {
      for (Node feature : features) {
        sum = sum.plus(weight().times(feature));
      }
      units.add(sum);
      units.add(Functions.tanh(sum));
    }
    verify(Request.of(total(units)).differentiate(parameters()), 0);
  }

  @Test
  void functionsMayNeedTheOneBefore() {
    Node chain = features(1).get(0);
    for (int i = 0; i < 2_000; i++) {
      chain = Functions.sigmoid(chain);
    }
    Tape tape = Tape.lower(Request.of(chain).differentiate(graph.node(0)));
    Kernel kernel = new Eager().compile(tape, CompileOptions.DEFAULT);
    new LikePlain(kernel).verify(1, 3);
  }

  /** The second step of time needs a sum on the way that the first does not. */
  @Test
  void stepsOfTimeMayDiffer() {
    int width = 8;
    List<Node> state = features(width);
    List<Node> all = new ArrayList<>();
    for (int time = 0; time < 5; time++) {
      List<Node> next = new ArrayList<>();
      Node onTheWay = state.get(0);
      for (int unit = 0; unit < width; unit++) {
        Node sum = graph.constant(0.1);
        for (Node signal : state) {
          sum = sum.plus(weight().times(signal));
          if (unit == 3 && signal == state.get(5)) {
            onTheWay = sum;
          }
        }
        next.add(Functions.tanh(sum));
      }
      all.add(time == 3 ? onTheWay : next.get(2));
      state = next;
    }
    Tape tape = Tape.lower(Request.of(total(all)).differentiate(weights));
    new LikePlain(new Eager().compile(tape, CompileOptions.DEFAULT)).verify(1, 3);
  }

  /**
   * Layers of which there would be too many are a loop around them, which no kernel does: one of
   * them has a product or a sum on the way that is needed elsewhere, which the first has not.
   */
  @ParameterizedTest
  @CsvSource({
    "false, output", "false, observed", "false, wanted",
    "true, output", "true, observed", "true, wanted"
  })
  void layersInALoopAreNotDivided(boolean isProduct, String use) {
    int width = 9;
    List<Node> features = features(width);
    for (int i = 0; i < width * width; i++) {
      weight();
    }
    Node total = graph.constant(0);
    Node onTheWay = total;
    for (int layer = 0; layer < 12; layer++) {
      for (int unit = 0; unit < width; unit++) {
        Node sum = graph.constant(0.2);
        for (int i = 0; i < width; i++) {
          Node product = weights.get(unit * width + i).times(features.get(i));
          sum = sum.plus(product);
          if (layer == 5 && unit == 2 && i == 4) {
            onTheWay = isProduct ? product : sum;
          }
        }
        total = total.plus(Functions.sigmoid(sum));
      }
    }
    List<Node> wanted = new ArrayList<>(weights);
    if (use.equals("wanted")) {
      wanted.add(onTheWay);
    }
    Node output = use.equals("output") ? total.plus(Functions.sin(onTheWay)) : total;
    Request request = Request.of(output).differentiate(wanted);
    Tape tape = Tape.lower(use.equals("observed") ? request.observe(onTheWay) : request);
    Limits few = new Limits(0, 6_000, 30, 60, 4, 12, 8);
    Kernel kernel = new Eager(few).compile(tape, CompileOptions.DEFAULT);
    assertThat(kernel.describe()).contains("around others").doesNotContainPattern("[0-9] layer");
    new LikePlain(kernel).verify(1, 3);
  }

  /**
   * In fast mode the bits tell which code has run. The operator counts only in runs of users.
   *
   * @param operators how many of the units' functions are an operator of the user
   */
  @ParameterizedTest
  @CsvSource({"0", "2"})
  @Timeout(120)
  void portableCodeRunsUntilVectorsAreWarm(int operators) {
    JvmAssumptions.compilesWell();
    AtomicInteger calls = new AtomicInteger();
    Operator own =
        Operator.unary(
            "own",
            x -> {
              calls.getAndIncrement();
              return 0.5 * x;
            },
            (x, result) -> 0.5);
    List<Node> hidden = layer(layer(features(20), 32, Functions::sigmoid), 32, Functions::sigmoid);
    Node total = total(hidden);
    for (int i = 0; i < operators; i++) {
      total = total.plus(graph.apply(own, hidden.get(i)));
    }
    Tape tape = Tape.lower(Request.of(total).differentiate(parameters()));
    SplittableRandom random = new SplittableRandom(1);
    Inputs inputs =
        new Inputs(
            random.doubles(tape.uniformCount(), -1, 1).toArray(),
            random.doubles(tape.rowInputCount(), -1, 1).toArray(),
            tape.rowInputCount());
    CompileOptions fast = CompileOptions.DEFAULT.with(Precision.FAST);
    double[] vectors = sums(new Eager().compile(tape, fast), inputs, 1);
    double[] portable = sums(new TapeKernel(tape), inputs, 1);
    assertThat(vectors).isNotEqualTo(portable);
    calls.set(0);
    try (CompiledBackend backend =
        new CompiledBackend(Settings.MEASURED.with(Swapped.AFTER_A_WHILE), 1)) {
      Kernel kernel = backend.compile(tape, fast);
      Workspace workspace = kernel.newWorkspace();
      boolean wasPortable = false;
      int runs = 1;
      for (double[] found = sums(kernel, workspace, inputs, 1);
          !Arrays.equals(found, vectors);
          found = sums(kernel, workspace, inputs, 1)) {
        assertThat(found).isEqualTo(portable);
        wasPortable |= runs++ % 1_000 == 0 && kernel.describe().contains("; without vectors: ");
      }
      assertThat(wasPortable).isTrue();
      assertThat(kernel.isSettled()).isTrue();
      assertThat(kernel.describe()).contains("vectors for 2 layers");
      assertThat(sums(kernel, kernel.newWorkspace(), inputs, 1)).isEqualTo(vectors);
      assertThat(calls.get()).isEqualTo(operators * (runs + 1));
    }
  }

  /** Products are added without being rounded, in other orders: other bits, within their errors. */
  @ParameterizedTest
  @CsvSource({"1", "40"})
  void fastModeIsNear(int rows) {
    List<Node> first = layer(features(20), 30, Functions::sigmoid);
    List<Node> second = layer(first, 15, Functions::tanh);
    Tape tape = Tape.lower(Request.of(total(second)).differentiate(parameters()));
    SplittableRandom random = new SplittableRandom(1);
    Inputs inputs =
        new Inputs(
            random.doubles(tape.uniformCount(), -1, 1).toArray(),
            random.doubles((long) rows * tape.rowInputCount(), -1, 1).toArray(),
            tape.rowInputCount());
    Kernel fast = new Eager().compile(tape, CompileOptions.DEFAULT.with(Precision.FAST));
    double[] found = sums(fast, inputs, rows);
    double[] expected = sums(new TapeKernel(tape), inputs, rows);
    assertThat(fast.describe()).contains("in fast mode: fused operations");
    assertThat(found).isNotEqualTo(expected).containsExactly(expected, within(FAST_ERROR * rows));
    // Interpreted, compiled by the first compiler or the second, it is the same.
    Workspace workspace = fast.newWorkspace();
    for (int run = 0; run < 20_000 / rows; run++) {
      assertThat(sums(fast, workspace, inputs, rows)).isEqualTo(found);
    }
  }

  private static double[] sums(Kernel kernel, Inputs inputs, int rows) {
    return sums(kernel, kernel.newWorkspace(), inputs, rows);
  }

  private static double[] sums(Kernel kernel, Workspace workspace, Inputs inputs, int rows) {
    Gradients results = Gradients.of(kernel.tape(), rows, false);
    kernel.differentiate(workspace, inputs, 0, rows, Seeds.ones(kernel.tape()), results);
    return results.sums();
  }
}
