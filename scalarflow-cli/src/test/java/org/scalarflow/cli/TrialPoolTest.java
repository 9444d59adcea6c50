package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Backends;
import org.scalarflow.CompileOptions;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;
import org.scalarflow.ml.study.StudyListener;
import org.scalarflow.ml.study.StudySettings;
import org.scalarflow.ml.study.Trial;
import org.scalarflow.ml.study.VanishingGradients;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

class TrialPoolTest {

  private static final StudySettings SMALL =
      StudySettings.DEFAULT
          .withActivations(List.of(Activation.SIGMOID, Activation.RELU))
          .withInitializations(List.of(Initialization.HE_UNIFORM))
          .withDepths(List.of(1, 3))
          .withWidth(4)
          .withSeeds(2)
          .withEpochs(3);

  private final Backend backend = Backends.discover().choose(null).backend();

  @AfterEach
  void nothingIsLeft() {
    backend.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("scalarflow-study-"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void threadsChangeNothing(int threads) {
    VanishingGradients study = new VanishingGradients(SMALL, backend);
    List<Trial> trials = new ArrayList<>();
    Thread here = Thread.currentThread();
    TrialPool.run(
        study.parts(List.of()),
        threads,
        trial -> {
          assertThat(Thread.currentThread()).isSameAs(here);
          trials.add(trial);
        });
    assertThat(trials).hasSize(8);
    assertThat(SMALL.inOrder(trials)).isEqualTo(study.run(List.of(), StudyListener.NONE));
  }

  @Test
  void withoutWorkThereIsNothingToDo() {
    TrialPool.run(
        List.of(),
        2,
        trial -> {
          throw new AssertionError(trial);
        });
  }

  @Test
  void anInterruptionEndsAllThreads() {
    StudySettings endless = SMALL.withEpochs(10_000).withDepths(List.of(1, 2, 3));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  TrialPool.run(
                      new VanishingGradients(endless, backend).parts(List.of()), 2, trial -> {}))
          .isInstanceOf(EvaluationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aListenerCanEndTheStudy() {
    assertThatThrownBy(
            () ->
                TrialPool.run(
                    new VanishingGradients(SMALL.withEpochs(500), backend).parts(List.of()),
                    2,
                    trial -> {
                      throw new IllegalStateException("enough");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  void aFailureOfAThreadIsThatOfTheStudy() {
    Backend broken =
        new Backend() {
          @Override
          public String name() {
            return "broken-for-tests";
          }

          @Override
          public Kernel compile(Tape tape, CompileOptions options) {
            throw new AssertionError("broken");
          }
        };
    assertThatThrownBy(
            () ->
                TrialPool.run(
                    new VanishingGradients(SMALL, broken).parts(List.of()), 2, trial -> {}))
        .hasStackTraceContaining("broken");
  }
}
