package org.scalarflow.ml.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.ScalarFlowException;
import org.scalarflow.Variable;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;

class SavedModelTest {

  private static final Provenance PROVENANCE =
      new Provenance(
          "1.0", "17", "tape", "some \"data\" ü", 3, "0123456789abcdef".repeat(4), -5, "quickly");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.json");
  }

  private static double[] weights(Classifier model) {
    return model.parameters().stream().mapToDouble(Variable::value).toArray();
  }

  private static SavedModel saved(Classifier model, int features) {
    double[] ones = new double[features];
    Arrays.fill(ones, 1);
    List<String> names = Stream.iterate(1, i -> i + 1).limit(features).map(i -> "f" + i).toList();
    return new SavedModel(model, names, Standardizer.of(new double[features], ones), PROVENANCE);
  }

  static Stream<SavedModel> models() {
    return Stream.of(
        saved(
            LogisticRegression.builder(2, List.of("no", "yes")).backend(new TapeBackend()).build(),
            2),
        saved(
            LogisticRegression.builder(1, List.of("a", "b", "c"))
                .backend(new TapeBackend())
                .build(),
            1),
        saved(
            MultilayerPerceptron.builder(3, List.of("α", "\"β\n"))
                .hidden(4, 3, 2)
                .activation(Activation.SILU, Activation.TANH, Activation.LEAKY_RELU)
                .seed(9)
                .backend(new TapeBackend())
                .build(),
            3));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsLoadedIsWhatWasSaved(SavedModel saved) throws IOException {
    saved.save(file());
    SavedModel loaded = SavedModel.load(file(), new TapeBackend());
    assertThat(weights(loaded.model())).containsExactly(weights(saved.model()));
    assertThat(loaded.model().labels()).isEqualTo(saved.model().labels());
    assertThat(loaded.featureNames()).isEqualTo(saved.featureNames());
    assertThat(loaded.provenance()).isEqualTo(PROVENANCE);
    double[] features = new Random(1).doubles(saved.featureNames().size(), -2, 2).toArray();
    assertThat(loaded.probabilities(features)).containsExactly(saved.probabilities(features));
    byte[] first = Files.readAllBytes(file());
    loaded.save(file());
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  /** The bytes of a file are pinned, so that they are the same on every Java version. */
  @Test
  void theFormatIsThis() throws IOException {
    LogisticRegression model =
        LogisticRegression.builder(1, List.of("no", "yes")).backend(new TapeBackend()).build();
    model.parameters().get(0).assign(2e-3);
    model.parameters().get(1).assign(-0.0);
    SavedModel saved =
        new SavedModel(
            model,
            List.of("size"),
            Standardizer.of(new double[] {2.0E-3 / 3}, new double[] {1e23}),
            PROVENANCE);
    saved.save(file());
    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            {
              "format" : "scalarflow-model",
              "version" : 1,
              "features" : [ "size" ],
              "labels" : [ "no", "yes" ],
              "standardizer" : {
                "means" : [ 0.0006666666666666666 ],
                "deviations" : [ 1E+23 ]
              },
              "layers" : [ {
                "activation" : "logits",
                "biases" : [ 0.002 ],
                "weights" : [ [ -0.0 ] ]
              } ],
              "provenance" : {
                "version" : "1.0",
                "java" : "17",
                "backend" : "tape",
                "data" : "some \\"data\\" ü",
                "rows" : 3,
                "dataHash" : "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "seed" : -5,
                "training" : "quickly"
              },
              "checksum" : "CHECKSUM"
            }
            """
                .replace("CHECKSUM", checksum(Files.readAllBytes(file()))));
    assertThat(weights(SavedModel.load(file(), new TapeBackend()).model()))
        .containsExactly(2e-3, -0.0);
  }

  private static String checksum(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return Hashes.of(
        text.substring(0, text.indexOf(",\n  \"checksum\"")).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anExperimentCanBeSaved() {
    Dataset data = Datasets.iris();
    Experiment.Result result =
        Experiment.on(data)
            .perceptron(Activation.TANH, 5)
            .epochs(3)
            .backend(new TapeBackend())
            .run();
    SavedModel.of(result).save(file());
    SavedModel loaded = SavedModel.load(file(), new TapeBackend());
    int[] expected = result.model().predict(result.standardizer().apply(data));
    assertThat(loaded.predict(data)).isEqualTo(expected);
    assertThat(loaded.predictLabel(data.features(0))).isEqualTo(data.labels().get(expected[0]));
    assertThat(loaded.provenance().data()).contains("iris");
    assertThat(loaded.provenance().rows()).isEqualTo(result.split().training().rows());
    assertThat(loaded.provenance().dataHash()).isEqualTo(Hashes.of(result.split().training()));
    Dataset other = Datasets.breastCancer();
    assertThatThrownBy(() -> loaded.predict(other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(other.featureNames().get(0));
  }

  // -------------------------------------------------------------- failures

  @Test
  void everyPrefixAndEveryFlippedBitIsRefused() throws IOException {
    models().findFirst().orElseThrow().save(file());
    byte[] bytes = Files.readAllBytes(file());
    for (int length = 0; length < bytes.length; length++) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertRefused(flipped);
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> new ModelReader("file", bytes, new TapeBackend()).read())
        .isInstanceOf(ModelFileException.class)
        .hasMessageStartingWith("file is no saved model");
  }

  /** What is wrong though the checksum is right: somebody made it so. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "scalarflow-model|another",
        "\"version\" : 1|\"version\" : 2",
        "\"version\" : 1|\"version\" : 99999999999999999999",
        "\"version\" : 1|\"version\" : \"1\"",
        "[ \"f1\" ]|[ ]",
        "[ \"f1\" ]|[ \"f1\", \"f1\" ]",
        "[ \"f1\" ]|[ \"f1\", \"f2\" ]",
        "[ \"f1\" ]|[ 1 ]",
        "[ \"a\", \"b\", \"c\" ]|[ \"a\" ]",
        "[ \"a\", \"b\", \"c\" ]|[ \"a\", \"b\" ]",
        "\"means\" : [ 0.0 ]|\"means\" : [ 1e999 ]",
        "\"means\" : [ 0.0 ]|\"means\" : [ NaN ]",
        "\"means\" : [ 0.0 ]|\"means\" : [ ]",
        "\"deviations\" : [ 1 ]|\"deviations\" : [ 0 ]",
        "\"deviations\" : [ 1 ]|\"deviations\" : [ -1 ]",
        "logits|relu",
        "\"biases\" : [|\"biases\" : [ 1,",
        "\"weights\" : [ [|\"weights\" : [ [ 1,",
        "\"weights\" : [|\"weights\" : [ [ ],",
        "\"rows\" : 3|\"rows\" : 3000000000",
        "\"rows\" : 3|\"rows\" : -3",
        "\"seed\" : -5|\"seed\" : 0.5",
        "0123456789abcdef0123|0123456789ABCDEF0123",
        "\"training\" : \"quickly\"|\"training\" : \"quickly\", \"more\" : 1",
        "\"labels\"|\"label\"",
      })
  void forgedFilesAreRefused(String change) throws IOException {
    String[] parts = change.split("\\|");
    models().skip(1).findFirst().orElseThrow().save(file());
    String text = Files.readString(file());
    assertThat(text).contains(parts[0]);
    String document = text.substring(0, text.indexOf(",\n  \"checksum\"")) + "\n}\n";
    String forged = document.replace(parts[0], parts[1]);
    assertRefused(Envelope.seal(forged.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bracketsAndLongTextsAreRefused() {
    assertRefused(Envelope.seal(("[".repeat(100_000) + "\n}\n").getBytes(StandardCharsets.UTF_8)));
    String name = "{\"format\" : \"" + "x".repeat(10_000_000) + "\"\n}\n";
    assertRefused(Envelope.seal(name.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void filesThatAreTooLargeAreRefused() throws IOException {
    try (var channel =
        Files.newByteChannel(
            file(),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.position(3L << 30);
      channel.write(ByteBuffer.wrap(new byte[1]));
    }
    assertThatThrownBy(() -> SavedModel.load(file()))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("more than 67108864 bytes");
  }

  @Test
  void whatCannotBeReadOrWrittenIsNamed() {
    Path missing = folder.resolve("none").resolve("model.json");
    assertThatThrownBy(() -> SavedModel.load(missing))
        .isInstanceOf(ScalarFlowException.class)
        .hasMessageContaining(missing.toString());
    assertThatThrownBy(() -> models().findFirst().orElseThrow().save(missing))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void aFailureLeavesTheFileAsItWas() throws IOException {
    SavedModel saved = models().findFirst().orElseThrow();
    saved.save(file());
    byte[] before = Files.readAllBytes(file());
    saved.model().parameters().get(0).assign(Double.NaN);
    assertThatThrownBy(() -> saved.save(file()))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("'b_1' is NaN");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void theNumbersOfFeaturesAreTheSame() {
    LogisticRegression model = LogisticRegression.builder(2, List.of("a", "b")).build();
    Standardizer two = Standardizer.of(new double[2], new double[] {1, 1});
    assertThatThrownBy(() -> new SavedModel(model, List.of("x"), two, PROVENANCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 features, but 1 are named");
  }
}
