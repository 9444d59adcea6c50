package org.scalarflow.ml.study;

import org.jspecify.annotations.Nullable;
import org.scalarflow.ScalarFlowException;

/**
 * A folder of a study cannot be used; the message names the file, the line if there is one, what is
 * wrong and the way out.
 */
public final class StudyFileException extends ScalarFlowException {

  /** What helps when files are not what they were. */
  static final String WAY_OUT =
      "; choose another folder, or remove settings.csv, trials.csv and epochs.csv to begin anew";

  private static final long serialVersionUID = 1L;

  /** With a message and the failure behind it, if there is one. */
  public StudyFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
