package org.scalarflow.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a command writes, and what it knows of its surroundings. All text is UTF-8. */
final class Console {

  private static final int DEFAULT_WIDTH = 80;
  private static final int LEAST_WIDTH = 20;

  private final WatchedStream watched;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final boolean isOutTerminal;
  private final boolean isErrTerminal;

  /**
   * A console.
   *
   * @param out where results go
   * @param err where everything else goes
   * @param environment the environment variables
   * @param isOutTerminal whether somebody watches the results
   * @param isErrTerminal whether somebody watches everything else
   */
  Console(
      OutputStream out,
      OutputStream err,
      Map<String, String> environment,
      boolean isOutTerminal,
      boolean isErrTerminal) {
    this.watched = new WatchedStream(out);
    this.out = new PrintStream(watched, false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.environment = environment;
    this.isOutTerminal = isOutTerminal;
    this.isErrTerminal = isErrTerminal;
  }

  /** The console of this process. */
  static Console ofProcess() {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        System.getenv(),
        isTerminal(1),
        isTerminal(2));
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Where everything else goes. */
  PrintStream err() {
    return err;
  }

  /** Whether results may be coloured; see <a href="https://no-color.org">no-color.org</a>. */
  boolean isColoured() {
    return isOutTerminal && canDraw() && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Whether a line that is not a result may be drawn again and again. */
  boolean isAnimated() {
    return isErrTerminal && canDraw();
  }

  /** How many characters fit on a line. */
  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    int width = columns.matches("[0-9]{1,4}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
    return Math.max(LEAST_WIDTH, width);
  }

  /** Writes out what is buffered; the reason why results could not be written, if so. */
  @Nullable IOException flush() {
    out.flush();
    err.flush();
    return watched.failure();
  }

  private boolean canDraw() {
    return !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** The JVM cannot tell for each stream; where the system can, it is asked. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException | SecurityException notLinux) {
      return hasInteractiveConsole();
    }
  }

  private static boolean hasInteractiveConsole() {
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is always a console, and it says whether it is a terminal.
      return Boolean.TRUE.equals(java.io.Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException olderJava) {
      return true;
    }
  }
}
