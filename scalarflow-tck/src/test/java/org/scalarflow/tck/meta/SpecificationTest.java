package org.scalarflow.tck.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The text of the specification, the tests of the kit and the flaws that test it agree. */
class SpecificationTest {

  private static final Path TEXT = Path.of("..", "docs", "spec.md");

  /** A rule's paragraph: number, whether it is optional, text. */
  private static final Pattern RULE =
      Pattern.compile(
          "^\\*\\*(\\d{3})(?:\\.\\*\\*|\\*\\* (\\*\\(optional\\)\\*)\\*\\*\\.\\*\\*) (.*?)(?=^$|\\z)",
          Pattern.MULTILINE | Pattern.DOTALL);

  private final List<MatchResult> rules;

  SpecificationTest() throws IOException {
    rules = RULE.matcher(Files.readString(TEXT)).results().toList();
  }

  private SortedSet<String> numbers(boolean optional) {
    SortedSet<String> numbers = new TreeSet<>();
    for (MatchResult rule : rules) {
      if ((rule.group(2) != null) == optional) {
        numbers.add(rule.group(1));
      }
    }
    return numbers;
  }

  @Test
  void numbersAscendAndEveryRuleHasItsIntent() {
    List<String> numbers = new ArrayList<>();
    for (MatchResult rule : rules) {
      numbers.add(rule.group(1));
      assertThat(rule.group(3)).describedAs("rule %s", rule.group(1)).contains("*Intent: ");
      assertThat(rule.group(3))
          .describedAs("rule %s", rule.group(1))
          .containsPattern("MUST|MAY|SHOULD");
    }
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void thereAreSixtyRequiredRulesOrMore() {
    assertThat(numbers(false)).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void everyRuleHasATestAndEveryTestARule() {
    SortedSet<String> required = MetaHarness.requiredRules(UnderTest.OfBackend.class);
    required.addAll(MetaHarness.requiredRules(UnderTest.OfOperator.class));
    assertThat(required).isEqualTo(numbers(false));
    SortedSet<String> optional = MetaHarness.optionalRules(UnderTest.OfBackend.class);
    optional.addAll(MetaHarness.optionalRules(UnderTest.OfOperator.class));
    assertThat(optional).isEqualTo(numbers(true));
  }

  @Test
  void everyRequiredRuleHasAFlawAndEveryFlawARule() {
    SortedSet<String> flawed = new TreeSet<>();
    BackendFlawsTest.flaws().forEach(flaw -> flawed.add(flaw.rule()));
    OperatorFlawsTest.flaws().forEach(flaw -> flawed.add(flaw.rule()));
    flawed.removeAll(numbers(true));
    assertThat(flawed).isEqualTo(numbers(false));
  }
}
