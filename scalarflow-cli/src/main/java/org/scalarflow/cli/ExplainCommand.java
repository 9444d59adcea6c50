package org.scalarflow.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.CompileOptions;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.expression.Expressions;
import org.scalarflow.inspect.DotExport;
import org.scalarflow.inspect.Trace;
import org.scalarflow.spi.Backend;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Explains the value and the derivatives of a formula. */
@Command(
    name = "explain",
    description = {
      "Compute a formula and its derivatives, and tell every step.",
      "For example: scalarflow explain \"(w*x - y)^2 + w^2\" w=1 x=2 y=3"
    })
final class ExplainCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      index = "0",
      paramLabel = "EXPR",
      description =
          "A formula of + - * / ^, parentheses, numbers, names, and operators as functions.")
  private String expression = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "NAME=VALUE",
      description = "The value of each name.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend that computes.")
  private @Nullable String backendName;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean isJson;

  @Option(
      names = "--dot",
      paramLabel = "FILE",
      description = "Write the graph for Graphviz to a file, or to standard output if it is -.")
  private @Nullable String dot;

  /** Without the short form: {@code -h} is a formula. */
  @Option(names = "--help", usageHelp = true, description = "Show this help message and exit.")
  private boolean isHelp;

  private final Console console;

  ExplainCommand(Console console) {
    this.console = console;
  }

  /** The command, set up so that a formula may begin with a minus sign. */
  static CommandLine commandLine(Console console) {
    return new CommandLine(new ExplainCommand(console))
        .setUnmatchedOptionsArePositionalParams(true);
  }

  @Override
  public Integer call() throws IOException {
    boolean isDotResult = STANDARD_OUTPUT.equals(dot);
    if (isJson && isDotResult) {
      throw new UsageException("--json and --dot - both write to standard output; choose one");
    }
    Feed feed = Assignments.feed(assignments);
    Backends.Choice choice = BackendChoice.of(backendName);
    try (Backend backend = choice.backend()) {
      Evaluation run = evaluate(expression, feed, backend);
      if (dot != null && !isDotResult) {
        writeDot(run, dot);
      }
      if (isDotResult) {
        DotExport.of(run).writeTo(console.out());
      } else if (isJson) {
        TraceJson.write(Trace.of(run), run, console.out());
      } else {
        Explanation.write(expression, run, choice, console.out());
      }
    }
    return 0;
  }

  static Evaluation evaluate(String expression, Feed feed, Backend backend) {
    Graph graph = new Graph(backend);
    Node result = Expressions.parse(graph, expression);
    return graph
        .compile(Request.everything(result), backend, CompileOptions.DEFAULT)
        .gradient(feed);
  }

  private static void writeDot(Evaluation run, String file) throws IOException {
    if (file.isEmpty()) {
      throw new UsageException("--dot takes the name of a file, or - for standard output");
    }
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException failure) {
      throw new UsageException("'" + file + "' cannot be the name of a file", failure);
    }
    try {
      DotExport.of(run).write(path);
    } catch (IOException failure) {
      throw new IOException("cannot write " + file + ": " + Failures.reason(failure), failure);
    }
  }
}
