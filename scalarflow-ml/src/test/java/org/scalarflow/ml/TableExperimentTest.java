package org.scalarflow.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scalarflow.ml.data.CategoryEncoding;
import org.scalarflow.ml.data.Column;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.EarlyStopping;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.ml.validation.Scores;
import org.scalarflow.ml.validation.StratifiedFolds;

/** Experiments on columns of texts, with early stopping, and on folds. */
class TableExperimentTest {

  private static final List<String> COLOURS = List.of("red", "green", "blue", "grey");

  /** The class is told by the colour alone; of the last colour there are so many rows. */
  private static LabelledTable coloured(int rows, int rare) {
    String[] colours = new String[rows];
    String[] kinds = new String[rows];
    double[] sizes = new double[rows];
    for (int i = 0; i < rows; i++) {
      int colour = i < rare ? 3 : i % 3;
      colours[i] = COLOURS.get(colour);
      kinds[i] = colour == 1 ? "yes" : "no";
      sizes[i] = i % 7;
    }
    return LabelledTable.of(
        Table.of(
            "coloured",
            List.of(
                Column.numbers("size", sizes),
                Column.texts("colour", Arrays.asList(colours)),
                Column.texts("kind", Arrays.asList(kinds)))),
        "kind");
  }

  private static Experiment on(LabelledTable data) {
    return Experiment.on(data).backend(new TapeBackend());
  }

  @Test
  void textsAreLearntFrom() {
    Experiment.Result result = on(coloured(60, 0)).run();
    assertThat(result.holdOut().accuracy()).isEqualTo(1);
    assertThat(result.encoder().featureNames())
        .containsExactly("size", "colour=blue", "colour=green", "colour=red");
    assertThat(result.encoder()).isEqualTo(FeatureEncoder.standardising(result.rows().features()));
    assertThat(result.split().training().rows()).isEqualTo(result.rows().rows()).isEqualTo(45);
  }

  @Test
  void rowsAreHeldOutAsOfADataSet() {
    LabelledTable table = coloured(60, 0);
    boolean[] heldOut = Split.heldOut(table, Experiment.DEFAULT_TEST_FRACTION, 3);
    int[] learnt = IntStream.range(0, 60).filter(row -> !heldOut[row]).toArray();
    assertThat(on(table).seed(3).run().rows().features().column("size").numbers())
        .containsExactly(table.select(learnt).features().column("size").numbers());
    Dataset encoded = table.encode(FeatureEncoder.keepingNumbers(table.features()));
    assertThat(Split.stratified(encoded, Experiment.DEFAULT_TEST_FRACTION, 3).training().column(0))
        .containsExactly(table.select(learnt).features().column("size").numbers());
  }

  /** A seed whose one grey row is held out. */
  private static long seedThatHoldsOutTheRareRow(LabelledTable table) {
    long seed = 1;
    while (!Split.heldOut(table, Experiment.DEFAULT_TEST_FRACTION, seed)[0]) {
      seed++;
    }
    return seed;
  }

  @Test
  void textsThatWereNotLearntAreAnErrorOrZeros() {
    LabelledTable table = coloured(60, 1);
    long seed = seedThatHoldsOutTheRareRow(table);
    Experiment experiment = on(table).seed(seed);
    assertThatThrownBy(experiment::run)
        .isInstanceOf(DataException.class)
        .hasMessage(
            "coloured: column 'colour' has texts that the rows to learn from lack: grey; take"
                + " unknown texts as zeros, choose other rows by another seed, or leave the column"
                + " out");
    Experiment.Result result = experiment.unknownAsZeros().run();
    assertThat(((CategoryEncoding) result.encoder().columns().get(1)).unknownAsZeros()).isTrue();
    assertThat(result.encoder().featureNames()).doesNotContain("colour=grey");
    assertThat(result.holdOut().total()).isEqualTo(15);
  }

  @Test
  void trainingIsChangedInOrder() {
    Experiment experiment =
        Experiment.on(Datasets.iris())
            .training(options -> options.withOptimizer(Optimizer.adam()).withEpochs(7))
            .training(options -> options.withEpochs(options.epochs() + 1))
            .training(options -> options.withPenalty(Penalty.l2(0.5)))
            .seed(4);
    assertThat(experiment.options().toString())
        .isEqualTo(
            "8 epochs, batches of 1, shuffled with seed 4, adam(0.9, 0.999, 1.0E-8) at 0.02,"
                + " constant, l2 0.5");
    Dataset rows = Datasets.iris();
    assertThatThrownBy(
            () ->
                experiment.training(
                    options -> options.withEarlyStopping(new EarlyStopping(rows, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("earlyStopping");
    assertThatThrownBy(() -> experiment.training(options -> options.withEpochs(0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(experiment.options().epochs()).isEqualTo(8);
  }

  @Test
  void earlyStoppingKeepsRowsOfItsOwn() {
    Experiment.Result result =
        Experiment.on(Datasets.noisyXor(2))
            .perceptron(Activation.TANH, 8)
            .training(options -> options.withEpochs(500).withLearningRate(0.2))
            .earlyStopping(0.2, 3)
            .backend(new TapeBackend())
            .run();
    // Of 200 rows a class 50 are held out, and of the other 150 a fifth.
    assertThat(result.rows().rows()).isEqualTo(240);
    assertThat(result.training().total()).isEqualTo(240);
    assertThat(result.holdOut().total()).isEqualTo(100);
    assertThat(result.options().toString())
        .endsWith("ended after 3 epochs without gain on 60 rows");
    List<Epoch> epochs = result.epochs();
    assertThat(epochs).hasSizeLessThan(500).allMatch(epoch -> epoch.validation() != null);
    assertThatThrownBy(() -> Experiment.on(Datasets.iris()).earlyStopping(0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the fraction to keep for validation is between 0 and 1, not 0.0");
    assertThatThrownBy(() -> Experiment.on(Datasets.iris()).earlyStopping(0.5, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the patience is at least 1 epoch, not 0");
  }

  @Test
  void foldsAreTrainedAsByHand() {
    Dataset iris = Datasets.iris();
    List<Double> heard = new ArrayList<>();
    Scores scores =
        Experiment.on(iris)
            .epochs(3)
            .seed(5)
            .backend(new TapeBackend())
            .crossValidate(4, heard::add);
    Scores expected =
        StratifiedFolds.of(iris, 4, 5)
            .score(
                (training, holdOut) -> {
                  Standardizer scale = Standardizer.of(training);
                  LogisticRegression model =
                      LogisticRegression.builder(training)
                          .seed(5)
                          .backend(new TapeBackend())
                          .build();
                  model.fit(
                      scale.apply(training),
                      Experiment.LOGISTIC_DEFAULTS.withEpochs(3).withSeed(5));
                  return model.score(scale.apply(holdOut)).accuracy();
                });
    assertThat(scores).isEqualTo(expected);
    assertThat(heard).isEqualTo(expected.values());
    assertThatThrownBy(() -> Experiment.on(iris).crossValidate(1, accuracy -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 2 to 150");
  }

  @Test
  void eachLayerHasItsActivation() {
    List<Activation> activations = List.of(Activation.SILU, Activation.TANH);
    Experiment experiment = Experiment.on(Datasets.iris()).backend(new TapeBackend()).epochs(1);
    assertThat(experiment.perceptron(activations, 3, 2).run().model())
        .isInstanceOfSatisfying(
            MultilayerPerceptron.class,
            model -> assertThat(model.activations()).isEqualTo(activations));
    assertThatThrownBy(() -> experiment.perceptron(activations, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 1 hidden layers, but 2 activations: [SILU, TANH]");
  }
}
