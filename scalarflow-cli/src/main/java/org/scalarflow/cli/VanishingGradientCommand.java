package org.scalarflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.ml.study.Findings;
import org.scalarflow.ml.study.StudyFolder;
import org.scalarflow.ml.study.StudyNames;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.Trial;
import org.scalarflow.ml.study.VanishingGradients;
import org.scalarflow.report.VanishingGradientReport;
import org.scalarflow.spi.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains networks of many depths and reports how they learn. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    name = "vanishing-gradient",
    sortOptions = false,
    description = {
      "Train networks of many depths, and report how well they learn and where their gradient"
          + " vanishes.",
      "DIR gets report.html, pictures, trials.csv, epochs.csv and settings.csv. An interrupted"
          + " study goes on when the same command is given again.",
      "For example: scalarflow study vanishing-gradient --out depth"
    })
final class VanishingGradientCommand implements Callable<Integer> {

  private static final StudySettings DEFAULT = StudySettings.DEFAULT;
  private static final int MOST_THREADS = 64;

  @Option(
      names = "--depths",
      paramLabel = "RANGE",
      description = "The numbers of hidden layers, such as 1-10 or 1,2,4; 1-10 unless said.")
  private String depths = WholeNumbers.format(DEFAULT.depths());

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "The units of each hidden layer; 10 unless said.")
  private int width = DEFAULT.width();

  @Option(
      names = "--activations",
      split = ",",
      paramLabel = "FUNCTION",
      description =
          "What hidden units do: sigmoid, tanh, relu, leaky-relu, elu, silu; sigmoid,tanh,relu"
              + " unless said. Others are compared with the first.")
  private List<String> activations = new ArrayList<>();

  @Option(
      names = "--inits",
      split = ",",
      paramLabel = "INIT",
      description =
          "How weights start: glorot, he, glorot-normal, he-normal; glorot,he unless said.")
  private List<String> inits = new ArrayList<>();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many seeds, from 1 on; 10 unless said.")
  private int seeds = DEFAULT.seeds();

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "blobs, circles, moons, noisy-xor, spirals or two-clusters; noisy-xor unless said.")
  private String data = DEFAULT.data();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all rows are visited; 150 unless said.")
  private int epochs = DEFAULT.epochs();

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "The length of a step; 0.1 unless said.")
  private double learningRate = DEFAULT.learningRate();

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "The rows of a step; 8 unless said.")
  private int batchSize = DEFAULT.batchSize();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the report; made if it is not there.")
  private String out = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many trainings run at a time; one for each processor unless said. They change no"
              + " number.")
  private @Nullable Integer threads;

  @Option(names = "--backend", paramLabel = "NAME", description = "The backend that computes.")
  private @Nullable String backendName;

  private final Console console;

  VanishingGradientCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    StudySettings settings = settings();
    int atATime = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
      throw new UsageException("--threads is within 1 and " + MOST_THREADS + ", not " + threads);
    }
    Path folder = folder();
    Backends.Choice choice = BackendChoice.of(backendName);
    Map<String, String> fixed = new LinkedHashMap<>();
    fixed.put("scalarflow", version());
    fixed.put("backend", choice.found().name() + " " + choice.found().version());
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
    notes.put("command", commandLine(settings));
    try (Backend backend = choice.backend();
        StudyFolder kept = StudyFolder.open(folder, settings, fixed, notes)) {
      VanishingGradients study = new VanishingGradients(settings, backend);
      List<Trial> trials = trials(study, settings, kept, Math.min(atATime, MOST_THREADS));
      kept.complete(trials);
      Map<String, String> provenance = new LinkedHashMap<>(fixed);
      provenance.putAll(notes);
      report(study, new Findings(settings, trials), provenance, folder);
    } catch (EvaluationInterruptedException interrupted) {
      console
          .err()
          .print("What is finished is kept in " + out + "; the same command goes on with it.\n");
      throw interrupted;
    }
    return 0;
  }

  private StudySettings settings() {
    try {
      return new StudySettings(
          activations.isEmpty()
              ? DEFAULT.activations()
              : activations.stream().map(StudyNames::activation).toList(),
          inits.isEmpty()
              ? DEFAULT.initializations()
              : inits.stream().map(StudyNames::initialization).toList(),
          WholeNumbers.parse("--depths", depths),
          width,
          seeds,
          data,
          epochs,
          learningRate,
          batchSize);
    } catch (IllegalArgumentException failure) {
      throw new UsageException(String.valueOf(failure.getMessage()), failure);
    }
  }

  private Path folder() {
    Path folder = Targets.path("--out", out);
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new UsageException("--out is '" + out + "', which is no folder; name another one");
    }
    return folder;
  }

  private List<Trial> trials(
      VanishingGradients study, StudySettings settings, StudyFolder kept, int atATime) {
    List<Trial> before = kept.trials();
    if (!before.isEmpty()) {
      console
          .err()
          .print(
              before.size()
                  + " of "
                  + settings.trainings()
                  + " trainings are in "
                  + out
                  + " already\n");
    }
    long layers = before.stream().map(Trial::combination).mapToLong(StudyProgress::layers).sum();
    List<Trial> trials = new ArrayList<>(before);
    try (StudyProgress progress = new StudyProgress(console, settings, before.size(), layers)) {
      TrialPool.run(
          study.parts(before),
          atATime,
          trial -> {
            keep(kept, trial);
            trials.add(trial);
            progress.finished(trial, trials.size());
          });
    }
    return settings.inOrder(trials);
  }

  private static void keep(StudyFolder folder, Trial trial) {
    try {
      folder.append(trial);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void report(
      VanishingGradients study, Findings findings, Map<String, String> provenance, Path folder)
      throws IOException {
    console.err().print("drawing the report\n");
    VanishingGradientReport report =
        new VanishingGradientReport(
            findings,
            VanishingGradientReport.networks(findings.settings()).stream()
                .map(study::train)
                .toList(),
            provenance);
    report.write(folder);
    report.summary().forEach(line -> console.out().print(line + "\n"));
    console.out().print("\nreport  " + folder.resolve(VanishingGradientReport.PAGE) + "\n");
  }

  private static String version() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }

  /** All settings, so that it stays what it is when defaults change. */
  private String commandLine(StudySettings settings) {
    return Stream.of(
            "scalarflow study vanishing-gradient",
            "--depths " + WholeNumbers.format(settings.depths()),
            "--width " + settings.width(),
            "--activations "
                + settings.activations().stream()
                    .map(StudyNames::of)
                    .collect(Collectors.joining(",")),
            "--inits "
                + settings.initializations().stream()
                    .map(StudyNames::of)
                    .collect(Collectors.joining(",")),
            "--seeds " + settings.seeds(),
            "--data " + settings.data(),
            "--epochs " + settings.epochs(),
            "--learning-rate " + settings.learningRate(),
            "--batch-size " + settings.batchSize(),
            "--out " + quoted(out))
        .collect(Collectors.joining(" "));
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
