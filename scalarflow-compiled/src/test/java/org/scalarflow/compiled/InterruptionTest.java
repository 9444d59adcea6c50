package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Interrupting the thread ends a run soon, also while it waits for code, and spoils nothing. */
class InterruptionTest {

  /** Ten times the goal, because a test machine may be busy. */
  private static final long ANSWER_MS = 1_000;

  private static Tape chain(int operations) {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node node = x;
    for (int i = 0; i < operations / 4; i++) {
      node = Functions.sin(node).times(1e-6).plus(node.times(0.999999999));
    }
    return Tape.lower(Request.of(node).differentiate(x));
  }

  /** Runs again and again until it is interrupted, three times with one workspace. */
  private static void interrupt(Tape tape, int rows, Compilation compilation) throws Exception {
    try (CompiledBackend backend =
        new CompiledBackend(Settings.MEASURED.with(Swapped.AT_ONCE), 1)) {
      Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT.with(compilation));
      Workspace workspace = kernel.newWorkspace();
      Inputs inputs = new Inputs(new double[0], new double[rows], 1);
      Gradients results = Gradients.of(tape, rows, true);
      Seeds seeds = Seeds.ones(tape);
      for (int pause = 20; pause <= 180; pause *= 3) {
        CountDownLatch started = new CountDownLatch(1);
        FutureTask<Boolean> run =
            new FutureTask<>(
                () -> {
                  started.countDown();
                  try {
                    while (true) {
                      kernel.differentiate(workspace, inputs, 0, rows, seeds, results);
                    }
                  } catch (EvaluationInterruptedException interrupted) {
                    return Thread.currentThread().isInterrupted();
                  }
                });
        Thread thread = new Thread(run, "to be interrupted");
        thread.setDaemon(true);
        thread.start();
        started.await();
        Thread.sleep(pause);
        long start = System.nanoTime();
        thread.interrupt();
        assertThat(run.get(30, TimeUnit.SECONDS)).as("the interrupt status").isTrue();
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThanOrEqualTo(ANSWER_MS);
      }
      new LikePlain(kernel).verify(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLongRow(Compilation compilation) throws Exception {
    interrupt(chain(2_000_000), 1, compilation);
  }

  @ParameterizedTest
  @EnumSource
  void aLongBatch(Compilation compilation) throws Exception {
    interrupt(chain(1_000), 200_000, compilation);
  }

  /** The first batch makes the plan of its code, which takes longer than an answer may. */
  @ParameterizedTest
  @EnumSource
  void aLongTapeForABatch(Compilation compilation) throws Exception {
    interrupt(chain(1_000_000), 8, compilation);
  }

  @ParameterizedTest
  @EnumSource
  void operatorsThatSleep(Compilation compilation) throws Exception {
    Operator sleeping =
        Operator.unary(
            "sleeping",
            x -> {
              LockSupport.parkNanos(100_000);
              return x;
            },
            (x, result) -> 1);
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < 1_000; i++) {
      sum = sum.plus(graph.apply(sleeping, x));
    }
    interrupt(Tape.lower(Request.of(sum).differentiate(x)), 20, compilation);
  }
}
