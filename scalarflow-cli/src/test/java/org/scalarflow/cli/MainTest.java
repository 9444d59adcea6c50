package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Backends;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** What all commands share, the tour, and the two lists. */
class MainTest {

  private static final String ESCAPE = "\u001B";

  @Test
  void theTourExplainsAndTrains() {
    Outcome outcome = Outcome.of();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .containsSubsequence(
            "$ scalarflow explain \"(w*x - y)^2 + w^2\" w=1 x=2 y=3",
            "  L      = 2.0\n  ∂L/∂w  = -2.0\n  ∂L/∂x  = -2.0\n  ∂L/∂y  = 2.0\n",
            "$ scalarflow train --data breast-cancer",
            "hold-out accuracy  0.9",
            "What to try next",
            "scalarflow operators",
            "scalarflow --help")
        .doesNotContain(ESCAPE);
    assertThat(outcome.err()).contains("epoch 40 of 40");
  }

  @Test
  void whatTheTourProposesWorks() {
    Outcome outcome = Outcome.of("explain", "log(1 + exp(-y*z))", "y=1", "z=0.5", "--dot", "-");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void listsBackends() {
    Outcome outcome = Outcome.of("backends");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsPattern("NAME +PRIORITY +VERSION +PLACE\n")
        .containsPattern("compiled +200 +.* org\\.scalarflow\\.compiled\\.CompiledBackend in file:")
        .containsPattern("parallel +100 +.* org\\.scalarflow\\.parallel\\.ParallelBackend in file:")
        .containsPattern("naive +0 +.* org\\.scalarflow\\.naive\\.NaiveBackend in file:")
        .contains("used: compiled, highest priority (200)\n");
  }

  @Test
  void aBackendNamedByThePropertyIsUsed() {
    System.setProperty(Backends.PROPERTY, "naive");
    try {
      assertThat(Outcome.of("backends").out())
          .contains("used: naive, named by the system property scalarflow.backend");
      System.setProperty(Backends.PROPERTY, "nix");
      assertThat(Outcome.of("backends").out()).contains("used: none, no backend named 'nix'");
      assertThat(Outcome.of("explain", "1").exitCode()).isEqualTo(2);
    } finally {
      System.clearProperty(Backends.PROPERTY);
    }
  }

  @Test
  void listsOperators() {
    Outcome outcome = Outcome.of("operators");
    assertThat(outcome.exitCode()).isZero();
    for (Operator operator : Operators.builtIn()) {
      assertThat(outcome.out())
          .containsPattern(
              "\n" + operator.name() + " +" + operator.arity().describe() + " +built-in\n");
    }
  }

  @Test
  void tellsVersions() {
    Outcome outcome = Outcome.of("--version");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("scalarflow ").contains("Java " + Runtime.version());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain",
        "train",
        "predict",
        "study",
        "backends",
        "operators",
        "generate-completion"
      })
  void everyCommandHasHelp(String command) {
    Outcome outcome = Outcome.of(command, "--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).startsWith("Usage: scalarflow " + command);
    assertThat(Outcome.of("--help").out()).contains("  " + command);
  }

  @Test
  void completionIsGenerated() {
    Outcome outcome = Outcome.of("generate-completion");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .startsWith("#!/usr/bin/env bash")
        .contains("complete -F _complete_scalarflow")
        .contains("breast-cancer", "--learning-rate");
  }

  @Test
  void coloursOnlyWhereTheyAreWelcome() {
    assertThat(Outcome.of(Map.of("TERM", "xterm"), true, "--help").out()).contains(ESCAPE);
    assertThat(Outcome.of(Map.of("NO_COLOR", ""), true, "--help").out()).contains(ESCAPE);
    assertThat(Outcome.of(Map.of("NO_COLOR", "1"), true, "--help").out()).doesNotContain(ESCAPE);
    assertThat(Outcome.of(Map.of("TERM", "dumb"), true, "--help").out()).doesNotContain(ESCAPE);
    assertThat(Outcome.of(Map.of(), false, "--help").out()).doesNotContain(ESCAPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"frobnicate", "--nope", "-x"})
  void whatThereIsNotIsBadInput(String argument) {
    Outcome outcome = Outcome.of(argument);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("scalarflow: ").contains(argument).hasLineCount(1);
  }

  @Test
  void anUnknownCommandNamesTheKnownOnes() {
    assertThat(Outcome.of("explian", "x", "x=1").err())
        .startsWith("scalarflow: there is no command 'explian'; commands: explain, train, ");
  }

  @Test
  void debugShowsWhere() {
    assertThat(Outcome.of("explain", "x+").err()).doesNotContain("\tat ");
    assertThat(Outcome.of("explain", "x+", "--debug").err())
        .startsWith("scalarflow: column 3")
        .contains("\tat org.scalarflow.expression");
    assertThat(Outcome.of("--debug", "explain", "x", "x=1", "--dot", "/").err()).contains("\tat ");
  }

  /** Accepts some bytes, then fails like a pipe or a disk. */
  private static final class Failing extends OutputStream {

    private final String message;
    private int writes;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      writes++;
      throw new IOException(message);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      write(bytes[offset]);
    }
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoFailure() {
    Failing pipe = new Failing("Broken pipe");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(pipe, err, Map.of(), false, false);
    assertThat(Main.run(console, "explain", "x" + "+x".repeat(20_000), "x=1", "--json")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(pipe.writes).isEqualTo(1);
  }

  @Test
  void lostResultsAreAFailure() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(new Failing("No space left on device"), err, Map.of(), false, false);
    assertThat(Main.run(console, "operators")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("scalarflow: cannot write the results: No space left on device\n");
  }
}
