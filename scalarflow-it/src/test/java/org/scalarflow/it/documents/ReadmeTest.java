package org.scalarflow.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples, and that these tests would notice a wrong one. */
class ReadmeTest {

  private static final Pattern XML_DEPENDENCY =
      Pattern.compile(
          "<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)<");

  private static final Pattern GRADLE_DEPENDENCY =
      Pattern.compile("\"([^\":]+):([^\":]+):([^\":]+)\"");

  @TempDir Path folder;

  private final Page readme = Page.of("README.md");

  ReadmeTest() throws IOException {}

  private List<String> problems(Page page) throws Exception {
    return Examples.problems(page, page.blocks("java"), folder);
  }

  @Test
  void everyExampleCompilesAndGivesTheNumbersItShows() throws Exception {
    assertThat(readme.blocks("java")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(readme.blocks("java").stream().mapToInt(ExampleSource::numbersShown).sum())
        .isGreaterThanOrEqualTo(9);
    assertThat(problems(readme)).isEmpty();
  }

  @Test
  void aWrongNumberIsFound() throws Exception {
    Page doctored =
        readme.doctored("run.derivative(y);    //  2.0", "run.derivative(y);    //  2.5");

    assertThat(problems(doctored))
        .singleElement()
        .asString()
        .matches("README.md:\\d+: shows 2.5, but is 2.0");
  }

  @Test
  void aRoundedNumberIsFound() throws Exception {
    assertThat(problems(readme.doctored("// 4.985305469171539", "// 4.9853054691715")))
        .singleElement()
        .asString()
        .contains("shows 4.9853054691715, but is 4.98530546917153");
  }

  @Test
  void anExampleThatDoesNotCompileIsFoundWithItsLine() throws Exception {
    Page doctored = readme.doctored("run.derivative(w);    //", "run.derivated(w);    //");
    String before = readme.text().substring(0, readme.text().indexOf("run.derivative(w);"));
    long line = before.lines().count() + 1;

    assertThat(problems(doctored))
        .singleElement()
        .asString()
        .startsWith("README.md:" + line + ": cannot find symbol");
  }

  @Test
  void anExampleThatThrowsIsFound() throws Exception {
    assertThat(problems(readme.doctored("Feed.of(x, 2.0).and(y, 3.0)", "Feed.of(x, 2.0)")))
        .singleElement()
        .asString()
        .contains("throws org.scalarflow.FeedException");
  }

  @Test
  void aNumberBehindNothingIsFound() throws Exception {
    assertThat(
            problems(readme.doctored("Graph g = new Graph();\n", "Graph g = new Graph();\n// 7\n")))
        .isNotEmpty()
        .allSatisfy(problem -> assertThat(problem).contains("numbers are shown, but"));
  }

  @Test
  void theSnippetsNameArtifactsOfThisVersion() throws IOException {
    String pom = Files.readString(Page.root().resolve("pom.xml"));
    String version = firstGroup(pom, "<artifactId>scalarflow</artifactId>\\s*<version>([^<]+)<");
    List<String> problems = new ArrayList<>();
    int seen = 0;
    for (Page.Block block : readme.blocks("xml")) {
      seen += check(XML_DEPENDENCY.matcher(String.join("\n", block.lines())), version, problems);
    }
    for (Page.Block block : readme.blocks("kotlin")) {
      seen += check(GRADLE_DEPENDENCY.matcher(String.join("\n", block.lines())), version, problems);
    }

    assertThat(seen).isEqualTo(4);
    assertThat(problems).isEmpty();
  }

  private static int check(Matcher dependency, String version, List<String> problems) {
    int seen = 0;
    while (dependency.find()) {
      seen++;
      boolean ours =
          dependency.group(1).equals("org.scalarflow")
              && Files.isRegularFile(Page.root().resolve(dependency.group(2)).resolve("pom.xml"))
              && dependency.group(3).equals(version);
      if (!ours) {
        problems.add(dependency.group());
      }
    }
    return seen;
  }

  @Test
  void twoCommandsSetUpEverything() {
    String setUp = firstGroup(readme.text(), "(?s)\n## Set up\n(.*?)\n## ");

    assertThat(new Page("Set up", setUp).blocks("sh"))
        .extracting(Page.Block::lines)
        .containsExactly(List.of("./scalarflow"), List.of("mvn verify"));
  }

  private static String firstGroup(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}
