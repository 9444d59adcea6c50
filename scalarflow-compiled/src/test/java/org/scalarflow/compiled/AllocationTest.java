package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** In the steady state a run allocates nothing. */
class AllocationTest {

  private static final int RUNS = 10_000;
  private static final int ROWS = 150;

  private final Graph graph = new Graph();
  private final Placeholder x = graph.placeholder("x");
  private final Variable w = graph.variable("w", 0.3);

  private static final Operator CUBE =
      Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);

  /** Equal units with a {@code select}, an operator of three operands and one of a user. */
  private Request units(int count) {
    Node total = graph.constant(0.1);
    for (int i = 0; i < count; i++) {
      Node sine = Functions.sin(x.times(w).plus(0.1 * i));
      Node chosen = Functions.select(Functions.greater(sine, 0.2), sine.times(w), x.plus(i));
      total = total.plus(Functions.logSumExp(chosen, graph.apply(CUBE, sine), w));
    }
    return Request.of(total).differentiate(w, x);
  }

  @Test
  void oneMethod() {
    assertThat(allocated(units(3), 1)).isZero();
  }

  @Test
  void manyMethods() {
    assertThat(allocated(units(60), 1)).isZero();
  }

  @Test
  void batches() {
    assertThat(allocated(units(3), ROWS)).isZero();
  }

  @Test
  void batchesInBlocks() {
    Node sum = graph.constant(0.1);
    for (int i = 0; i < 30; i++) {
      sum = sum.plus(Functions.sigmoid(x.times(w).plus(0.1 * i)));
    }
    assertThat(allocated(Request.of(sum).differentiate(w, x), ROWS)).isZero();
  }

  private static long allocated(Request request, int rows) {
    Tape tape = Tape.lower(request);
    Kernel kernel =
        new CompiledBackend().compile(tape, CompileOptions.DEFAULT.with(Compilation.EAGER));
    Workspace workspace = kernel.newWorkspace();
    double[] numbers = new double[rows];
    Arrays.setAll(numbers, row -> 0.01 * row - 0.4);
    Inputs inputs = new Inputs(new double[] {0.3}, numbers, 1);
    Seeds seeds = Seeds.ones(tape);
    Gradients results = Gradients.of(tape, rows, false);
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
