package org.scalarflow.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The studies. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "study",
    description = "Train many networks, compare them, and write a report.")
final class StudyCommand implements Callable<Integer> {

  private StudyCommand() {}

  static CommandLine commandLine(Console console) {
    return new CommandLine(new StudyCommand()).addSubcommand(new VanishingGradientCommand(console));
  }

  @Override
  public Integer call() {
    throw new UsageException(
        "name the study: scalarflow study vanishing-gradient --out DIR; --help tells more");
  }
}
