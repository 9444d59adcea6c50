package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.bench.Settler;

/** Why a fork failed, out of what it said. */
class TranscriptTest {

  private static Transcript of(String... lines) {
    Transcript transcript = new Transcript(how -> {});
    for (String line : lines) {
      transcript.println(line);
    }
    return transcript;
  }

  @Test
  void aDisagreementIsFound() {
    Transcript transcript =
        of(
            "# Warmup Iteration   1: <failure>",
            "org.scalarflow.bench.DisagreementException: wrong: value is 1.0, the baseline's is 2.0",
            "\tat org.scalarflow.bench.Agreement.requireClose(Agreement.java:49)");

    assertThat(transcript.disagreement()).hasValue("wrong: value is 1.0, the baseline's is 2.0");
  }

  @Test
  void theFirstExceptionIsTheReason() {
    Transcript transcript =
        of(
            "<failure>",
            "java.lang.OutOfMemoryError: Java heap space",
            "\tat x.Y.z(Y.java:1)",
            "org.openjdk.jmh.runner.BenchmarkException: Benchmark error",
            "Forked VM failed");

    assertThat(transcript.disagreement()).isEmpty();
    assertThat(transcript.reason()).hasValue("java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void withoutAnExceptionTheLastLineIsTheReason() {
    assertThat(of("<forked VM failed with exit code 134>", "").reason())
        .hasValue("<forked VM failed with exit code 134>");
    assertThat(of().reason()).isEmpty();
  }

  @Test
  void whatAForkSaysOfItsCodeIsFoundAndOfItsWarmUpIsTold() {
    List<String> told = new ArrayList<>();
    Transcript transcript = new Transcript(told::add);
    // As it comes through a pipe.
    PrintStream stream = transcript.stream();
    stream.print(Settler.PROGRESS + "1");
    stream.println(" s");
    stream.write('\n');
    transcript.println("# Warmup Iteration   1: " + Settler.CODE + "portable code");
    transcript.println(Settler.CODE + "vectors");

    assertThat(told).containsExactly("warming up, 1 s");
    transcript.println(Settler.CODE + "vectors");
    assertThat(transcript.code()).containsExactly("portable code", "vectors");
    assertThat(transcript.unsettled()).isEmpty();
    transcript.println(Settler.UNSETTLED + "after 2.0 s: portable code");
    assertThat(transcript.unsettled()).hasValue("after 2.0 s: portable code");
  }

  @Test
  void whatAFloodSaysIsCut() {
    Transcript transcript = new Transcript(how -> {});
    for (int i = 0; i < 100_000; i++) {
      transcript.println("0123456789");
    }
    assertThat(transcript.text().length()).isLessThan(300_000);
    assertThat(of("x".repeat(10_000)).reason().orElseThrow()).hasSize(500);
  }
}
