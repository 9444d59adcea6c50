package org.scalarflow.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command line did, run in this process. */
record Outcome(int exitCode, String out, String err) {

  static Outcome of(String... arguments) {
    return of(Map.of(), false, arguments);
  }

  /** With an environment, on terminals or not. */
  static Outcome of(Map<String, String> environment, boolean isTerminal, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(new Console(out, err, environment, isTerminal, isTerminal), arguments);
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
