package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code bench} at its tiniest, with backends from jars that are compiled here. */
@Timeout(600)
class BenchCommandTest {

  /** A backend with a factor on each derivative, and a refusal of graphs that are too large. */
  private static final String SOURCE =
      """
      package plugin;
      import org.scalarflow.CompileOptions;
      import org.scalarflow.spi.*;
      public final class NAME implements Backend {
        public static final class TooLarge extends RuntimeException {
          TooLarge() { super("no graph of mine"); }
        }
        public String name() { return "LOWER"; }
        public Kernel compile(Tape tape, CompileOptions options) {
          if (MOST < tape.size()) { throw new TooLarge(); }
          TapeKernel right = new TapeKernel(tape);
          return new Kernel() {
            public Tape tape() { return tape; }
            public Workspace newWorkspace() { return right.newWorkspace(); }
            public String describe() { return "LOWER"; }
            public void evaluate(Workspace w, Inputs i, int first, int count, double[] values) {
              right.evaluate(w, i, first, count, values);
            }
            public void differentiate(
                Workspace w, Inputs i, int first, int count, Seeds seeds, Gradients results) {
              right.differentiate(w, i, first, count, seeds, results);
              double[] sums = results.sums();
              for (int k = 0; k < sums.length; k++) { sums[k] *= FACTOR; }
            }
          };
        }
      }
      """;

  @TempDir static Path folder;

  private static String goodJar = "";
  private static String wrongJar = "";
  private static String limitedJar = "";

  @BeforeAll
  static void buildJars() throws IOException {
    goodJar = jar("Good", "1.0", "1_000_000");
    wrongJar = jar("Wrong", "1.000001", "1_000_000");
    limitedJar = jar("Limited", "1.0", "3");
  }

  private static String jar(String name, String factor, String most) throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name));
    String source =
        SOURCE
            .replace("NAME", name)
            .replace("LOWER", name.toLowerCase(java.util.Locale.ROOT))
            .replace("FACTOR", factor)
            .replace("MOST", most);
    Path file = Files.writeString(sources.resolve(name + ".java"), source);
    List<String> arguments =
        List.of("-classpath", System.getProperty("java.class.path"), "-d", sources.toString());
    List<String> all = new ArrayList<>(arguments);
    all.add(file.toString());
    assertThat(
            ToolProvider.getSystemJavaCompiler().run(null, null, null, all.toArray(String[]::new)))
        .isZero();
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream target = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(target);
        Stream<Path> classes = Files.list(sources.resolve("plugin"))) {
      out.putNextEntry(new JarEntry("META-INF/services/org.scalarflow.spi.Backend"));
      out.write(("plugin." + name).getBytes(StandardCharsets.UTF_8));
      for (Path one : classes.toList()) {
        out.putNextEntry(new JarEntry("plugin/" + one.getFileName()));
        out.write(Files.readAllBytes(one));
      }
    }
    return jar.toString();
  }

  private static List<String> lines(Path out, String backend) throws IOException {
    return Files.readAllLines(out.resolve("results.csv")).stream()
        .filter(line -> line.contains("," + backend + ","))
        .toList();
  }

  @Test
  void aBackendFromAJarIsMeasuredBesideOursAndComparedWithAnEarlierRun() throws IOException {
    Path out = folder.resolve("first run");
    String[] command = {
      "bench",
      "--tiny",
      "--workloads",
      "W1,memory",
      "--backends",
      "good,naive",
      "--plugin",
      goodJar,
      "--out",
      out.toString()
    };

    Outcome outcome = Outcome.of(command);

    assertThat(outcome.err())
        .containsPattern("^[0-9]+ cases, about [0-9]+ (seconds|minutes); ")
        .doesNotContain("scalarflow: ");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .containsPattern("(?m)^W1 +\\[10\\] +good ")
        .containsPattern("(?m)^memory +dag 400 +naive ")
        .contains("report  " + out.resolve("report.html"));
    assertThat(Files.readAllLines(out.resolve("results.csv")).get(0))
        .isEqualTo(
            "workload,variant,backend,mode,threads,vectors,jdk,unit,ns_per_unit,error,ratio_to_plain,"
                + "ratio_to_vector");
    assertThat(lines(out, "good")).hasSize(1);
    assertThat(lines(out, "handwritten-plain")).hasSize(1);
    assertThat(lines(out, "handwritten-tiled")).hasSize(1);
    assertThat(Files.readString(out.resolve("memory.csv"))).contains(",graph,node,");
    assertThat(Files.readString(out.resolve("jmh.json"))).contains("W1SgdStep.backend");
    assertThat(Files.readString(out.resolve("run.json")))
        .contains("\"complete\" : true", "\"descriptions\" : [ \"backend good: good\" ]");
    assertThat(Files.readString(out.resolve("report.html"))).contains("<svg", "handwritten-plain");

    Outcome again =
        Outcome.of(
            Stream.concat(
                    Stream.of(command),
                    Stream.of("--compare", out.resolve("results.csv").toString()))
                .map(word -> word.equals("W1,memory") ? "W1" : word)
                .toArray(String[]::new));

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).containsPattern("(?m)^W1 \\[10\\], good +step .*(slower|faster|told)");
    assertThat(Files.readString(out.resolve("report.html"))).contains("What has changed");
  }

  @Test
  void aWrongBackendIsRefusedAndAFailingOneIsNamedAndTheOthersAreMeasured() throws IOException {
    Path out = folder.resolve("second run");

    Outcome outcome =
        Outcome.of(
            "bench",
            "--tiny",
            "--workloads",
            "W1,feed",
            "--backends",
            "wrong,limited,good",
            "--plugin",
            wrongJar,
            "--plugin",
            limitedJar,
            "--plugin",
            goodJar,
            "--out",
            out.toString());

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err())
        .contains("scalarflow: backend wrong is refused, its numbers are wrong in W1 [10]: wrong")
        .containsPattern("scalarflow: W1 \\[10\\], limited failed: .*no graph of mine");
    assertThat(lines(out, "wrong")).isEmpty();
    assertThat(lines(out, "limited")).isEmpty();
    assertThat(lines(out, "good")).hasSize(5);
    assertThat(Files.readString(out.resolve("run.json")))
        .contains("\"refused\"", "the baseline's is", "the backend is refused", "no graph of mine");
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("<h2>Refused</h2>", "<h2>Without a result</h2>", "no graph of mine");
  }

  @Test
  void whatCannotBeMeasuredIsBadInput() throws IOException {
    String out = folder.resolve("third run").toString();
    assertBad("no workload named 'W9'; there are: W1, ", "--workloads", "W9", "--out", out);
    assertBad("no backend named 'nix'; there are: ", "--backends", "nix", "--out", out);
    assertBad("no mode named 'slow'; there are: strict, fast", "--modes", "slow", "--out", out);
    assertBad("Missing required option: '--out=DIR'");
    assertBad(
        "no flag is needed for jdk.incubator.vector",
        "--jvm-flag=--add-modules=jdk.incubator.vector",
        "--out",
        out);
    assertBad("exclude each other", "--quick", "--tiny", "--out", out);
    Path file = Files.writeString(folder.resolve("old.csv"), "a,b\n1,2\n");
    assertBad("has no column 'workload'", "--out", out, "--compare", file.toString());
    assertBad("is a file", "--out", file.toString());
    Outcome missing = Outcome.of("bench", "--out", out, "--compare", out + ".csv");
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("no such file or folder");
    assertThat(Path.of(out)).doesNotExist();
  }

  private static void assertBad(String because, String... arguments) {
    Outcome outcome =
        Outcome.of(Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray(String[]::new));
    assertThat(outcome.err()).contains(because);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }
}
