package org.scalarflow.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Evaluation;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;

class DotExportTest {

  private final Example example = new Example();

  @Test
  void aGraphIsDrawnWithoutNumbers() {
    Graph graph = new Graph();
    graph.variable("w", 1.0).minus(graph.placeholder("x")).plus(2.0);
    assertThat(DotExport.of(graph))
        .hasToString(
            """
            digraph {
              rankdir=BT;
              node [fontname="sans-serif"];
              edge [fontname="sans-serif"];
              n0 [label="w", shape=ellipse];
              n1 [label="x", shape=ellipse, style=dashed];
              n2 [label="Subtract_0\\nsubtract", shape=box, style=rounded];
              n3 [label="Constant_0", shape=box];
              n4 [label="Add_0\\nadd", shape=box, style=rounded];
              n0 -> n2 [label="0"];
              n1 -> n2 [label="1"];
              n2 -> n4;
              n3 -> n4;
            }
            """);
  }

  @Test
  void aRunIsDrawnWithValuesAndDerivatives() {
    DotReader.Picture picture = DotReader.read(DotExport.of(example.run()).toString());
    assertThat(picture.nodes()).hasSize(10);
    assertThat(picture.edges()).hasSize(10);
    assertThat(shown(picture, example.w)).containsExactly("w", "value 1.0", "derivative -2.0");
    assertThat(shown(picture, example.loss))
        .containsExactly("Add_0", "add", "value 2.0", "derivative 1.0");
    assertThat(shown(picture, example.graph.node("Constant_0")))
        .containsExactly("Constant_0", "value 2.0", "derivative –");
    assertThat(picture.nodes().get("n" + example.loss.id())).containsEntry("peripheries", "2");
    assertThat(picture.nodes().get("n" + example.w.id())).doesNotContainKey("peripheries");
  }

  @Test
  void onlyAncestorsOfARunAreDrawn() {
    Node product = example.graph.node("Multiply_0");
    DotReader.Picture picture =
        DotReader.read(DotExport.of(example.graph.run(product, example.feed)).toString());
    assertThat(picture.nodes()).containsOnlyKeys("n0", "n1", "n3");
  }

  @Test
  void valuesAndDerivativesCanBeSwitched() {
    DotExport export = DotExport.of(example.run());
    assertThat(export.values(false).toString()).doesNotContain("value").contains("derivative");
    assertThat(export.derivatives(false).toString()).contains("value").doesNotContain("derivative");
    assertThat(export.values(false).derivatives(false).toString())
        .doesNotContain("value")
        .doesNotContain("derivative");
    assertThat(shown(DotExport.of(example.graph).values(true), example.w))
        .containsExactly("w", "value –");
    assertThat(shown(DotExport.of(example.graph).values(true), example.graph.node("Constant_0")))
        .containsExactly("Constant_0", "value 2.0");
  }

  @Test
  void whatWasNotComputedIsADash() {
    DotExport values = DotExport.of(example.graph.run(example.loss, example.feed));
    assertThat(shown(values, example.w)).containsExactly("w", "value 1.0", "derivative –");
    Request request = Request.of(example.loss).differentiate(example.w);
    DotExport some = DotExport.of(example.graph.compile(request).gradient(example.feed));
    assertThat(shown(some, example.w)).containsExactly("w", "value –", "derivative -2.0");
    assertThat(shown(some, example.x)).containsExactly("x", "value –", "derivative –");
  }

  @Test
  void positionsAreToldWhereTheOrderMatters() {
    Graph graph = new Graph();
    Node a = graph.placeholder();
    Node b = graph.placeholder();
    Node sum = Functions.max(a, b);
    Node choice = Functions.select(sum, b, b);
    DotReader.Picture picture = DotReader.read(DotExport.of(graph).toString());
    assertThat(picture.edges())
        .extracting(edge -> edge.from() + ">" + edge.to() + edge.attributes())
        .containsExactly(
            "n0>n" + sum.id() + "{}",
            "n1>n" + sum.id() + "{}",
            "n" + sum.id() + ">n" + choice.id() + "{label=0}",
            "n1>n" + choice.id() + "{label=1}",
            "n1>n" + choice.id() + "{label=2}");
  }

  static Stream<String> names() {
    return Stream.of(
        "\"",
        "\\",
        "\\\"",
        "ends with \\",
        "\\N \\G \\E \\T \\l \\r",
        "a\nb\r\nc",
        "<b>bold</b>",
        "<",
        "&amp; &lt; &#65;",
        "a]; evil [label=\"x",
        "*/ /* // #",
        "\0\u0001\u001b[31m\u007f\u0085",
        "\u202egnp.exe\u2066",
        "\ud800",
        "\udc00\ud800",
        "\uffff\ufffe",
        "😀 重み वज़न وزن",
        " ",
        "digraph",
        "-1.5",
        "{a|b}");
  }

  @ParameterizedTest
  @MethodSource("names")
  void anyNameComesOutValidAndVisible(String name) {
    assertComesOut(name);
  }

  @Test
  void randomNamesComeOutValidAndVisible() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(1, 12); length > 0; length--) {
        int limit = random.nextBoolean() ? 0x80 : Character.MAX_VALUE;
        name.append((char) random.nextInt(limit));
      }
      assertComesOut(name.toString());
    }
  }

  private static void assertComesOut(String name) {
    Graph graph = new Graph();
    Node node = graph.placeholder(name);
    String text = DotExport.of(graph).toString();
    assertThat(shown(DotReader.read(text), node)).containsExactly(Names.visible(name));
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digraph {",
        "digraph { n0 [label=<b>]; }",
        "digraph { n0 [label=\"a\nb\"]; }",
        "digraph { a b; }",
        "digraph { n0; } x"
      })
  void theReaderOfTheseTestsIsStrict(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DotReader.read(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ar", "tr", "hi", "ar-EG-u-nu-arab"})
  void noLocaleChangesTheText(String locale) {
    assertThat(Example.under(locale, () -> DotExport.of(new Example().run()).toString()))
        .isEqualTo(DotExport.of(example.run()).toString());
  }

  @Test
  void aFileIsReplacedAsAWhole(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.dot");
    DotExport export = DotExport.of(example.run());
    export.write(file);
    assertThat(file).content(StandardCharsets.UTF_8).isEqualTo(export.toString());
    DotExport.of(example.graph).write(file);
    assertThat(file).content().isEqualTo(DotExport.of(example.graph).toString());
    assertThat(folder).isDirectoryContaining(file::equals);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFolderThatIsMissingIsNamed(@TempDir Path folder) {
    assertThatIOException()
        .isThrownBy(
            () -> DotExport.of(example.run()).write(folder.resolve("missing").resolve("a.dot")))
        .withMessageContaining("there is no folder " + folder.resolve("missing"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkKeepsLeadingToItsTarget(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("run.dot"), "former");
    Path link = Files.createSymbolicLink(folder.resolve("link.dot"), file);
    DotExport.of(example.graph).write(link);
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent(DotExport.of(example.graph).toString());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aDeviceIsWrittenToAndStaysADevice() throws IOException {
    Path device = Path.of("/dev/null");
    DotExport.of(example.graph).write(device);
    assertThat(Files.isRegularFile(device)).isFalse();
    assertThat(device).exists();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aLinkToAPipeIsWrittenThrough() throws IOException {
    Process reader = new ProcessBuilder("cat").start();
    try {
      DotExport export = DotExport.of(example.graph);
      export.write(Path.of("/proc/" + reader.pid() + "/fd/0"));
      reader.getOutputStream().close();
      assertThat(reader.getInputStream().readAllBytes())
          .isEqualTo(export.toString().getBytes(StandardCharsets.UTF_8));
    } finally {
      reader.destroy();
    }
  }

  @Test
  void aDeepGraphIsDrawn(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep.dot");
    Evaluation run = Example.deepRun();
    DotExport.of(run).write(file);
    try (Stream<String> lines = Files.lines(file)) {
      assertThat(lines.count()).isEqualTo(5L + Example.DEEP + 1 + 2L * Example.DEEP);
    }
  }

  private static List<String> shown(DotExport export, Node node) {
    return shown(DotReader.read(export.toString()), node);
  }

  private static List<String> shown(DotReader.Picture picture, Node node) {
    return DotReader.shown(picture.nodes().get("n" + node.id()).get("label"));
  }
}
