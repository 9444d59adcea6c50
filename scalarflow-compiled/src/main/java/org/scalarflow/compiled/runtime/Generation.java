package org.scalarflow.compiled.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.scalarflow.EvaluationInterruptedException;

/**
 * Code that is generated once, at once or in the background, and what is said of it until then.
 * Whatever goes wrong, there is no code, and a line in the log says why.
 *
 * @param <T> what holds the code
 */
final class Generation<T> implements Background.Task {

  private static final System.Logger LOGGER = System.getLogger(Generation.class.getName());

  private final Maker<T> maker;
  private final Background background;
  private final AtomicBoolean isAsked = new AtomicBoolean();
  private volatile String state;
  private volatile boolean isGivenUp;
  private volatile @Nullable T code;

  /** How code is made. */
  interface Maker<T> {

    /**
     * Generates code.
     *
     * @throws UnsupportedOperationException if it is better not to; the message says why
     */
    T make();

    /**
     * Runs new code until it is faster than the plain kernel; returns false if it never is.
     *
     * @throws EvaluationInterruptedException if the thread is interrupted
     */
    boolean isWorthwhile(T code);

    /** What the code is. */
    String describe(T code);

    /** What it is for. */
    String purpose();

    /** What is done if there is no code, for the log. */
    default String otherwise() {
      return "the plain kernel goes on";
    }
  }

  /**
   * Nothing is generated yet.
   *
   * @param state what is said until something is asked
   */
  Generation(Maker<T> maker, Background background, String state) {
    this.maker = maker;
    this.background = background;
    this.state = state;
  }

  /** The code, if it is there. */
  @Nullable T code() {
    return code;
  }

  /** Lets the code go, since there is better. */
  void forget() {
    if (code != null) {
      code = null;
    }
  }

  /** Whether it was asked for, or never will be. */
  boolean isAsked() {
    return isAsked.get();
  }

  /** Whether no code is being made or warmed up. */
  boolean isSettled() {
    return !isAsked.get() || isGivenUp || code != null;
  }

  /** Whether there is no code and never will be. */
  boolean isGivenUp() {
    return isGivenUp;
  }

  /** Has nothing generated ever, and says why. */
  void forgo(String why) {
    isAsked.set(true);
    giveUp(why);
  }

  private void giveUp(String why) {
    isGivenUp = true;
    state = why;
  }

  /**
   * Generates the code if nobody did. Others do not wait for it.
   *
   * @throws EvaluationInterruptedException if the thread is interrupted; it may be asked again
   */
  void makeAtOnce() {
    if (isAsked.compareAndSet(false, true)) {
      try {
        code = make();
      } catch (EvaluationInterruptedException interrupted) {
        isAsked.set(false);
        throw interrupted;
      }
    }
  }

  /** Has the code generated in the background if nobody did. */
  void makeSoon() {
    if (isAsked.compareAndSet(false, true)) {
      state = "code is being generated";
      String refusal = background.execute(this);
      if (refusal != null) {
        refuse(refusal);
      }
    }
  }

  /** Generates the code in the background, and has it used when it is fast. */
  @Override
  public void run() {
    try {
      T made = make();
      if (made == null) {
        return;
      }
      if (maker.isWorthwhile(made)) {
        code = made;
      } else {
        refuse("generated code was not faster; it was " + maker.describe(made));
      }
    } catch (EvaluationInterruptedException closed) {
      giveUp(Background.CLOSED);
    } catch (RuntimeException | Error failure) {
      fail("code could not be used", failure);
    }
  }

  @Override
  public void drop() {
    giveUp(Background.CLOSED);
  }

  private @Nullable T make() {
    try {
      return maker.make();
    } catch (EvaluationInterruptedException interrupted) {
      throw interrupted;
    } catch (UnsupportedOperationException better) {
      refuse(String.valueOf(better.getMessage()));
    } catch (RuntimeException | Error failure) {
      fail("code could not be generated", failure);
    }
    return null;
  }

  private void refuse(String why) {
    giveUp(why);
    LOGGER.log(System.Logger.Level.DEBUG, "{0} {1}: {2}", maker.otherwise(), maker.purpose(), why);
  }

  private void fail(String what, Throwable failure) {
    isGivenUp = true;
    giveUp(what + ": " + failure);
    LOGGER.log(
        System.Logger.Level.WARNING,
        maker.otherwise() + " " + maker.purpose() + ": " + state,
        failure);
  }

  /** What the code is, after one phrase, or why there is none, after another. */
  String describe(String withCode, String without) {
    T made = code;
    return made == null ? without + state : withCode + maker.describe(made);
  }
}
