package org.scalarflow.it.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in docs and at the root. */
class PagesTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

  @TempDir Path folder;

  static List<String> pages() throws IOException {
    Path root = Page.root();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      return Stream.concat(top, docs)
          .filter(file -> file.toString().endsWith(".md"))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** A block that starts with its imports or its package is complete; others are passages. */
  private static boolean isComplete(Page.Block block) {
    String first = block.lines().isEmpty() ? "" : block.lines().get(0);
    return first.startsWith("import ") || first.startsWith("package ");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void completeExamplesCompileAndGiveTheNumbersTheyShow(String path) throws Exception {
    Page page = Page.of(path);
    List<Page.Block> complete = page.blocks("java").stream().filter(PagesTest::isComplete).toList();

    assertThat(Examples.problems(page, complete, folder)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(String path) throws IOException {
    Path here = Page.root().resolve(path).getParent();
    List<String> lost = new ArrayList<>();
    Matcher link = LINK.matcher(Page.of(path).text());
    while (link.find()) {
      String target = link.group(1);
      if (!target.contains("://") && !Files.exists(here.resolve(target))) {
        lost.add(target);
      }
    }

    assertThat(lost).isEmpty();
  }
}
