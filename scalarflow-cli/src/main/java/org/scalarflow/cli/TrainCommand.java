package org.scalarflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.saved.SavedModel;
import org.scalarflow.ml.validation.Scores;
import org.scalarflow.spi.Backend;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a classifier and judges it by rows it has not seen. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "train",
    sortOptions = false,
    customSynopsis = "scalarflow train --data=DATA [OPTION]...",
    description = {
      "Train a classifier, and judge it by rows that were held out.",
      "For example: scalarflow train --data iris --save iris.json"
    })
final class TrainCommand implements Callable<Integer> {

  /** One whose hold-out accuracy is like that of most others. */
  static final long DEFAULT_SEED = 7;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      completionCandidates = DataNames.class,
      description = "One of ${COMPLETION-CANDIDATES}, or the path of a CSV file.")
  private String data = "";

  @Option(
      names = "--label",
      paramLabel = "NAME|INDEX",
      description =
          "The label column of a CSV file, by name or by number from 1; otherwise the last one.")
  private @Nullable String label;

  @Option(
      names = "--test-fraction",
      paramLabel = "F",
      description = "The fraction of the rows to hold out; 0.25 unless said.")
  private double testFraction = Experiment.DEFAULT_TEST_FRACTION;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Cross-validate too: train K times more, each time without one fold of all rows.")
  private @Nullable Integer folds;

  @Option(
      names = "--unknown-as-zeros",
      description =
          "Let texts that the training rows lack become zeros; otherwise they are an error, here"
              + " and in predictions.")
  private boolean isUnknownZeros;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 7 unless said.")
  private long seed = DEFAULT_SEED;

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend that computes.")
  private @Nullable String backendName;

  @ArgGroup(validate = false, order = 1, heading = "%nThe model%n")
  private ModelOptions model = new ModelOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nThe training%n")
  private TrainingSettings settings = new TrainingSettings();

  /** Where results go. */
  static final class Results {

    @Option(
        names = "--save",
        paramLabel = "MODEL.json",
        description =
            "Save the model for scalarflow predict; a file of that name is replaced when all is"
                + " written.")
    private @Nullable String model;

    @Option(
        names = "--plot",
        paramLabel = "DIR",
        description =
            "Draw pictures as PNG and SVG into a folder, and a page, report.html, that shows them;"
                + " the folder is made, and files of the same names are replaced.")
    private @Nullable String folder;

    @Option(names = "--json", description = "Write one JSON object instead of text.")
    private boolean isJson;
  }

  @ArgGroup(validate = false, order = 3, heading = "%nThe results%n")
  private Results results = new Results();

  private final Console console;

  TrainCommand(Console console) {
    this.console = console;
  }

  /** What {@code --data} can be completed with. */
  static final class DataNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Datasets.names().iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    LabelledTable rows = Datasets.loadTable(data, label, seed);
    Experiment experiment = configured(Experiment.on(rows));
    Path file = results.model == null ? null : Targets.file("--save", results.model);
    Path folder = results.folder == null ? null : Targets.folder("--plot", results.folder);
    if (folder != null) {
      experiment.training(options -> options.withGradientNorms(true));
    }
    Backends.Choice choice = BackendChoice.of(backendName);
    try (Backend backend = choice.backend()) {
      Training training = train(rows, experiment.backend(backend), choice);
      if (file != null) {
        SavedModel.of(training.result()).save(file);
        console.err().print("model saved as " + Failures.printable(file.toString()) + "\n");
      }
      if (results.isJson) {
        TrainingJson.write(training, console.out());
      } else {
        TrainingReport.write(training, console.out());
      }
      console.out().flush();
      if (folder != null) {
        SavedModel saved = SavedModel.of(training.result());
        new TrainingPictures(training, saved, console.err()).write(folder);
        Path page = folder.resolve("report.html");
        console.err().print("pictures are in " + Failures.printable(page.toString()) + "\n");
      }
    }
    return 0;
  }

  private Training train(LabelledTable rows, Experiment experiment, Backends.Choice choice) {
    try {
      Experiment.Result result = TrainingProgress.watch(experiment, console);
      Scores scores =
          folds == null
              ? null
              : experiment.crossValidate(folds, TrainingProgress.ofFolds(folds, console.err()));
      return Training.of(rows, result, scores, choice);
    } catch (IllegalArgumentException tooLarge) {
      throw new UsageException(String.valueOf(tooLarge.getMessage()), tooLarge);
    }
  }

  private Experiment configured(Experiment experiment) {
    try {
      experiment.seed(seed).testFraction(testFraction);
      model.ask(experiment);
      settings.ask(experiment);
      if (isUnknownZeros) {
        experiment.unknownAsZeros();
      }
      return experiment;
    } catch (IllegalArgumentException failure) {
      throw new UsageException(String.valueOf(failure.getMessage()), failure);
    }
  }
}
