package org.scalarflow.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.scalarflow.Variable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.train.TrainingOptions;

/** The example of docs/learning.md: what stands there is what runs here. */
class LearningPageTest {

  private static final Path PAGE = Path.of("../docs/learning.md");
  private static final Path HERE = Path.of("src/test/java/org/scalarflow/ml/LearningPageTest.java");

  @Test
  void theExampleRuns() {
    // page: begin
    Dataset data = Datasets.breastCancer();
    Split split = Split.stratified(data, 0.25, 1);
    Standardizer standardizer = Standardizer.of(split.training());
    Dataset training = standardizer.apply(split.training());
    Dataset holdOut = standardizer.apply(split.holdOut());

    LogisticRegression model = LogisticRegression.builder(training).seed(1).build();
    model.fit(training, TrainingOptions.DEFAULT);

    ConfusionMatrix score = model.score(holdOut);
    double accuracy = score.accuracy();
    String label = model.predictLabel(holdOut.features(0));

    // The model is a graph: run it, differentiate it, add to it.
    Variable weight = (Variable) model.graph().node("w_1_1");
    // page: end
    assertThat(accuracy).isGreaterThan(0.9);
    assertThat(label).isIn("benign", "malignant");
    assertThat(weight.value()).isFinite();
  }

  @Test
  void thePageShowsWhatRuns() throws IOException {
    String shown = between(Files.readString(PAGE), "```java\n", "```");
    String run = between(Files.readString(HERE), "// page: begin\n", "// page: end");
    assertThat(shown.strip()).isEqualTo(run.replaceAll("(?m)^ +", "").strip());
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
