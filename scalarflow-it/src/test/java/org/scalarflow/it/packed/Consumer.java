package org.scalarflow.it.packed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stranger's program: it has nothing but jars, and prints what it finds and what it can use. */
final class Consumer {

  /** The two places where Java looks for jars. */
  enum Place {
    CLASS_PATH,
    MODULE_PATH
  }

  private static final String SOURCE =
      """
      import org.scalarflow.*;

      public final class Main {
        public static void main(String[] requests) {
          Backends backends = Backends.discover();
          backends.found().forEach(one -> System.out.println("found " + one.name()));
          backends.failures().forEach(line -> System.out.println("failure " + line));
          OperatorRegistry operators = OperatorRegistry.discover();
          operators.failures().forEach(line -> System.out.println("operator failure " + line));
          for (String request : requests) {
            System.out.println(request + ": " + answer(request, backends, operators));
          }
        }

        private static String answer(
            String request, Backends backends, OperatorRegistry operators) {
          String name = request.substring(request.indexOf(' ') + 1);
          try {
            return switch (request.split(" ")[0]) {
              case "preferred" -> gradient(new Graph(backends.preferred()));
              case "named" -> gradient(new Graph(backends.named(name)));
              case "graph" -> gradient(new Graph());
              case "operator" -> apply(operators.named(name), backends);
              default -> throw new IllegalArgumentException(request);
            };
          } catch (ScalarFlowException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
          }
        }

        private static String gradient(Graph g) {
          Variable w = g.variable("w", 1.0);
          Placeholder x = g.placeholder("x");
          Placeholder y = g.placeholder("y");
          Node loss = w.times(x).minus(y).pow(2).plus(w.pow(2));
          Evaluation run = g.gradient(loss, Feed.of(x, 2.0).and(y, 3.0));
          return g.backend().name() + " gives " + run.value() + " and " + run.derivative(w);
        }

        private static String apply(Operator operator, Backends backends) {
          Graph g = new Graph(backends.preferred());
          Variable x = g.variable("x", 2.0);
          Evaluation run = g.gradient(g.apply(operator, x));
          return run.value() + " and " + run.derivative(x);
        }
      }
      """;

  private final Path folder;
  private final Path jar;

  /** Makes the program in a folder. */
  Consumer(Path folder) throws IOException {
    this.folder = folder;
    this.jar = new JarMaker("consumer").source("Main", SOURCE).in(folder);
  }

  /**
   * Runs the program with the packed API and some jars.
   *
   * @param requests {@code preferred}, {@code graph}, {@code named NAME} or {@code operator NAME}
   * @return the lines it printed
   */
  List<String> run(Place place, List<Path> providers, String... requests) throws Exception {
    List<Path> jars = new ArrayList<>(PackedJars.apiWithDependencies());
    jars.add(jar);
    jars.addAll(providers);
    List<String> arguments = Arrays.asList(requests);
    Jvm.Result result =
        place == Place.CLASS_PATH
            ? Jvm.onClassPath(folder, jars, "consumer.Main", arguments)
            : Jvm.onModulePath(folder, jars, "consumer/consumer.Main", arguments);
    if (result.exitCode() != 0 || !result.errors().isEmpty()) {
      throw new AssertionError(
          "exit code " + result.exitCode() + " on the " + place + "\n" + result.errors());
    }
    return result.lines();
  }
}
