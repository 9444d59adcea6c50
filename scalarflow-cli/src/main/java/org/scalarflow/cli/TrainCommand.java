package org.scalarflow.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.spi.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a classifier and judges it by rows it has not seen. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "train",
    sortOptions = false,
    description = {
      "Train a classifier, and judge it by rows that were held out.",
      "For example: scalarflow train --data iris --model mlp --hidden 10"
    })
final class TrainCommand implements Callable<Integer> {

  /** The kinds of model. */
  enum Model {
    LOGISTIC,
    MLP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One whose hold-out accuracy is like that of most others. */
  static final long DEFAULT_SEED = 7;

  private static final int[] DEFAULT_HIDDEN = {10, 10};

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
      names = "--model",
      paramLabel = "MODEL",
      description = "logistic or mlp, a multilayer perceptron; logistic unless said.")
  private Model model = Model.LOGISTIC;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "SIZE",
      description = "The sizes of the hidden layers of an mlp; 10,10 unless said.")
  private int @Nullable [] hidden;

  @Option(
      names = "--activation",
      paramLabel = "FUNCTION",
      description = "relu or sigmoid, the hidden units of an mlp; relu unless said.")
  private @Nullable Activation activation;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all rows are visited; 40 for logistic, 60 for mlp, unless said.")
  private @Nullable Integer epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "The length of a step; 0.02 for logistic, 0.05 for mlp, unless said.")
  private @Nullable Double learningRate;

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "The rows of a step; 1 unless said.")
  private @Nullable Integer batchSize;

  @Option(
      names = "--test-fraction",
      paramLabel = "F",
      description = "The fraction of the rows to hold out; 0.25 unless said.")
  private double testFraction = Experiment.DEFAULT_TEST_FRACTION;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 7 unless said.")
  private long seed = DEFAULT_SEED;

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend that computes.")
  private @Nullable String backendName;

  @Option(names = "--json", description = "Write one JSON object instead of text.")
  private boolean isJson;

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
    Dataset dataset = Datasets.load(data, label, seed);
    Experiment experiment = configured(Experiment.on(dataset));
    Backends.Choice choice = BackendChoice.of(backendName);
    try (Backend backend = choice.backend()) {
      Experiment.Result result = train(experiment.backend(backend));
      if (isJson) {
        TrainingJson.write(dataset, result, choice, console.out());
      } else {
        TrainingReport.write(dataset, result, choice, console.out());
      }
    }
    return 0;
  }

  private Experiment.Result train(Experiment experiment) {
    try {
      return Progress.watch(experiment, console);
    } catch (IllegalArgumentException tooLarge) {
      throw new UsageException(String.valueOf(tooLarge.getMessage()), tooLarge);
    }
  }

  private Experiment configured(Experiment experiment) {
    try {
      experiment.seed(seed).testFraction(testFraction);
      if (epochs != null) {
        experiment.epochs(epochs);
      }
      if (learningRate != null) {
        experiment.learningRate(learningRate);
      }
      if (batchSize != null) {
        experiment.batchSize(batchSize);
      }
      return model == Model.MLP ? perceptron(experiment) : logistic(experiment);
    } catch (IllegalArgumentException failure) {
      throw new UsageException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private Experiment logistic(Experiment experiment) {
    if (hidden != null || activation != null) {
      throw new UsageException("--hidden and --activation are for --model mlp; add it");
    }
    return experiment.logistic();
  }

  private Experiment perceptron(Experiment experiment) {
    int[] sizes = hidden == null ? DEFAULT_HIDDEN : hidden;
    return experiment.perceptron(
        activation == null ? Activation.RELU : activation, Arrays.copyOf(sizes, sizes.length));
  }
}
