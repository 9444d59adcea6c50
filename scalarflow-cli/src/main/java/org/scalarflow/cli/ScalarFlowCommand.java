package org.scalarflow.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself, with the options that every subcommand has. */
@Command(
    mixinStandardHelpOptions = true,
    name = "scalarflow",
    description = {
      "Scalar computation graphs with exact derivatives.",
      "Without a command: a short tour."
    },
    versionProvider = Version.class,
    footer = {
      "",
      "Backends and operators of your own are found in jars given with --plugin, and on the class"
          + " path that the variable SCALARFLOW_CLASSPATH holds.",
      "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted."
    })
final class ScalarFlowCommand implements Callable<Integer> {

  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      scope = ScopeType.INHERIT,
      description = "A jar with backends or operators; may be repeated.")
  private List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of a failure.")
  private boolean debug;

  private final Console console;

  ScalarFlowCommand(Console console) {
    this.console = console;
  }

  /** The command line with all subcommands. */
  static CommandLine commandLine(ScalarFlowCommand root) {
    Console console = root.console;
    return new CommandLine(root)
        .addSubcommand(ExplainCommand.commandLine(console))
        .addSubcommand(new TrainCommand(console))
        .addSubcommand(new PredictCommand(console))
        .addSubcommand(StudyCommand.commandLine(console))
        .addSubcommand(new BackendsCommand(console))
        .addSubcommand(new OperatorsCommand(console))
        .addSubcommand(new BenchCommand(console))
        .addSubcommand(new picocli.AutoComplete.GenerateCompletion());
  }

  List<Path> plugins() {
    return plugins;
  }

  boolean isDebug() {
    return debug;
  }

  @Override
  public Integer call() throws Exception {
    new Tour(console).run();
    return 0;
  }
}
