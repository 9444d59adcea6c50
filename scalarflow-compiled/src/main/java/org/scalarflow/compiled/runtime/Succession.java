package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Portable code, and code with vectors that takes over from it. The latter is a hundred times
 * slower until the JVM has compiled it well, so the portable code goes on until it is warm.
 *
 * @param <T> what holds the code
 */
final class Succession<T> {

  /** After so many times the work that makes portable code hot, vectors are worth their while. */
  private static final int PATIENCE = 10;

  private final Generation<T> first;
  private final @Nullable Generation<T> second;
  private final long hot;

  /**
   * Nothing is generated yet.
   *
   * @param second what takes over; null if nothing does
   * @param hot after how many operations code is worth its while
   */
  Succession(Generation<T> first, @Nullable Generation<T> second, long hot) {
    this.first = first;
    this.second = second;
    this.hot = hot;
  }

  /** The best code that is there, or null. */
  @Nullable T code() {
    T better = second == null ? null : second.code();
    if (better != null) {
      first.forget();
      return better;
    }
    return first.code();
  }

  /** Whether there is code to come for a program that does enough. */
  boolean isWaiting() {
    return !first.isAsked() || (second != null && !second.isAsked() && !first.isGivenUp());
  }

  /**
   * Has code made if there is need.
   *
   * @param work how many operations have been done
   */
  void worked(long work) {
    if (work >= hot && !first.isAsked()) {
      first.makeSoon();
    }
    if (second != null && work / PATIENCE >= hot && first.code() != null) {
      second.makeSoon();
    }
  }

  /**
   * Generates the first code on the calling thread, if nobody did.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  void makeAtOnce() {
    first.makeAtOnce();
  }

  /** Has nothing generated ever, and says why. */
  void forgo(String why) {
    first.forgo(why);
  }

  /** Whether there is no code and never will be. */
  boolean isGivenUp() {
    return first.isGivenUp();
  }

  /** Whether no code is being made or warmed up that may yet be taken. */
  boolean isSettled() {
    boolean isLast = second != null && second.code() != null;
    return isLast || (first.isSettled() && (second == null || second.isSettled()));
  }

  /** What the code is, after one phrase, or why there is none, after another. */
  String describe(String withCode, String without) {
    String portable = first.describe(withCode, without);
    if (second == null || (first.code() == null && second.code() == null)) {
      return portable;
    }
    return second.describe(withCode, portable + "; without vectors: ");
  }
}
