package org.scalarflow.compiled.runtime;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.scalarflow.compiled.ir.PacedThread;
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

  /**
   * Of so many windows the middle one counts. Loops are fast now and then before they are fast
   * every time, because the JVM goes over to better code in the midst of a run first.
   */
  private static final int WINDOWS = 5;

  /** The code gets no faster if it takes more than this much of what it took before. */
  private static final double STEADY = 0.9;

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
    return isFaster(plain, false) && (!differentiates || isFaster(plain, true));
  }

  private boolean isFaster(Kernel plain, boolean differentiates) {
    Runnable rehearsal = code.rehearsal(differentiates);
    if (callsUsers()) {
      Runnable ofDouble = code.callsDirectly() ? code.rehearsalOfDouble(differentiates) : () -> {};
      for (int run = 0; run < heating.blindRuns() && System.nanoTime() < end; run++) {
        Interruption.check();
        rehearsal.run();
        ofDouble.run();
        PacedThread.mayRest();
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
    double before = Double.POSITIVE_INFINITY;
    boolean isFaster = false;
    while (!isFaster && System.nanoTime() < end) {
      double[] times = new double[WINDOWS];
      for (int window = 0; window < WINDOWS; window++) {
        times[window] = time(code, heating.windowNanos());
        leastPlain = Math.min(leastPlain, time(plain, heating.windowNanos()));
        PacedThread.mayRest();
      }
      Arrays.sort(times);
      double usual = times[WINDOWS / 2];
      isFaster = usual < heating.share() * leastPlain && usual > STEADY * before;
      before = usual;
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
