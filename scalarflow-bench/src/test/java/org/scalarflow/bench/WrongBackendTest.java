package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scalarflow.CompileOptions.DEFAULT;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** Every workload refuses to time a backend that is wrong in one derivative or in the values. */
class WrongBackendTest {

  /** A part of 10⁸ too much: far more than rounding, far less than a wrong rule. */
  private static final double TOO_MUCH = 1 + 1e-8;

  static Stream<Arguments> workloads() {
    return Stream.of(
        Arguments.of("W1", (Consumer<Backend>) WrongBackendTest::prepareW1),
        Arguments.of("W2", (Consumer<Backend>) WrongBackendTest::prepareW2),
        Arguments.of("W3 chain", (Consumer<Backend>) WrongBackendTest::prepareW3Chain),
        Arguments.of("W3 dag", (Consumer<Backend>) WrongBackendTest::prepareW3Dag),
        Arguments.of("W3 set-up", (Consumer<Backend>) WrongBackendTest::prepareW3SetUp),
        Arguments.of("W4", (Consumer<Backend>) WrongBackendTest::prepareW4),
        Arguments.of("W5", (Consumer<Backend>) WrongBackendTest::prepareW5),
        Arguments.of("levels", (Consumer<Backend>) WrongBackendTest::prepareLevels),
        Arguments.of("first result", (Consumer<Backend>) WrongBackendTest::runFirst),
        Arguments.of("steady network", (Consumer<Backend>) b -> settle(b, "W1 10x1")),
        Arguments.of("steady batch", (Consumer<Backend>) b -> settle(b, "W2 10x1")),
        Arguments.of("steady paths", (Consumer<Backend>) b -> settle(b, "W4")),
        Arguments.of("steady dag", (Consumer<Backend>) b -> settle(b, "dag 400")),
        Arguments.of("memory", (Consumer<Backend>) WrongBackendTest::hold),
        Arguments.of("feed", (Consumer<Backend>) WrongBackendTest::prepareFeed));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void aRightBackendIsTimed(String name, Consumer<Backend> prepare) {
    assertThatCode(() -> prepare.accept(new Wrong(1.0, 1.0))).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void aWrongDerivativeIsNotTimed(String name, Consumer<Backend> prepare) {
    assertThatThrownBy(() -> prepare.accept(new Wrong(1.0, TOO_MUCH)))
        .isInstanceOf(DisagreementException.class)
        .hasMessageContaining("derivative");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workloads")
  void aWrongValueIsNotTimed(String name, Consumer<Backend> prepare) {
    assertThatThrownBy(() -> prepare.accept(new Wrong(TOO_MUCH, 1.0)))
        .isInstanceOf(DisagreementException.class)
        .hasMessageContaining("value");
  }

  private static void prepareW1(Backend backend) {
    W1SgdStep.Samples samples = new W1SgdStep.Samples();
    samples.hidden = "10x1";
    samples.draw();
    W1SgdStep.OnBackend state = new W1SgdStep.OnBackend();
    state.style = "sigmoid";
    state.prepare(samples, backend);
  }

  private static void prepareW2(Backend backend) {
    W2BatchGradient.Samples samples = new W2BatchGradient.Samples();
    samples.hidden = "10x1";
    samples.rows = 70;
    samples.draw();
    new W2BatchGradient.OnBackend().prepare(samples, backend);
  }

  private static void prepareW3Chain(Backend backend) {
    W3Chain.Formula formula = new W3Chain.Formula();
    formula.operations = 400;
    formula.make();
    formula.subject(backend, DEFAULT);
  }

  private static void prepareW3Dag(Backend backend) {
    W3RandomDag.Formula formula = new W3RandomDag.Formula();
    formula.operations = 400;
    formula.make();
    formula.subject(backend, DEFAULT);
  }

  private static void prepareW3SetUp(Backend backend) {
    W3SetUp.Formula formula = new W3SetUp.Formula();
    formula.shape = "chain";
    formula.operations = 400;
    formula.make();
    new W3SetUp.OnBackend().prepare(formula, backend);
  }

  private static void prepareW4(Backend backend) {
    W4AsianCall.Paths paths = new W4AsianCall.Paths();
    paths.paths = 10;
    paths.draw();
    new W4AsianCall.OnBackend().prepare(paths, backend);
  }

  private static void prepareLevels(Backend backend) {
    Levels.Formula formula = new Levels.Formula();
    formula.width = 50;
    formula.reach = 10;
    formula.make();
    formula.subject(backend, DEFAULT);
  }

  private static void prepareW5(Backend backend) {
    W5Families.Formula formula = new W5Families.Formula();
    formula.family = "grid";
    formula.operations = 400;
    formula.make();
    formula.subject(backend, DEFAULT);
  }

  private static void runFirst(Backend backend) {
    W3SetUp.Formula formula = new W3SetUp.Formula();
    formula.shape = "dag";
    formula.operations = 400;
    formula.make();
    W3SetUp.Cold state = new W3SetUp.Cold();
    state.use(backend);
    state.make();
    new W3SetUp().firstResult(state, formula);
    state.compare(formula);
  }

  private static void settle(Backend backend, String program) {
    SteadyState.OnBackend state = new SteadyState.OnBackend();
    state.use(backend);
    state.program = program;
    state.milliseconds = 5;
    state.make();
    new SteadyState().untilSteady(state, new SteadyState.Answer());
  }

  private static void hold(Backend backend) {
    Memory.Formula formula = new Memory.Formula();
    formula.shape = "dag";
    formula.operations = 400;
    formula.make();
    Memory.OnBackend state = new Memory.OnBackend();
    state.use(backend);
    state.make();
    new Memory().held(state, formula, new Memory.Answer());
  }

  private static void prepareFeed(Backend backend) {
    Feeding.OnBackend state = new Feeding.OnBackend();
    state.use(backend);
    state.compile();
  }

  /** The plain kernel, all values and the largest derivative multiplied by a factor. */
  private record Wrong(double valueFactor, double derivativeFactor) implements Backend {

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      return new WrongKernel(new TapeKernel(tape), valueFactor, derivativeFactor);
    }
  }

  private record WrongKernel(TapeKernel right, double valueFactor, double derivativeFactor)
      implements Kernel {

    @Override
    public Tape tape() {
      return right.tape();
    }

    @Override
    public Workspace newWorkspace() {
      return right.newWorkspace();
    }

    @Override
    public String describe() {
      return "wrong";
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      right.evaluate(workspace, inputs, first, count, values);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      right.differentiate(workspace, inputs, first, count, seeds, results);
      double[] values = results.values();
      for (int i = 0; i < values.length; i++) {
        values[i] *= valueFactor;
      }
      double[] sums = results.sums();
      int largest = 0;
      for (int i = 1; i < sums.length; i++) {
        largest = Math.abs(sums[i]) > Math.abs(sums[largest]) ? i : largest;
      }
      sums[largest] *= derivativeFactor;
    }
  }
}
