package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of times, written and read, and what is none. */
class ResultsCsvTest {

  private static final String HEAD = String.join(",", ResultsCsv.COLUMNS) + "\n";

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("results.csv"), text);
  }

  @Test
  void allTimesAreReadBackToSixDigits() throws IOException {
    Results results = MadeUp.results(Scale.FULL);

    Map<Key, ResultsCsv.Line> read = ResultsCsv.read(file(ResultsCsv.times(results, "25.0.3")));

    List<Measurement> times = results.measurements().stream().filter(Measurement::hasTime).toList();
    assertThat(read).hasSameSizeAs(times);
    assertThat(times)
        .allSatisfy(
            one -> {
              ResultsCsv.Line line = read.get(one.key());
              assertThat(line.jdk()).isEqualTo("25.0.3");
              assertThat(line.unit()).isEqualTo(one.unit());
              assertThat(line.time().mean() / one.nanos()).isBetween(1 - 5e-6, 1 + 5e-6);
              assertThat(line.time().error() / one.error()).isBetween(1 - 5e-6, 1 + 5e-6);
            });
  }

  @Test
  void ratiosAreToTheFastestPlainBaselineOfTheVariantAndEmptyWhereThereIsNone() {
    String csv = ResultsCsv.times(MadeUp.results(Scale.FULL), "17");

    assertThat(csv.lines())
        .contains("W1,[10],handwritten-plain,strict,1,off,17,step,100,4,,3.33333")
        .contains("W1,[10],handwritten-vector,fast,1,on,17,step,30,1.2,0.3,")
        .contains("W1,[32]x3 primitives,compiled,strict,1,off,17,step,80,3.2,0.8,2.66667")
        // The baseline by blocks is 1.2 times as slow.
        .anyMatch(line -> line.startsWith("W2,[10],handwritten-plain,strict,1,off,17,row,100.005,"))
        .anyMatch(line -> line.startsWith("feed,by name,compiled,") && line.endsWith(",,"))
        .anyMatch(line -> line.startsWith("W2,[32]x3,parallel,strict,4,off,"))
        .contains("W4,252 steps,compiled,strict,1,on,17,path,40.002,1.60008,0.4,1.33333")
        .contains("steady,W4 within 2x,compiled,strict,1,on,17,program,80,3.2,,");
  }

  @Test
  void bytesHaveAFileOfTheirOwn() {
    String csv = ResultsCsv.bytes(MadeUp.results(Scale.FULL), "17");

    assertThat(csv.lines())
        .contains("memory,dag 1000000,naive,strict,1,off,17,graph,node,21.5")
        .contains("memory,dag 1000000,naive,strict,1,off,17,program,node,26")
        .contains("W1,[10],compiled,strict,1,off,17,allocated,run,0.25");
  }

  /** They have no column for the Vector API, which only code written by hand had then. */
  @Test
  void filesOfEarlierVersionsAreRead() throws IOException {
    Path file =
        file(
            "workload,variant,backend,mode,threads,jdk,unit,ns_per_unit,error,ratio_to_plain,"
                + "ratio_to_vector\n"
                + "W1,[10],handwritten-vector,fast,1,17,step,30,1.2,0.3,\n"
                + "W1,[10],compiled,strict,2,17,step,80,3.2,0.8,2.7\n");

    assertThat(ResultsCsv.read(file))
        .containsOnlyKeys(
            new Key("W1", "[10]", Key.VECTOR, "fast", 1, true),
            new Key("W1", "[10]", "compiled", "strict", 2, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          W1,v,b,strict,1,off,17,step,NaN,,,         | line 2: 'NaN' is no ns_per_unit
          W1,v,b,strict,1,off,17,step,0,,,           | line 2: 0 ±  is no time
          W1,v,b,strict,1,off,17,step,-1,,,          | line 2: '-1' is no ns_per_unit
          W1,v,b,strict,one,off,17,step,1,,,         | line 2: 'one' is no threads
          W1,v,b,strict,1,off,17,step,1,0x1p3,,      | line 2: '0x1p3' is no error
          W1,v,b,strict,1,some,17,step,1,,,      | line 2: 'some' is no vectors
          W1,v,b,strict,1,off,17,step,1              | line 2: 9 values, not 12
          "W1,v,b,strict,1,off,17,step,1             | is not a CSV file
          """)
  void aBrokenLineIsTold(String line, String because) throws IOException {
    Path file = file(HEAD + line + "\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultsCsv.read(file))
        .withMessageContaining(because)
        .withMessageContaining("results.csv");
  }

  @Test
  void whatIsNoSuchFileIsTold() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultsCsv.read(file("")))
        .withMessageContaining("has no column 'workload'");
    String line = "W1,v,b,strict,1,off,17,step,1,,,\n";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultsCsv.read(file(HEAD + line + line)))
        .withMessageContaining("line 3: a second time of W1 v, b");
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultsCsv.read(binary))
        .withMessageContaining("is not UTF-8");
    assertThatThrownBy(() -> ResultsCsv.read(folder.resolve("missing")))
        .isInstanceOf(IOException.class);
    Path huge = Files.write(folder.resolve("huge"), new byte[10_000_001]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultsCsv.read(huge))
        .withMessageContaining("is larger than");
  }

  @Test
  void everyPrefixOfAFileIsReadOrRefused() throws IOException {
    byte[] whole =
        ResultsCsv.times(MadeUp.results(Scale.TINY), "17").getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < whole.length; length += 7) {
      Path file = folder.resolve("prefix.csv");
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try {
        ResultsCsv.read(file);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("prefix.csv");
      }
    }
  }
}
