package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/**
 * Runs new code on random numbers until it is faster than the plain kernel. New code is interpreted
 * at first; a program that went on with it at once would be slower for some seconds.
 *
 * <p>Operators that are not built in are not called, because they may count their calls. If there
 * are any, the plain kernel cannot be timed, and the code is run for a fixed number of times.
 */
final class WarmUp {

  private static final long MOST_NANOS = 20_000_000_000L;

  /** Of so many windows the fastest counts, because other work on the machine only takes time. */
  private static final int WINDOWS = 5;

  private final GeneratedKernel code;
  private final Heating heating;
  private final Tape tape;
  private final long end = System.nanoTime() + MOST_NANOS;

  WarmUp(GeneratedKernel code, Heating heating) {
    this.code = code;
    this.heating = heating;
    tape = code.tape();
  }

  /**
   * Returns whether the code is worth using; not if it never got faster.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  boolean isWorthwhile(Kernel plain) {
    boolean differentiates = tape.derivativeCount() > 0;
    return (!differentiates || isFaster(plain, true)) && isFaster(plain, false);
  }

  private boolean isFaster(Kernel plain, boolean differentiates) {
    Runnable rehearsal = code.rehearsal(differentiates);
    if (callsUsers()) {
      for (int run = 0; run < heating.blindRuns() && System.nanoTime() < end; run++) {
        Interruption.check();
        rehearsal.run();
      }
      return true;
    }
    return isFaster(rehearsal, plainRun(plain, differentiates), heating, end);
  }

  /**
   * Runs new code until it is faster than the plain kernel; not if it never is.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  static boolean isFaster(Runnable code, Runnable plain, Heating heating) {
    return isFaster(code, plain, heating, System.nanoTime() + MOST_NANOS);
  }

  private static boolean isFaster(Runnable code, Runnable plain, Heating heating, long end) {
    double leastPlain = Double.POSITIVE_INFINITY;
    boolean isFaster = false;
    while (!isFaster && System.nanoTime() < end) {
      double least = Double.POSITIVE_INFINITY;
      for (int window = 0; window < WINDOWS; window++) {
        least = Math.min(least, time(code, heating.windowNanos()));
        leastPlain = Math.min(leastPlain, time(plain, heating.windowNanos()));
      }
      isFaster = least < heating.share() * leastPlain;
    }
    return isFaster;
  }

  private boolean callsUsers() {
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      if (tape.opcode(node) == Opcode.CUSTOM) {
        return true;
      }
    }
    return false;
  }

  private Runnable plainRun(Kernel plain, boolean differentiates) {
    Workspace workspace = plain.newWorkspace();
    SplittableRandom random = new SplittableRandom(1);
    double[] uniform = random.doubles(tape.uniformCount(), -2, 2).toArray();
    double[] row = random.doubles(tape.rowInputCount(), -2, 2).toArray();
    Inputs inputs = new Inputs(uniform, row, row.length);
    Seeds seeds = Seeds.ones(tape);
    Gradients results = Gradients.of(tape, 1, false);
    return differentiates
        ? () -> plain.differentiate(workspace, inputs, 0, 1, seeds, results)
        : () -> plain.evaluate(workspace, inputs, 0, 1, results.values());
  }

  /** Nanoseconds a run, over a window of time. */
  private static double time(Runnable action, long window) {
    long start = System.nanoTime();
    long now = start;
    int runs = 0;
    while (runs == 0 || now - start < window) {
      action.run();
      runs++;
      now = System.nanoTime();
    }
    return (double) (now - start) / runs;
  }
}
