package org.scalarflow.ml.study;

/** Hears of each training of a study when it is finished, on the thread that runs the study. */
@FunctionalInterface
public interface StudyListener {

  /** A listener that does nothing. */
  StudyListener NONE = (trial, done, all) -> {};

  /**
   * A training is finished. An exception thrown here ends the study.
   *
   * @param trial what came out; the deepest networks come first
   * @param done how many are finished, this one and those of an earlier run included
   * @param all how many there will be
   */
  void finished(Trial trial, int done, int all);
}
