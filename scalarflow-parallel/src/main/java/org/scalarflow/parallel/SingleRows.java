package org.scalarflow.parallel;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/**
 * Which kernel runs single rows. At first it is the plain one, operation by operation: a plan takes
 * as long as about ten runs, so a tape that is run a few times does better without. Then the choice
 * is made, once: level by level, unless levels are narrow or memory is short.
 */
final class SingleRows {

  /**
   * The least number of steps in a loop, on average, for which going level by level beats going
   * operation by operation.
   */
  private static final double LEAST_STEPS_PER_RUN = 2;

  private static final System.Logger LOGGER = System.getLogger(SingleRows.class.getName());

  private final Tape tape;
  private final Workers workers;
  private final Tuning tuning;
  private final RowKernel plain;
  private final AtomicReference<@Nullable Choice> choice = new AtomicReference<>();
  private final AtomicBoolean choosing = new AtomicBoolean();
  private final AtomicInteger plainRows = new AtomicInteger();

  SingleRows(Tape tape, Workers workers, Tuning tuning) {
    this.tape = tape;
    this.workers = workers;
    this.tuning = tuning;
    plain = new TapeKernel(tape);
  }

  /**
   * What was chosen.
   *
   * @param kernel runs the rows
   * @param plan what it runs; null if that is the tape
   * @param reason why
   */
  private record Choice(RowKernel kernel, @Nullable Plan plan, String reason) {}

  /** The kernel that runs a row at the moment. */
  RowKernel kernel() {
    Choice made = choice.get();
    return made == null ? plain : made.kernel;
  }

  /** The kernel for some rows that are run now; makes the choice if so many have been run. */
  RowKernel kernelFor(int rows) {
    if (choice.get() == null
        && (plainRows.get() >= tuning.plainRows() || plainRows.addAndGet(rows) > tuning.plainRows())
        && choosing.compareAndSet(false, true)) {
      try {
        choose(Interruption::check);
      } finally {
        choosing.set(false);
      }
    }
    return kernel();
  }

  /** Makes the choice now. */
  void choose() {
    choose(() -> {});
  }

  private Choice choose(Runnable interruption) {
    Choice made = choice.get();
    if (made == null) {
      try {
        made = compare(interruption);
      } catch (OutOfMemoryError | ArithmeticException tooLarge) {
        made = new Choice(plain, null, "the plan is too large: " + tooLarge.getMessage());
        LOGGER.log(Level.WARNING, "single rows go on without levels, because {0}", made.reason);
      }
      // If another thread was faster, its choice stands.
      Choice other = choice.compareAndExchange(null, made);
      made = other == null ? made : other;
    }
    return made;
  }

  private Choice compare(Runnable interruption) {
    Assembly assembly = new Assembly(tape, interruption);
    double steps = assembly.stepsPerRun();
    String reason =
        String.format(
            Locale.ROOT,
            "%.1f operations alike in a level on average, %.1f are enough",
            steps,
            LEAST_STEPS_PER_RUN);
    if (steps < LEAST_STEPS_PER_RUN && !tuning.isEager()) {
      return new Choice(plain, null, "levels are narrow: " + reason);
    }
    Plan plan = assembly.plan();
    return new Choice(new LevelKernel(plan, workers, tuning), plan, reason);
  }

  /** A plan of the tape: the one that is run, or else a new one. */
  Plan plan() {
    Plan plan = choose(Interruption::check).plan;
    return plan == null ? new Assembly(tape, Interruption::check).plan() : plan;
  }

  String describe() {
    Choice made = choose(() -> {});
    return made.plan == null
        ? "single rows operation by operation on one thread (" + made.reason + ")"
        : "single rows level by level (" + made.reason + "): " + made.kernel.describe();
  }
}
