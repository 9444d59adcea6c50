package org.scalarflow.compiled.runtime;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
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

  /**
   * Of so many windows the middle one counts. Loops are fast now and then before they are fast
   * every time, because the JVM goes over to better code in the midst of a run first.
   */
  private static final int WINDOWS = 5;

  /** So often it is timed at least, even if a run takes long. */
  private static final int LEAST_ROUNDS = 4;

  /** The code gets no faster if it takes more than this much of what it took before. */
  private static final double STEADY = 0.9;

  private final GeneratedKernel code;
  private final Heating heating;
  private final Tape tape;

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
    return isFaster(
        differentiates -> callsUsers() ? null : plainRun(plain, differentiates), heating, heating);
  }

  /**
   * The same beside other code, which may be as fast where derivatives are not asked for. Neither
   * calls operators, so that the two can be compared even if there are some.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  boolean isBetterThan(GeneratedKernel before) {
    Heating less = heating.besideCode();
    return isFaster(
        before::rehearsal, tape.derivativeCount() > 0 ? heating.besideCodeOfLessUse() : less, less);
  }

  /** What code is timed against. */
  private interface Rival {

    /** A run for values, or with derivatives; null if it cannot be timed. */
    @Nullable Runnable run(boolean differentiates);
  }

  private boolean isFaster(Rival rival, Heating forValues, Heating forDerivatives) {
    try {
      return isFaster(rival, false, forValues)
          && (tape.derivativeCount() == 0 || isFaster(rival, true, forDerivatives));
    } finally {
      code.forgetDouble();
    }
  }

  private boolean isFaster(Rival rival, boolean differentiates, Heating some) {
    Runnable rehearsal = code.rehearsal(differentiates);
    if (callsUsers()) {
      runBlindly(rehearsal, code.rehearsalOfDouble(differentiates));
    }
    Runnable other = rival.run(differentiates);
    return other == null || isFaster(rehearsal, other, some);
  }

  private void runBlindly(Runnable rehearsal, Runnable ofDouble) {
    long worked = 0;
    for (int run = 0; run < heating.blindRuns() && worked < heating.mostNanos(); run++) {
      Interruption.check();
      long start = System.nanoTime();
      rehearsal.run();
      ofDouble.run();
      worked += System.nanoTime() - start;
      PacedThread.mayRest();
    }
  }

  /**
   * Runs new code until it is faster than the plain kernel and gets no faster; returns whether it
   * is when that has taken long enough. Rests do not count.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  static boolean isFaster(Runnable code, Runnable plain, Heating heating) {
    double leastPlain = Double.POSITIVE_INFINITY;
    double usual = Double.POSITIVE_INFINITY;
    boolean isSteady = false;
    long worked = 0;
    for (int round = 0;
        !isSteady && (round < LEAST_ROUNDS || worked < heating.mostNanos());
        round++) {
      double[] times = new double[WINDOWS];
      for (int window = 0; window < WINDOWS; window++) {
        long start = System.nanoTime();
        times[window] = time(code, heating.windowNanos());
        leastPlain = Math.min(leastPlain, time(plain, heating.windowNanos()));
        worked += System.nanoTime() - start;
        PacedThread.mayRest();
      }
      Arrays.sort(times);
      double before = usual;
      usual = times[WINDOWS / 2];
      isSteady = usual < heating.share() * leastPlain && usual > STEADY * before;
    }
    return usual < heating.share() * leastPlain;
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
