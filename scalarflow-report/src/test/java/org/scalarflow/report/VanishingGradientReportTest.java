package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalarflow.Backends;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.study.Combination;
import org.scalarflow.ml.study.Findings;
import org.scalarflow.ml.study.StudyListener;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.Trial;
import org.scalarflow.ml.study.VanishingGradients;
import org.scalarflow.spi.Backend;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class VanishingGradientReportTest {

  private static final StudySettings SMALL =
      StudySettings.DEFAULT
          .withActivations(List.of(Activation.SIGMOID, Activation.RELU))
          .withInitializations(List.of(Initialization.HE_UNIFORM))
          .withDepths(List.of(1, 2, 3, 5))
          .withWidth(3)
          .withSeeds(3)
          .withEpochs(2);

  /** Little noise, that no verdict depends on. */
  private static double noise(Combination combination) {
    return (combination.seed() - 2) * 0.01;
  }

  private static boolean isDeepSigmoid(Combination combination) {
    return combination.activation() == Activation.SIGMOID && combination.depth() > 1;
  }

  private static Trial trial(Combination combination, double accuracy, double firstNorm) {
    List<Double> norms =
        Stream.concat(Stream.of(firstNorm), Collections.nCopies(combination.depth(), 1.0).stream())
            .toList();
    return new Trial(
        combination, 0.5, accuracy, 0, List.of(0.7, 0.6), norms, List.of(norms, norms));
  }

  private static Trial diverged(Combination combination) {
    List<Double> norms = Collections.nCopies(combination.depth() + 1, 1.0);
    return new Trial(combination, 0.5, Double.NaN, 1, List.of(), norms, List.of());
  }

  private static VanishingGradientReport report(
      StudySettings settings, Function<Combination, Trial> trials) {
    return new VanishingGradientReport(
        new Findings(settings, settings.combinations().stream().map(trials).toList()),
        List.of(),
        Map.of("backend", Examples.HOSTILE));
  }

  /** Deep sigmoid networks guess, and their gradient vanishes by a factor of 1000 a layer. */
  private static Trial vanishing(Combination combination) {
    return isDeepSigmoid(combination)
        ? trial(combination, 0.5 + noise(combination), Math.pow(0.001, combination.depth()))
        : trial(combination, 0.95 + noise(combination), 0.5);
  }

  @Test
  void failuresAreTold() {
    List<String> summary = report(SMALL, VanishingGradientReportTest::vanishing).summary();
    assertThat(summary.get(0))
        .isEqualTo("Sigmoid networks fail at depths 2, 3 and 5; relu networks fail at no depth.");
    assertThat(summary.get(1))
        .startsWith("Sigmoid with He weights learns at depth 1; it fails at depths 2, 3 and 5.")
        .endsWith(
            "Mean accuracy: 0.95 (0.925 to 0.975) at depth 1, 0.5 (0.475 to 0.525) at depth 5.");
    assertThat(summary.get(2))
        .startsWith("Relu with He weights learns at depths 1 to 3 and 5; it fails at no depth.");
    assertThat(summary.get(3))
        .isEqualTo(
            "At depth 5 with He weights, relu is more accurate than sigmoid by 0.45 (0.45 to 0.45),"
                + " over 3 seeds.");
    assertThat(summary.get(4))
        .contains("first layer is 1e−15 (1e−15 to 1e−15) times that of the last: it vanishes.");
    assertThat(summary.get(5)).contains("0.5 (0.5 to 0.5) times that of the last: it does not");
    assertThat(summary.get(6))
        .isEqualTo(
            "Of 8 kinds of network by activation, weights and depth, the gradient is shown to vanish"
                + " in 3, of which 3 fail; of the other 5, 0 fail.");
  }

  @Test
  void ifSigmoidDoesNotFailTheTextSaysSo() {
    VanishingGradientReport report =
        report(SMALL, combination -> trial(combination, 0.95 + noise(combination), 2));
    assertThat(report.summary())
        .containsExactly(
            "Sigmoid networks fail at no depth; relu networks fail at no depth.",
            "Sigmoid with He weights learns at depths 1 to 3 and 5; it fails at no depth. Mean"
                + " accuracy: 0.95 (0.925 to 0.975) at depth 1, 0.95 (0.925 to 0.975) at depth 5.",
            "Relu with He weights learns at depths 1 to 3 and 5; it fails at no depth. Mean"
                + " accuracy: 0.95 (0.925 to 0.975) at depth 1, 0.95 (0.925 to 0.975) at depth 5.",
            "At depth 5 with He weights, no difference in accuracy is shown between relu and"
                + " sigmoid: 0 (0 to 0).",
            "Sigmoid with He weights, depth 5: before the first step, the gradient norm of the first"
                + " layer is 2 (2 to 2) times that of the last: it does not vanish. Each further"
                + " layer multiplies this ratio by 1 (1 to 1).",
            "Relu with He weights, depth 5: before the first step, the gradient norm of the first"
                + " layer is 2 (2 to 2) times that of the last: it does not vanish. Each further"
                + " layer multiplies this ratio by 1 (1 to 1).",
            "The gradient is shown to vanish in none of the 8 kinds of network by activation,"
                + " weights and depth; of them, 0 fail.");
    assertThat(report.html()).doesNotContain("it vanishes").doesNotContain("fails at depth");
  }

  @Test
  void aWorseActivationIsCalledLessAccurate() {
    List<String> summary =
        report(
                SMALL,
                combination ->
                    combination.activation() == Activation.RELU
                        ? trial(combination, 0.6 + noise(combination), 1e5)
                        : trial(combination, 0.9 - noise(combination), 1))
            .summary();
    assertThat(summary.get(3)).contains("relu is less accurate than sigmoid by 0.3 (0.25");
    assertThat(summary.get(2)).contains("is in between at depths 1 to 3 and 5; it fails at no");
    assertThat(summary.get(5)).contains("times that of the last: it explodes.");
  }

  @Test
  void whatDivergedIsTold() {
    List<String> summary =
        report(
                SMALL,
                combination ->
                    isDeepSigmoid(combination) ? diverged(combination) : vanishing(combination))
            .summary();
    assertThat(summary.get(0)).startsWith("Sigmoid networks cannot be judged at all depths; relu");
    assertThat(summary.get(1))
        .contains("learns at depth 1; it cannot be judged at depths 2, 3 and 5.")
        .contains("missing at depth 5");
    assertThat(summary.get(3)).contains("relu and sigmoid cannot be compared: 0 seeds with both");
    assertThat(summary.get(summary.size() - 1))
        .isEqualTo(
            "9 of 24 trainings diverged and have no part in accuracies and losses: 9 of sigmoid"
                + " with He weights.");
  }

  @Test
  void someFailuresAreNotCalledAll() {
    StudySettings two =
        SMALL.withInitializations(
            List.of(Initialization.GLOROT_UNIFORM, Initialization.HE_UNIFORM));
    assertThat(
            report(
                    two,
                    combination ->
                        combination.initialization() == Initialization.HE_UNIFORM
                            ? trial(combination, 0.95 + noise(combination), 1)
                            : vanishing(combination))
                .summary()
                .get(0))
        .isEqualTo(
            "Sigmoid networks fail at some depths, with some weights; relu networks fail at no"
                + " depth.");
    assertThat(report(two, VanishingGradientReportTest::vanishing).summary().get(0))
        .startsWith(
            "Sigmoid networks fail at depths 2, 3 and 5, with all initial weights that were tried;");
  }

  @Test
  void deadNetworksAndLargeNormsCanBeDrawn() {
    VanishingGradientReport report =
        report(
            SMALL,
            combination ->
                trial(combination, 0.5, combination.depth() == 5 ? 0 : 1e100 / combination.seed()));
    assertThat(report.summary().get(4))
        .endsWith("depth 5: the first layer has no gradient at all.");
    assertThat(Documents.elements(Documents.parse(report.html()), "figure")).hasSize(5);
  }

  @Test
  void oneOfEverythingIsEnough() {
    StudySettings one =
        SMALL.withActivations(List.of(Activation.TANH)).withDepths(List.of(4)).withSeeds(1);
    VanishingGradientReport report = report(one, combination -> trial(combination, 0.9, 0.001));
    assertThat(report.summary())
        .containsExactly(
            "Tanh networks cannot be judged at all depths.",
            "Tanh with He weights cannot be judged at depth 4. Mean accuracy: 0.9 at depth 4.",
            "Tanh with He weights, depth 4: before the first step, the gradient norm of the first"
                + " layer is 0.001 times that of the last: it cannot be judged.",
            "The gradient is shown to vanish in none of the 1 kinds of network by activation,"
                + " weights and depth; of them, 0 fail.");
    assertThat(report.html()).doesNotContain("How much the activation matters");
  }

  @Test
  void thePageNeedsNothingBesideItself() {
    String html = report(SMALL, VanishingGradientReportTest::vanishing).html();
    Document page = Documents.parse(html);
    assertThat(html).doesNotContain("<script").doesNotContain("<link").doesNotContain("@import");
    for (String name : List.of("img", "a", "use", "image")) {
      for (Element element : Documents.elements(page, name)) {
        assertThat(element.getAttribute("src") + element.getAttribute("href"))
            .matches("(data:|#).*|");
      }
    }
    assertThat(Documents.texts(page, "td")).contains(Examples.HOSTILE_SHOWN, "noisy-xor", "0.1");
  }

  @Test
  void theSameTrialsGiveTheSamePage() {
    assertThat(report(SMALL, VanishingGradientReportTest::vanishing).html())
        .isEqualTo(report(SMALL, VanishingGradientReportTest::vanishing).html());
  }

  @Test
  void aRealStudyIsWrittenWithItsPictures(@TempDir Path folder) throws IOException {
    List<Combination> wanted = VanishingGradientReport.networks(SMALL);
    assertThat(wanted)
        .extracting(Combination::toString)
        .containsExactly(
            "sigmoid, he, depth 1, seed 1",
            "sigmoid, he, depth 5, seed 1",
            "relu, he, depth 1, seed 1",
            "relu, he, depth 5, seed 1");
    try (Backend backend = Backends.discover().choose(null).backend()) {
      VanishingGradients study = new VanishingGradients(SMALL, backend);
      List<Trial> trials = study.run(List.of(), StudyListener.NONE);
      VanishingGradientReport report =
          new VanishingGradientReport(
              new Findings(SMALL, trials), wanted.stream().map(study::train).toList(), Map.of());
      report.write(folder);
      List<String> names = new ArrayList<>(List.of("report.html"));
      report.pictures().keySet().forEach(name -> names.add(name + ".png"));
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .containsExactlyInAnyOrderElementsOf(names);
      }
      assertThat(names)
          .contains(
              "accuracy-he.png",
              "gradient-ratio-he.png",
              "gradient-norms-start-he.png",
              "gradient-norms-training-he.png",
              "loss-he.png",
              "surface-relu-he-depth-5-seed-1.png")
          .hasSize(10);
      assertThat(Documents.elements(Documents.parse(report.html()), "figure")).hasSize(9);
    }
  }

  @Test
  void depthsAreToldInRuns() {
    assertThat(StudyWords.depths(List.of(3))).isEqualTo("depth 3");
    assertThat(StudyWords.depths(List.of(2, 1))).isEqualTo("depths 1, 2");
    assertThat(StudyWords.depths(List.of(1, 2, 3))).isEqualTo("depths 1 to 3");
    assertThat(StudyWords.depths(List.of(1, 3))).isEqualTo("depths 1 and 3");
    assertThat(StudyWords.depths(List.of(9, 1, 2, 4, 5, 6))).isEqualTo("depths 1, 2, 4 to 6 and 9");
  }
}
