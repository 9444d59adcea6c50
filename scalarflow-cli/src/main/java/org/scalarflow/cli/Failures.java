package org.scalarflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.FeedException;
import org.scalarflow.ScalarFlowException;
import org.scalarflow.expression.ExpressionException;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.study.StudyFileException;
import picocli.CommandLine;

/** Tells a failure in one line, and by an exit code. */
final class Failures {

  static final int FAILURE = 1;
  static final int BAD_INPUT = 2;
  static final int INTERRUPTED = 130;

  private static final int LONGEST_LINE = 2_000;

  private Failures() {}

  static int exitCode(Throwable failure) {
    if (failure instanceof EvaluationInterruptedException) {
      return INTERRUPTED;
    }
    return failure instanceof UsageException
            || failure instanceof CommandLine.ParameterException
            || failure instanceof ExpressionException
            || failure instanceof FeedException
            || failure instanceof DataException
            || failure instanceof StudyFileException
        ? BAD_INPUT
        : FAILURE;
  }

  /** What went wrong, on one line, without characters that would do something to a terminal. */
  static String line(Throwable failure) {
    return printable(text(failure));
  }

  /** A text on one line, without characters that would do something to a terminal. */
  static String printable(@Nullable String said) {
    String text = String.valueOf(said).strip().replaceAll("\\R\\s*", " ");
    String shown = text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    return shown.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "\uFFFD");
  }

  private static String text(Throwable failure) {
    if (failure instanceof EvaluationInterruptedException) {
      return "interrupted";
    }
    if (failure instanceof ExpressionException expression) {
      return "column " + expression.column() + " of the expression: " + expression.problem();
    }
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return text(failure.getCause());
    }
    if (failure instanceof FileSystemException file) {
      return "cannot access " + file.getFile() + ": " + reason(file);
    }
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
        && unmatched.getCommandLine().getParent() == null
        && !unmatched.isUnknownOption()) {
      return "there is no command '"
          + unmatched.getUnmatched().get(0)
          + "'; commands: "
          + String.join(", ", unmatched.getCommandLine().getSubcommands().keySet());
    }
    boolean saysItAll =
        failure instanceof UsageException
            || failure instanceof CommandLine.ParameterException
            || failure instanceof ScalarFlowException
            || failure instanceof IOException;
    return saysItAll && failure.getMessage() != null
        ? failure.getMessage()
        : failure + "; --debug shows where";
  }

  /** Why a file cannot be used. */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return reason == null ? failure.getClass().getSimpleName() : reason;
  }
}
