package org.scalarflow.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.ml.data.CsvData;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.saved.ModelFileException;
import org.scalarflow.ml.saved.SavedModel;
import org.scalarflow.spi.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predicts the classes of the rows of a file by a saved model. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "predict",
    sortOptions = false,
    description = {
      "Predict the label of each row of a CSV file, with the probability of each class.",
      "For example: scalarflow predict model.json rows.csv --out predictions.csv",
      "Columns are found by name, in any order; those that the model does not take are ignored.",
      "Nothing is written unless all rows are right."
    })
final class PredictCommand implements Callable<Integer> {

  private static final String STANDARD_OUTPUT = "-";

  @Parameters(
      index = "0",
      paramLabel = "MODEL.json",
      description = "A model that scalarflow train --save has written.")
  private String modelFile = "";

  @Parameters(index = "1", paramLabel = "DATA.csv", description = "The rows.")
  private String dataFile = "";

  @Option(
      names = "--label",
      paramLabel = "NAME|INDEX",
      description =
          "A column that holds the right label, by name or by number from 1: the predictions are"
              + " judged by it.")
  private @Nullable String label;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write to a file instead of standard output; one of that name is replaced when all is"
              + " written.")
  private String out = STANDARD_OUTPUT;

  @Option(names = "--json", description = "Write one JSON object instead of CSV.")
  private boolean isJson;

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend that computes.")
  private @Nullable String backendName;

  private final Console console;

  PredictCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path file = out.equals(STANDARD_OUTPUT) ? null : Targets.file("--out", out);
    Backends.Choice choice = BackendChoice.of(backendName);
    try (Backend backend = choice.backend()) {
      SavedModel model = model(backend);
      Path source = Targets.path("DATA.csv", dataFile);
      LabelledTable labelled =
          label == null
              ? null
              : CsvData.readLabelled(source, label, model.encoder(), model.model().labels());
      Table rows =
          labelled == null ? CsvData.readTable(source, model.encoder()) : labelled.features();
      Predictions predictions = new Predictions(model, rows, labelled);
      predictions.check();
      if (file == null) {
        write(predictions, choice, console.out());
      } else {
        Targets.write(file, stream -> write(predictions, choice, stream));
      }
      tell(predictions, choice);
    }
    return 0;
  }

  private SavedModel model(Backend backend) {
    Path file = Targets.path("MODEL.json", modelFile);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          Files.isDirectory(file) ? modelFile + " is a folder" : "there is no file " + modelFile);
    }
    try {
      return SavedModel.load(file, backend);
    } catch (ModelFileException failure) {
      throw new UsageException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private void write(Predictions predictions, Backends.Choice choice, OutputStream target)
      throws IOException {
    if (isJson) {
      predictions.writeJson(choice, target);
    } else {
      predictions.writeCsv(target);
    }
  }

  private void tell(Predictions predictions, Backends.Choice choice) {
    console.out().flush();
    console
        .err()
        .print(
            predictions.rows()
                + " rows predicted by "
                + Models.describe(predictions.model())
                + "; backend "
                + BackendChoice.describe(choice)
                + "\n");
    ConfusionMatrix score = predictions.score();
    if (score != null && !isJson) {
      console.err().print("\naccuracy  " + Judgement.accuracy(score) + "\n\n");
      Judgement.print(score, console.err());
      console.err().print("\nconfusion matrix\n\n");
      score.toString().lines().forEach(line -> console.err().print("  " + line + "\n"));
    }
  }
}
