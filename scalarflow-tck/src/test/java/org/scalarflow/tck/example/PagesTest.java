package org.scalarflow.tck.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scalarflow.Backends;
import org.scalarflow.CompileOptions;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;

/** The pages on writing a backend and an operator show what is compiled and registered here. */
class PagesTest {

  private static final Path PAGES = Path.of("..", "docs");
  private static final Path SOURCES = Path.of("src/test/java/org/scalarflow/tck/example");
  private static final Path SERVICES = Path.of("src/test/resources/META-INF/services");

  /** A fenced block of Java and the file name in the line that leads to it. */
  private static final Pattern JAVA =
      Pattern.compile("`(\\w+\\.java)`[^`]*```java\\n(.*?)```\\n", Pattern.DOTALL);

  /** A fenced block that leads with the name of a service file. */
  private static final Pattern SERVICE =
      Pattern.compile("`META-INF/services/([\\w.]+)`:\\s*```\\n(.*?)```\\n", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({
    "own-backend.md, ExampleBackend.java ExampleBackendTest.java",
    "own-operator.md, Huber.java HuberTest.java"
  })
  void codeOnThePageIsTheCodeInTheFile(String page, String files) throws IOException {
    Map<String, String> shown = blocks(page, JAVA);
    assertThat(shown.keySet()).containsExactlyInAnyOrder(files.split(" "));
    for (Map.Entry<String, String> block : shown.entrySet()) {
      assertThat(block.getValue())
          .describedAs("%s in %s", block.getKey(), page)
          .isEqualTo(Files.readString(SOURCES.resolve(block.getKey())));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "own-backend.md, org.scalarflow.spi.Backend",
    "own-operator.md, org.scalarflow.Operator"
  })
  void registrationOnThePageIsTheOneInTheFile(String page, String service) throws IOException {
    Map<String, String> shown = blocks(page, SERVICE);
    assertThat(shown).containsOnlyKeys(service);
    String registered = Files.readString(SERVICES.resolve(service));
    assertThat(shown.get(service)).isEqualTo(registered);
    assertThat(Files.readString(PAGES.resolve(page)))
        .contains("provides " + service + " with " + registered.strip() + ";");
  }

  @Test
  void backendIsFoundAndChosenAsThePageSays() {
    Backend byName = Backends.discover().named("example");
    Graph graph = new Graph(byName);
    Placeholder x = graph.placeholder("x");
    Node y = x.times(x);
    assertThat(graph.gradient(y, Feed.of(x, 3.0)).derivative(x)).isEqualTo(6.0);
    Program program =
        graph.compile(Request.of(y).differentiate(x), new ExampleBackend(), CompileOptions.DEFAULT);
    assertThat(program.gradient(Feed.of(x, 3.0)).derivative(x)).isEqualTo(6.0);
    assertThat(Backends.discover().choose(null).backend()).isInstanceOf(ExampleBackend.class);
  }

  @Test
  void operatorIsFoundByName() {
    Graph graph = new Graph(new ExampleBackend());
    Placeholder residual = graph.placeholder("residual");
    Node loss = graph.apply("huber", residual, graph.constant(1.0));
    assertThat(graph.gradient(loss, Feed.of(residual, -3.0)).value()).isEqualTo(2.5);
    assertThat(graph.gradient(loss, Feed.of(residual, -3.0)).derivative(residual)).isEqualTo(-1.0);
  }

  @Test
  void lambdaOnThePageWorks() {
    Operator cube = Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);
    Graph graph = new Graph(new ExampleBackend());
    Placeholder x = graph.placeholder("x");
    Node y = graph.apply(cube, x);
    assertThat(graph.gradient(y, Feed.of(x, 2.0)).derivative(x)).isEqualTo(12.0);
  }

  @Test
  void theBackendIsAboutAHundredLines() throws IOException {
    List<String> code =
        Files.readAllLines(SOURCES.resolve("ExampleBackend.java")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("import "))
            .toList();
    assertThat(code).hasSizeLessThanOrEqualTo(120);
  }

  private static Map<String, String> blocks(String page, Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(PAGES.resolve(page)))
        .results()
        .collect(Collectors.toMap(match -> match.group(1), match -> match.group(2)));
  }
}
