package org.scalarflow.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.scalarflow.BackendException;
import org.scalarflow.Backends;
import picocli.CommandLine.Command;

/** Lists the backends found, and says which is taken and why. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "backends",
    description = "List the backends found, and say which one is used and why.")
final class BackendsCommand implements Callable<Integer> {

  private final Console console;

  BackendsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Backends backends = Backends.discover();
    PrintStream out = console.out();
    if (!backends.found().isEmpty()) {
      Table table = new Table().row("NAME", "PRIORITY", "VERSION", "PLACE");
      for (Backends.Found found : backends.found()) {
        String priority = Integer.toString(found.backend().priority());
        table.row(found.name(), priority, found.version(), found.place());
      }
      table.print(out);
      out.print("\n");
    }
    backends.failures().forEach(failure -> out.print("cannot be used: " + failure + "\n"));
    try {
      Backends.Choice choice = backends.choose(null);
      out.print("used: " + choice.found().name() + ", " + choice.reason() + "\n");
    } catch (BackendException failure) {
      out.print("used: none, " + failure.getMessage() + "\n");
    }
    return 0;
  }
}
