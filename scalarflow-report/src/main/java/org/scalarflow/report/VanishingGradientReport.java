package org.scalarflow.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.study.Combination;
import org.scalarflow.ml.study.Findings;
import org.scalarflow.ml.study.StudyNames;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.VanishingGradients;

/**
 * The page and the pictures of a study of depth. All that the page says is computed from the
 * trials: if sigmoid networks do not fail, it says so.
 *
 * <pre>{@code
 * new VanishingGradientReport(new Findings(settings, trials), networks, provenance).write(folder);
 * }</pre>
 */
public final class VanishingGradientReport {

  /** The name of the page. */
  public static final String PAGE = "report.html";

  private final StudyWords words;
  private final StudySettings settings;
  private final Map<String, String> provenance;

  /** By file name without its end. */
  private final Map<String, Picture> pictures = new LinkedHashMap<>();

  /**
   * A report.
   *
   * @param findings what was found
   * @param networks those whose decision surfaces are shown, such as those of {@link #networks}
   * @param provenance what else belongs to the settings, such as version, backend and command line
   * @throws IllegalArgumentException if a network has other than two features
   */
  public VanishingGradientReport(
      Findings findings,
      List<VanishingGradients.Trained> networks,
      Map<String, String> provenance) {
    settings = findings.settings();
    words = new StudyWords(findings);
    this.provenance = new LinkedHashMap<>(provenance);
    StudyPictures all = new StudyPictures(findings);
    for (Initialization initialization : settings.initializations()) {
      String end = "-" + StudyNames.of(initialization);
      pictures.put("accuracy" + end, all.accuracy(initialization));
      pictures.put("gradient-ratio" + end, all.ratio(initialization));
      pictures.put("gradient-norms-start" + end, all.firstNorms(initialization));
      pictures.put("gradient-norms-training" + end, all.trainingNorms(initialization));
      pictures.put("loss" + end, all.losses(initialization));
    }
    for (VanishingGradients.Trained network : networks) {
      Combination combination = network.combination();
      pictures.put(
          "surface-"
              + StudyNames.of(combination.activation())
              + "-"
              + StudyNames.of(combination.initialization())
              + "-depth-"
              + combination.depth()
              + "-seed-"
              + combination.seed(),
          StudyPictures.surface(network));
    }
  }

  /**
   * Networks worth looking at: of each activation the shallowest and the deepest of seed 1, with
   * the weights that are usual for it, or else the first ones of the study.
   */
  public static List<Combination> networks(StudySettings settings) {
    return settings.activations().stream()
        .flatMap(
            activation -> {
              Initialization usual = activation.initialization();
              Initialization chosen =
                  settings.initializations().contains(usual)
                      ? usual
                      : settings.initializations().get(0);
              return List.of(settings.shallowest(), settings.deepest()).stream()
                  .distinct()
                  .map(depth -> new Combination(activation, chosen, depth, 1));
            })
        .toList();
  }

  /** What was found in one paragraph after the other: what the page begins with. */
  public List<String> summary() {
    List<String> all = new ArrayList<>(List.of(words.headline()));
    all.addAll(words.verdicts());
    all.addAll(words.differences());
    all.addAll(words.gradients());
    all.add(words.connection());
    if (!words.diverged().isEmpty()) {
      all.add(words.diverged());
    }
    return List.copyOf(all);
  }

  /**
   * The page.
   *
   * @throws ReportException if this machine has no fonts
   */
  public String html() {
    return page().html();
  }

  private HtmlReport page() {
    HtmlReport page = new HtmlReport("en", "How deep networks learn: the vanishing gradient");
    page.paragraph(words.subject()).heading("What was found").paragraph(words.headline());
    page.subheading("Which networks learn").list(words.verdicts());
    if (!words.differences().isEmpty()) {
      page.subheading("How much the activation matters").list(words.differences());
    }
    page.subheading("Where the gradient vanishes").list(words.gradients());
    page.paragraph(words.connection());
    if (!words.diverged().isEmpty()) {
      page.paragraph(words.diverged());
    }
    page.heading("Accuracy");
    figures(page, "accuracy-", "Test accuracy by the number of hidden layers");
    page.table("Mean accuracy on held-out rows", words.accuracies());
    if (!words.differences().isEmpty()) {
      page.table("Differences in accuracy", words.differencesByDepth());
    }
    page.heading("Gradients");
    figures(
        page,
        "gradient-ratio-",
        "How much of the gradient reaches the first layer, before the first step");
    figures(page, "gradient-norms-start-", "Where the gradient gets lost: before the first step");
    figures(page, "gradient-norms-training-", "Whether it comes back: during the training");
    page.table(
        "Gradient norm of the first layer divided by that of the last, before the first step",
        words.ratios());
    page.heading("Loss");
    figures(page, "loss-", "How the deepest networks learn");
    if (pictures.keySet().stream().anyMatch(name -> name.startsWith("surface-"))) {
      page.heading("What single networks have learnt");
      figures(page, "surface-", "The classes that a network predicts, and rows it has not seen");
    }
    method(page);
    return page;
  }

  private void figures(HtmlReport page, String start, String caption) {
    pictures.forEach(
        (name, picture) -> {
          if (name.startsWith(start)) {
            page.figure(picture, caption + " (" + picture.title() + ")");
          }
        });
  }

  private void method(HtmlReport page) {
    page.heading("How it was done");
    page.paragraph(
        "Each seed makes its own data, decides which quarter of the rows is held out, the first"
            + " weights and the order of rows; all networks of a seed share data and split."
            + " Features are standardised by the training rows. Training is plain gradient"
            + " descent, which changes a weight in proportion to its gradient.");
    page.paragraph(
        "Networks learn at a depth if their gain over guessing, with its confidence interval, is"
            + " above half of the largest possible gain; they fail if the interval is below 0.05."
            + " Intervals are those of Student's t over seeds, cut at 0 and 1 for accuracies;"
            + " differences are between networks of the same seed. They are of one number at a"
            + " time: of twenty, one or so misses. Where all seeds agree to the last digit, an"
            + " interval has no width.");
    page.paragraph(
        "A gradient norm is the Euclidean norm of the derivatives of the mean loss by the weights"
            + " and biases of a layer: over all training rows before the first step, and during"
            + " the training the root mean square over the steps of an epoch. Means of norms and"
            + " ratios are geometric, and leave out norms of 0. The gradient vanishes if the ratio of the first layer to the"
            + " last, with its interval, is below 0.01, and explodes if it is above 100.");
    page.heading("Settings");
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "activations",
        settings.activations().stream().map(StudyNames::of).collect(Collectors.joining(", ")));
    all.put(
        "initial weights",
        settings.initializations().stream().map(StudyNames::of).collect(Collectors.joining(", ")));
    all.put(
        "depths",
        settings.depths().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    all.put("units of a hidden layer", Integer.toString(settings.width()));
    all.put("seeds", "1 to " + settings.seeds());
    all.put("data", settings.data());
    all.put("epochs", Integer.toString(settings.epochs()));
    all.put("learning rate", Double.toString(settings.learningRate()));
    all.put("batch size", Integer.toString(settings.batchSize()));
    all.putAll(provenance);
    page.settings("Settings that reproduce it", all);
    page.paragraph(
        "The numbers behind this page are in trials.csv and epochs.csv beside it, the settings in"
            + " settings.csv, the pictures as PNG.");
  }

  /**
   * Writes {@value #PAGE} and a PNG file of each picture. The page needs none of them. Files that
   * are already there are replaced when all of them is written.
   *
   * @param folder where; it must be there
   * @throws IOException if a file cannot be written
   * @throws ReportException if this machine has no fonts
   */
  public void write(Path folder) throws IOException {
    for (Map.Entry<String, Picture> picture : pictures.entrySet()) {
      picture.getValue().writePng(folder.resolve(picture.getKey() + ".png"), PictureSize.DEFAULT);
    }
    page().write(folder.resolve(PAGE));
  }

  /** The pictures by the names of their files without their ends, in the order of the page. */
  public Map<String, Picture> pictures() {
    return Collections.unmodifiableMap(pictures);
  }
}
