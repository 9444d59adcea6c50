package org.scalarflow.ml.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

class VanishingGradientsTest {

  private static final StudySettings SMALL = Trials.SMALL;

  private static List<Trial> run(StudySettings settings) {
    return new VanishingGradients(settings, new TapeBackend()).run(List.of(), StudyListener.NONE);
  }

  @Test
  void aTrialIsAnOrdinaryTraining() {
    Trial trial = run(SMALL).get(3);
    assertThat(trial.combination()).isEqualTo(Trials.sigmoid(3, 2));

    Split split = Split.stratified(Datasets.noisyXor(2), 0.25, 2);
    Standardizer standardizer = Standardizer.of(split.training());
    Dataset training = standardizer.apply(split.training());
    MultilayerPerceptron model =
        MultilayerPerceptron.builder(training)
            .hidden(4, 4, 4)
            .activation(Activation.SIGMOID)
            .initialization(Initialization.HE_UNIFORM)
            .seed(2)
            .backend(new TapeBackend())
            .build();
    assertThat(trial.firstNorms()).isEqualTo(model.gradientNorms(training));
    List<Epoch> epochs =
        model.fit(
            training,
            TrainingOptions.DEFAULT
                .withEpochs(3)
                .withLearningRate(0.1)
                .withBatchSize(8)
                .withSeed(2)
                .withGradientNorms(true));
    assertThat(trial.losses()).isEqualTo(epochs.stream().map(Epoch::loss).toList());
    assertThat(trial.norms()).isEqualTo(epochs.stream().map(Epoch::gradientNorms).toList());
    assertThat(trial.accuracy())
        .isEqualTo(model.score(standardizer.apply(split.holdOut())).accuracy());
    assertThat(trial.guessing()).isEqualTo(0.5);
    assertThat(trial.isDiverged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void partsOnThreadsGiveTheSameTrials(int threads) throws InterruptedException {
    List<Trial> trials = Collections.synchronizedList(new ArrayList<>());
    List<VanishingGradients.Part> parts =
        new VanishingGradients(SMALL, new TapeBackend()).parts(List.of());
    assertThat(parts)
        .extracting(part -> part.combinations().get(0).depth())
        .containsExactly(3, 3, 1, 1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    // The last ones first, to be different from a run on one thread.
    for (int i = parts.size() - 1; i >= 0; i--) {
      VanishingGradients.Part part = parts.get(i);
      pool.execute(() -> part.run(trials::add));
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    assertThat(SMALL.inOrder(trials)).isEqualTo(run(SMALL)).hasSize(8);
  }

  @Test
  void anotherBackendHasTheSameBits() {
    StudySettings deep = SMALL.withDepths(List.of(2));
    try (Backend naive = org.scalarflow.Backends.discover().choose("naive").backend()) {
      assertThat(new VanishingGradients(deep, naive).run(List.of(), StudyListener.NONE))
          .isEqualTo(run(deep));
    }
  }

  @Test
  void onlyWhatIsMissingIsTrained() {
    List<Trial> all = run(SMALL);
    List<Trial> before = List.of(all.get(6), all.get(0), all.get(3));
    List<Combination> trained = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    List<Trial> again =
        new VanishingGradients(SMALL, new TapeBackend())
            .run(
                before,
                (trial, done, total) -> {
                  trained.add(trial.combination());
                  counts.add(done);
                  assertThat(total).isEqualTo(8);
                });
    assertThat(again).isEqualTo(all);
    assertThat(trained)
        .hasSize(5)
        .doesNotContainAnyElementsOf(before.stream().map(Trial::combination).toList());
    assertThat(counts).containsExactly(4, 5, 6, 7, 8);
    assertThat(
            new VanishingGradients(SMALL, new TapeBackend())
                .run(all, (trial, done, total) -> trained.clear()))
        .isEqualTo(all);
    assertThat(trained).hasSize(5);
  }

  @Test
  void trialsOfOtherStudiesAreLeftOut() {
    Trial other = Trials.trial(Trials.relu(9, 1), 1, 1, 1, 1, 1);
    assertThat(
            new VanishingGradients(SMALL, new TapeBackend())
                .run(List.of(other), StudyListener.NONE))
        .isEqualTo(run(SMALL));
  }

  @Test
  void oneProgramServesAllSeedsOfAShape() {
    Set<Long> compilations = ConcurrentHashMap.newKeySet();
    Backend counting =
        new Backend() {
          @Override
          public String name() {
            return "counting-for-tests";
          }

          @Override
          public Kernel compile(Tape tape, CompileOptions options) {
            compilations.add(System.nanoTime());
            return new TapeBackend().compile(tape, options);
          }
        };
    StudySettings few = SMALL.withActivations(List.of(Activation.RELU)).withDepths(List.of(2));
    new VanishingGradients(few, counting).run(List.of(), StudyListener.NONE);
    int forTwoSeeds = compilations.size();
    compilations.clear();
    new VanishingGradients(few.withSeeds(5), counting).run(List.of(), StudyListener.NONE);
    assertThat(compilations).hasSize(forTwoSeeds);
  }

  @Test
  void aTrainingThatDivergesIsATrial() {
    StudySettings wild = SMALL.withLearningRate(1e300);
    List<Trial> trials = run(wild);
    assertThat(trials).hasSize(8);
    Trial diverged = trials.get(5);
    assertThat(diverged.isDiverged()).isTrue();
    assertThat(diverged.divergedIn()).isBetween(1, 3);
    assertThat(diverged.losses()).hasSize(diverged.divergedIn() - 1);
    assertThat(diverged.accuracy()).isNaN();
    assertThat(diverged.firstNorms()).isEqualTo(run(SMALL).get(5).firstNorms());
    for (Trial trial : trials) {
      assertThat(trial.losses().stream().allMatch(Double::isFinite)).isTrue();
      assertThat(trial.norms().stream().flatMap(List::stream).allMatch(norm -> norm <= 1e100))
          .isTrue();
    }
  }

  @Test
  void aNetworkToLookAtIsTheOneOfItsTrial() {
    Trial trial = run(SMALL).get(7);
    VanishingGradients.Trained trained =
        new VanishingGradients(SMALL, new TapeBackend()).train(trial.combination());
    assertThat(trained.model().score(trained.holdOut()).accuracy()).isEqualTo(trial.accuracy());
    assertThat(trained.model().hidden()).containsExactly(4, 4, 4);
    assertThat(trained.training().rows()).isEqualTo(300);
  }

  @Test
  void anInterruptionEndsTheStudy() {
    StudySettings endless = SMALL.withEpochs(10_000).withDepths(List.of(1, 2, 3));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run(endless)).isInstanceOf(EvaluationInterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aListenerCanEndTheStudy() {
    StudySettings endless = SMALL.withEpochs(2000);
    assertThatThrownBy(
            () ->
                new VanishingGradients(endless, new TapeBackend())
                    .run(
                        List.of(),
                        (trial, done, all) -> {
                          throw new IllegalStateException("enough");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  /** The effect itself: with sigmoid units, the gradient of deep networks starts small. */
  @Test
  void theGradientOfSigmoidNetworksShrinksWithDepth() {
    StudySettings settings = SMALL.withDepths(List.of(1, 4, 8)).withWidth(10).withEpochs(1);
    Findings findings = new Findings(settings, run(settings));
    Initialization he = Initialization.HE_UNIFORM;
    assertThat(findings.firstRatio(Activation.SIGMOID, he, 4).mean())
        .isLessThan(findings.firstRatio(Activation.SIGMOID, he, 1).mean() / 10);
    assertThat(findings.firstRatio(Activation.SIGMOID, he, 8).mean()).isLessThan(1e-3);
    assertThat(findings.firstRatio(Activation.RELU, he, 8).mean()).isGreaterThan(1e-2);
    assertThat(findings.decay(Activation.SIGMOID, he).high()).isLessThan(0.5);
  }
}
