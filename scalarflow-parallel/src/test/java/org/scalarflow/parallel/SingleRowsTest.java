package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** Single rows are run operation by operation until a plan pays. */
class SingleRowsTest {

  private static final int PLAIN_ROWS = Tuning.MEASURED.plainRows();

  private static SingleRows of(Tape tape) {
    return new SingleRows(tape, new Workers(1), Tuning.MEASURED);
  }

  @Test
  void theFirstAreRunOperationByOperation() {
    SingleRows rows = of(Tape.lower(new Wide(50).request()));

    for (int row = 0; row < PLAIN_ROWS; row++) {
      assertThat(rows.kernelFor(1)).isInstanceOf(TapeKernel.class);
    }
    assertThat(rows.kernelFor(1)).isInstanceOf(LevelKernel.class).isSameAs(rows.kernel());
  }

  @Test
  void rowsThatAreRunTogetherCountEach() {
    SingleRows rows = of(Tape.lower(new Wide(50).request()));

    assertThat(rows.kernelFor(PLAIN_ROWS)).isInstanceOf(TapeKernel.class);
    assertThat(rows.kernelFor(1)).isInstanceOf(LevelKernel.class);
  }

  @Test
  void narrowTapesGoOnOperationByOperation() {
    SingleRows rows = of(Tape.lower(new Wide(1).request()));

    for (int row = 0; row < 3 * PLAIN_ROWS; row++) {
      assertThat(rows.kernelFor(1)).isInstanceOf(TapeKernel.class);
    }
    assertThat(rows.describe()).contains("levels are narrow");
  }

  @Test
  void aBatchMakesTheChoiceForSingleRowsToo() {
    SingleRows rows = of(Tape.lower(new Wide(50).request()));

    Plan plan = rows.plan();

    assertThat(rows.kernelFor(1)).isInstanceOf(LevelKernel.class);
    assertThat(rows.plan()).isSameAs(plan);
  }

  @Test
  void theSameBitsInTheSameWorkspaceBeforeAndAfter() {
    Tape tape = Tape.lower(new Wide(50).everything());
    Kernel plain = new TapeKernel(tape);
    Workspace plainWorkspace = plain.newWorkspace();
    try (ParallelBackend backend = new ParallelBackend(2)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
      Workspace workspace = kernel.newWorkspace();
      for (int run = 0; run < 3 * PLAIN_ROWS; run++) {
        Inputs inputs = new Inputs(new double[0], new double[] {0.3 - 0.1 * run}, 1);
        Case.assertSameBits(
            run(kernel, workspace, inputs), run(plain, plainWorkspace, inputs), "run " + run);
        double[] values = new double[tape.valueCount()];
        kernel.evaluate(workspace, inputs, 0, 1, values);
        Case.assertSameBits(
            values, run(plain, plainWorkspace, inputs).values(), "evaluation " + run);
      }
    }
  }

  private static Gradients run(Kernel kernel, Workspace workspace, Inputs inputs) {
    Gradients results = Gradients.of(kernel.tape(), 1, true);
    kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(kernel.tape()), results);
    return results;
  }

  /** The calling thread waits in an operator until another thread has called it. */
  @Test
  void eagerCompilationMakesTheChoiceAtOnce() {
    Set<Thread> callers = ConcurrentHashMap.newKeySet();
    CountDownLatch second = new CountDownLatch(2);
    Operator meeting =
        Operator.unary(
            "meeting",
            x -> {
              if (callers.add(Thread.currentThread())) {
                second.countDown();
              }
              await(second);
              return 2 * x;
            },
            (x, result) -> 2);
    Tape tape = Tape.lower(new Wide(500, i -> meeting).request());
    try (ParallelBackend backend = new ParallelBackend(2)) {
      Kernel kernel =
          backend.compile(tape, CompileOptions.DEFAULT.with(CompileOptions.Compilation.EAGER));
      run(kernel, kernel.newWorkspace(), new Inputs(new double[0], new double[] {0.3}, 1));
    }
    assertThat(callers).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptionWhileThePlanIsMadeIsAnsweredAndLeavesNoTrace() {
    SingleRows rows = of(Tape.lower(new Wide(50, i -> Operators.TANH).request()));
    rows.kernelFor(PLAIN_ROWS);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> rows.kernelFor(1)).isInstanceOf(EvaluationInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();

    assertThat(rows.kernelFor(1)).isInstanceOf(LevelKernel.class);
  }

  @Test
  void aPlanThatDoesNotFitIntoMemoryIsDoneWithout() throws Exception {
    assertThat(Child.run(LittleMemory.class, "-Xmx145m", "-XX:+UseSerialGC"))
        .contains("single rows go on without levels, because the plan is too large")
        .contains("single rows operation by operation on one thread (the plan is too large")
        .endsWith("same bits");
  }

  /** Runs a graph for which memory is enough without a plan. */
  static final class LittleMemory {

    private LittleMemory() {}

    public static void main(String[] args) {
      Tape tape = Tape.lower(new Wide(350_000).request());
      try (ParallelBackend backend = new ParallelBackend(2)) {
        Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
        Workspace workspace = kernel.newWorkspace();
        Inputs inputs = new Inputs(new double[0], new double[] {0.3}, 1);
        Gradients first = run(kernel, workspace, inputs);
        for (int run = 0; run < 3 * PLAIN_ROWS; run++) {
          Case.assertSameBits(run(kernel, workspace, inputs), first, "run " + run);
        }
        System.out.println(kernel.describe());
      }
      System.out.println("same bits");
    }
  }
}
