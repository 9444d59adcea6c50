package org.scalarflow.bench.run;

/** What is told of a program that starts; each is a time of its own in the results. */
enum Moment {
  /** The first run has ended. */
  FIRST("first result", "firstAfter", "program"),
  /** Runs take less than twice the time of the steady state. */
  NEAR("within 2x", "nearAfter", "program"),
  /** Runs are as fast as they get. */
  STEADY("steady", "steadyAfter", "program"),
  /** No moment, but what a run takes in the steady state. */
  RUN("steady run", "steadyRun", "run");

  private final String words;
  private final String counter;
  private final String unit;

  Moment(String words, String counter, String unit) {
    this.words = words;
    this.counter = counter;
    this.unit = unit;
  }

  /** The name of the counter that JMH has it in. */
  String counter() {
    return counter;
  }

  /** What the time is of. */
  String unit() {
    return unit;
  }

  /** The variant of a program's results that has it. */
  String variant(String program) {
    return program + " " + words;
  }

  /** Whether results of a variant have it. */
  boolean isOf(String variant) {
    return variant.endsWith(" " + words);
  }

  /** The program of a variant that has it. */
  String program(String variant) {
    return variant.substring(0, variant.length() - words.length() - 1);
  }
}
