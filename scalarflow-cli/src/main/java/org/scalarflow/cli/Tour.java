package org.scalarflow.cli;

import java.io.IOException;
import java.io.PrintStream;
import org.scalarflow.Backends;
import org.scalarflow.Feed;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.spi.Backend;
import picocli.CommandLine.Help.Ansi;

/** What the command shows when nothing is asked: a derivative explained, and a model trained. */
final class Tour {

  private static final String FORMULA = "(w*x - y)^2 + w^2";

  private final Console console;
  private final PrintStream out;

  Tour(Console console) {
    this.console = console;
    this.out = console.out();
  }

  void run() throws IOException {
    Backends.Choice choice = BackendChoice.of(null);
    try (Backend backend = choice.backend()) {
      heading("1. A derivative, explained");
      command("scalarflow explain \"" + FORMULA + "\" w=1 x=2 y=3");
      Feed feed = Feed.of("w", 1).and("x", 2).and("y", 3);
      Explanation.write(FORMULA, ExplainCommand.evaluate(FORMULA, feed, backend), choice, out);
      heading("\n2. A model, trained by such derivatives");
      command("scalarflow train --data breast-cancer");
      out.flush();
      train(choice, backend);
    }
    heading("\n3. What to try next");
    out.print(
        """
        scalarflow explain "log(1 + exp(-y*z))" y=1 z=0.5 --dot loss.dot
        scalarflow train --data noisy-xor --model mlp --hidden 10,10 --plot pictures
        scalarflow train --data iris --save iris.json
        scalarflow operators
        scalarflow backends
        scalarflow --help
        """);
  }

  private void train(Backends.Choice choice, Backend backend) {
    LabelledTable data = LabelledTable.of(Datasets.breastCancer());
    Experiment experiment = Experiment.on(data).seed(TrainCommand.DEFAULT_SEED).backend(backend);
    Experiment.Result result = TrainingProgress.watch(experiment, console);
    TrainingReport.write(Training.of(data, result, null, choice), out);
  }

  private void heading(String text) {
    Ansi ansi = console.isColoured() ? Ansi.ON : Ansi.OFF;
    out.print(ansi.string("@|bold " + text + "|@") + "\n\n");
  }

  private void command(String text) {
    out.print("$ " + text + "\n\n");
  }
}
