package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report shows. */
class PageTest {

  private static final Map<String, String> MACHINE = Map.of("commit", "0123456789ab");

  @TempDir Path folder;

  private String page(Results results, boolean isComplete, Comparison comparison) throws Exception {
    Path file = folder.resolve("report.html");
    new Page(results, MACHINE, Map.of("forks", "3"), isComplete, comparison)
        .write(file, new Silent());
    return Files.readString(file);
  }

  @Test
  void aFullRunHasAllPicturesAndTables() throws Exception {
    String page = page(MadeUp.results(Scale.FULL), true, null);

    assertThat(page)
        .contains("0123456789ab")
        .contains("Networks and paths beside plain Java", "Graphs of all sizes beside a plain loop")
        .contains("Value and gradient of a chain", "Value and gradient of a random graph")
        .contains("Speed-up of W2 [32]x3", "Speed-up of W3 dag 1000000")
        .contains(
            "First value and gradient of a chain", "First value and gradient of a random graph")
        .contains("<h3>W1</h3>", "<h3>feed</h3>", "<h3>memory</h3>")
        .contains("compiled, Vector API", "within 2× (ms)")
        .doesNotContain(
            "Without a result", "Not settled", "Refused", "interrupted", "What has changed");
  }

  @Test
  void nothingMeasuredIsAPageToo() throws Exception {
    assertThat(page(new Results(), false, null)).contains("This run was interrupted");
  }

  @Test
  void failuresAndRefusedBackendsAreNamed() throws Exception {
    Results results = MadeUp.results(Scale.TINY);
    List<Case> cases = MadeUp.cases(Scale.TINY);
    Case naive = of(cases, "naive");
    results.refuse(naive, "naive: value is 1.0, the baseline's is 2.0");
    results.fail(of(cases, "parallel"), "java.lang.StackOverflowError");

    assertThat(page(results, true, null))
        .contains("<h2>Refused</h2>", "naive: value is 1.0, the baseline", "is 2.0")
        .contains("<h2>Without a result</h2>", "java.lang.StackOverflowError");
  }

  @Test
  void whatHadNotSettledIsNamed() throws Exception {
    Results results = new Results();
    results.unsettled(of(MadeUp.cases(Scale.TINY), "compiled"), "after 30.0 s: code is being made");

    assertThat(page(results, true, null)).contains("<h2>Not settled</h2>", "after 30.0 s: code is");
  }

  @Test
  void changesAreShownWithTheirInterval() throws Exception {
    Results now = MadeUp.results(Scale.TINY);
    Map<Key, ResultsCsv.Line> before = new HashMap<>();
    Measurement one = now.measurements().get(0);
    before.put(
        one.key(),
        new ResultsCsv.Line(
            one.key(), "17.0.1", one.unit(), new Interval(one.nanos() * 2, one.error())));

    assertThat(page(now, true, new Comparison(before, now)))
        .contains("What has changed", "faster", "JDK 17.0.1", "Measured now alone")
        .doesNotContain("Measured before alone");
  }

  private static Case of(List<Case> cases, String backend) {
    return cases.stream().filter(one -> one.key().backend().equals(backend)).findFirst().get();
  }

  private static final class Silent implements Watcher {

    @Override
    public void begins(int number, String what) {}

    @Override
    public void goesOn(String how) {}

    @Override
    public void ended(int number) {}

    @Override
    public void problem(String what) {
      throw new AssertionError(what);
    }
  }
}
