package org.scalarflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/**
 * The entry of the {@code scalarflow} command.
 *
 * <p>Results go to standard output, everything else to standard error, both as UTF-8. The exit code
 * is 0 when all is done, 1 after a failure, 2 after bad input, 130 after an interruption.
 */
public final class Main {

  /** How long an interrupted command may take to put things in order. */
  private static final long GRACE_MILLIS = 10_000;

  private Main() {}

  /**
   * Runs a command line and ends the process.
   *
   * @param arguments the command line
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    // Pictures are drawn into files; no window, and no program in the dock of a Mac.
    System.setProperty("java.awt.headless", "true");
    CountDownLatch finished = new CountDownLatch(1);
    endInOrder(Thread.currentThread(), finished);
    int exitCode = Failures.FAILURE;
    try {
      exitCode = run(Console.ofProcess(), arguments);
    } finally {
      finished.countDown();
    }
    System.exit(exitCode);
  }

  /** On Ctrl-C the JVM ends with 130 by itself; this lets the command end its line and files. */
  private static void endInOrder(Thread command, CountDownLatch finished) {
    Runnable end =
        () -> {
          command.interrupt();
          try {
            finished.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
          } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
          }
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "scalarflow-end"));
  }

  /** Runs a command line and gives its exit code. */
  static int run(Console console, String... arguments) {
    ScalarFlowCommand root = new ScalarFlowCommand(console);
    CommandLine commandLine =
        ScalarFlowCommand.commandLine(root)
            .setOut(new PrintWriter(console.out(), true))
            .setErr(new PrintWriter(console.err(), true))
            .setColorScheme(
                Help.defaultColorScheme(console.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF))
            .setUsageHelpWidth(Math.max(80, Math.min(console.width(), 120)))
            .setCaseInsensitiveEnumValuesAllowed(true)
            // A file may be called @rows.csv; it is data, not a list of arguments.
            .setExpandAtFiles(false)
            .setParameterExceptionHandler(
                (failure, unused) -> tell(console, root, failure, failure.getCommandLine()))
            .setExecutionExceptionHandler(
                (failure, command, parsed) -> tell(console, root, failure, command));
    commandLine.setExecutionStrategy(
        parsed -> {
          try {
            return Plugins.with(root.plugins(), () -> new CommandLine.RunLast().execute(parsed));
          } catch (CommandLine.ExecutionException failure) {
            throw failure;
          } catch (Exception failure) {
            throw new CommandLine.ExecutionException(
                commandLine, String.valueOf(failure.getMessage()), failure);
          }
        });
    int exitCode;
    try {
      exitCode = commandLine.execute(arguments);
    } catch (Error failure) {
      exitCode = tell(console, root, failure, commandLine);
    }
    return written(console, exitCode);
  }

  private static int tell(
      Console console, ScalarFlowCommand root, Throwable failure, CommandLine command) {
    console.out().flush();
    String hint =
        failure instanceof CommandLine.ParameterException
            ? "; see " + command.getCommandSpec().qualifiedName() + " --help"
            : "";
    console.err().println("scalarflow: " + Failures.line(failure) + hint);
    if (root.isDebug()) {
      failure.printStackTrace(console.err());
    }
    return Failures.exitCode(failure);
  }

  /** A reader who has seen enough is no failure; results that got lost otherwise are one. */
  private static int written(Console console, int exitCode) {
    IOException lost = console.flush();
    if (lost == null || WatchedStream.isBrokenPipe(lost)) {
      return exitCode;
    }
    console.err().println("scalarflow: cannot write the results: " + lost.getMessage());
    return exitCode == 0 ? Failures.FAILURE : exitCode;
  }
}
