package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** In the steady state a run on one thread allocates nothing. */
class AllocationTest {

  private static final int RUNS = 10_000;
  private static final int ROWS = 150;

  private final Graph graph = new Graph();
  private final Placeholder x = graph.placeholder("x");
  private final Variable w = graph.variable("w", 0.3);

  /** Several levels of equal operations, a {@code select} and an operator of three operands. */
  private Request wide() {
    Node total = graph.constant(0.1);
    for (int i = 0; i < 20; i++) {
      Node sine = Functions.sin(x.times(w).plus(0.1 * i));
      Node chosen = Functions.select(Functions.greater(sine, 0.2), sine.times(w), x.plus(i));
      total = total.plus(Functions.logSumExp(chosen, sine, w));
    }
    return Request.of(total).differentiate(w, x);
  }

  private Request narrow() {
    Node node = x;
    for (int i = 0; i < 50; i++) {
      node = Functions.tanh(node.times(w)).minus(0.5);
    }
    return Request.of(node).differentiate(w, x);
  }

  @Test
  void singleRowsLevelByLevel() {
    assertThat(allocated(wide(), 1, false)).isZero();
  }

  @Test
  void singleRowsOperationByOperation() {
    assertThat(allocated(narrow(), 1, false)).isZero();
  }

  @Test
  void batches() {
    assertThat(allocated(wide(), ROWS, false)).isZero();
    assertThat(allocated(narrow(), ROWS, true)).isZero();
  }

  private static long allocated(Request request, int rows, boolean perRow) {
    Tape tape = Tape.lower(request);
    Kernel kernel = new ParallelBackend(1).compile(tape, CompileOptions.DEFAULT);
    Workspace workspace = kernel.newWorkspace();
    double[] numbers = new double[rows];
    Arrays.setAll(numbers, row -> 0.01 * row - 0.4);
    Inputs inputs = new Inputs(new double[] {0.3}, numbers, 1);
    Seeds seeds = Seeds.ones(tape);
    Gradients results = Gradients.of(tape, rows, perRow);
    Runnable runs =
        () -> {
          for (int run = 0; run < RUNS / rows; run++) {
            kernel.differentiate(workspace, inputs, 0, rows, seeds, results);
            kernel.evaluate(workspace, inputs, 0, rows, results.values());
          }
        };
    // The JVM may allocate for itself now and then; the kernel must do without in some round.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      least = Math.min(least, allocatedBy(runs));
    }
    return least;
  }

  private static long allocatedBy(Runnable action) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long start = threads.getCurrentThreadAllocatedBytes();
    long asking = threads.getCurrentThreadAllocatedBytes() - start;
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before - asking;
  }
}
