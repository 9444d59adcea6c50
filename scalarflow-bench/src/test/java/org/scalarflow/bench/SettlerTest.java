package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Graph;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** Until when a program is run before it is timed. */
class SettlerTest {

  /** More than the second for which code has to stay the same. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private int runs;

  private String settle(int runsUntilSettled, Duration patience) {
    Graph graph = new Graph();
    Backend backend =
        new Backend() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public Kernel compile(Tape tape, CompileOptions options) {
            return new Slow(new TapeKernel(tape), runsUntilSettled);
          }
        };
    Program program = graph.compile(Request.of(graph.variable(1)), backend, CompileOptions.DEFAULT);
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      new Settler(program, () -> runs++).settle(patience);
    } finally {
      System.setOut(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void itRunsUntilTheCodeIsTheLast() {
    assertThat(settle(1_000, LONG))
        .contains(Settler.CODE + "backend slow: the last code")
        .doesNotContain(Settler.UNSETTLED);
    assertThat(runs).isGreaterThan(1_000);
  }

  @Test
  void whenTheTimeIsOverItSaysSo() {
    assertThat(settle(Integer.MAX_VALUE, Duration.ofMillis(50)))
        .contains(Settler.CODE + "backend slow: the first code")
        .containsPattern(Settler.UNSETTLED + "after 0\\.[0-9] s: backend slow: the first code");
  }

  @Test
  void noPatienceIsNoRun() {
    assertThat(settle(0, Duration.ZERO)).isEmpty();
    assertThat(runs).isZero();
  }

  /** Has other code after some runs. */
  private final class Slow implements Kernel {

    private final Kernel plain;
    private final int runsUntilSettled;

    Slow(Kernel plain, int runsUntilSettled) {
      this.plain = plain;
      this.runsUntilSettled = runsUntilSettled;
    }

    @Override
    public Tape tape() {
      return plain.tape();
    }

    @Override
    public Workspace newWorkspace() {
      return plain.newWorkspace();
    }

    @Override
    public String describe() {
      return isSettled() ? "the last code" : "the first code";
    }

    @Override
    public boolean isSettled() {
      return runs >= runsUntilSettled;
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      plain.evaluate(workspace, inputs, first, count, values);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      plain.differentiate(workspace, inputs, first, count, seeds, results);
    }
  }
}
