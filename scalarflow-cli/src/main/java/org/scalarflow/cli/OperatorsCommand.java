package org.scalarflow.cli;

import java.io.PrintStream;
import java.security.CodeSource;
import java.util.concurrent.Callable;
import org.scalarflow.Operator;
import org.scalarflow.OperatorRegistry;
import org.scalarflow.Operators;
import org.scalarflow.spi.Opcode;
import picocli.CommandLine.Command;

/** Lists the operators that formulas can use as functions. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "operators",
    description = "List the operators, which are the functions of formulas.")
final class OperatorsCommand implements Callable<Integer> {

  private final Console console;

  OperatorsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OperatorRegistry registry = OperatorRegistry.discover();
    PrintStream out = console.out();
    Table table = new Table().row("NAME", "TAKES", "FROM");
    for (Operator operator : registry.all()) {
      table.row(operator.name(), operator.arity().describe(), place(operator));
    }
    table.print(out);
    registry.failures().forEach(failure -> out.print("cannot be used: " + failure + "\n"));
    return 0;
  }

  private static String place(Operator operator) {
    if (Operators.opcode(operator) != Opcode.CUSTOM) {
      return "built-in";
    }
    Class<?> type = operator.getClass();
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return type.getName() + (source == null ? "" : " in " + source.getLocation());
  }
}
