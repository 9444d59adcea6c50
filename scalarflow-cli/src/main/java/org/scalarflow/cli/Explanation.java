package org.scalarflow.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.scalarflow.Backends;
import org.scalarflow.Evaluation;
import org.scalarflow.NodeKind;
import org.scalarflow.inspect.Account;
import org.scalarflow.inspect.Trace;

/** A run of a formula as text: the account of all steps, then the results. */
final class Explanation {

  private Explanation() {}

  static void write(String expression, Evaluation run, Backends.Choice choice, PrintStream out)
      throws IOException {
    Trace trace = Trace.of(run);
    out.print("L = " + expression.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", " ").strip() + "\n\n");
    Account.of(trace).writeTo(out);
    out.print("\nResult\n\n");
    Table results = new Table().row("  L", "= " + run.value());
    for (Trace.Entry entry : trace.nodes()) {
      if (entry.node().kind() == NodeKind.PLACEHOLDER) {
        String derivative =
            entry.derivative().isPresent() ? "" + entry.derivative().getAsDouble() : "–";
        results.row("  ∂L/∂" + entry.name(), "= " + derivative);
      }
    }
    results.print(out);
    out.print("\nComputed by the backend " + BackendChoice.describe(choice) + "\n");
  }
}
