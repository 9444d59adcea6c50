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
import org.scalarflow.ml.data.CategoryEncoding;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.NumberEncoding;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.data.Table;
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

  private static SavedModel saved(Classifier model, ColumnEncoding... columns) {
    return new SavedModel(model, new FeatureEncoder(List.of(columns)), PROVENANCE);
  }

  static Stream<SavedModel> models() {
    return Stream.of(
        saved(
            LogisticRegression.builder(2, List.of("no", "yes")).backend(new TapeBackend()).build(),
            NumberEncoding.keeping("f1"),
            new NumberEncoding("f2", 2.5, 0.1)),
        saved(
            LogisticRegression.builder(1, List.of("a", "b", "c"))
                .backend(new TapeBackend())
                .build(),
            new NumberEncoding("f1", 0, 1)),
        saved(
            MultilayerPerceptron.builder(3, List.of("α", "\"β\n"))
                .hidden(4, 3, 2)
                .activation(Activation.SILU, Activation.TANH, Activation.LEAKY_RELU)
                .seed(9)
                .backend(new TapeBackend())
                .build(),
            new CategoryEncoding("colour", List.of("red", "Ω \"\\"), true),
            NumberEncoding.keeping("2")));
  }

  @ParameterizedTest
  @MethodSource("models")
  void whatIsLoadedIsWhatWasSaved(SavedModel saved) throws IOException {
    saved.save(file());
    SavedModel loaded = SavedModel.load(file(), new TapeBackend());
    assertThat(weights(loaded.model())).containsExactly(weights(saved.model()));
    assertThat(loaded.model().labels()).isEqualTo(saved.model().labels());
    assertThat(loaded.encoder()).isEqualTo(saved.encoder());
    assertThat(loaded.provenance()).isEqualTo(PROVENANCE);
    List<String> fields =
        saved.encoder().columns().stream()
            .map(column -> column instanceof CategoryEncoding ? "red" : "-1.25")
            .toList();
    assertThat(loaded.probabilities(fields)).containsExactly(saved.probabilities(fields));
    byte[] first = Files.readAllBytes(file());
    loaded.save(file());
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  /** The bytes of a file are pinned, so that they are the same on every Java version. */
  @Test
  void theFormatIsThis() throws IOException {
    LogisticRegression model =
        LogisticRegression.builder(3, List.of("no", "yes")).backend(new TapeBackend()).build();
    double[] weights = {2e-3, -0.0, 1.0 / 3, Double.MIN_VALUE};
    for (int i = 0; i < weights.length; i++) {
      model.parameters().get(i).assign(weights[i]);
    }
    SavedModel saved =
        new SavedModel(
            model,
            new FeatureEncoder(
                List.of(
                    new NumberEncoding("size", 2.0E-3 / 3, 1e23),
                    new CategoryEncoding("colour", List.of("blue", "red"), false))),
            PROVENANCE);
    saved.save(file());
    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            {
              "format" : "scalarflow-model",
              "version" : 1,
              "columns" : [ {
                "column" : "size",
                "mean" : 0.0006666666666666666,
                "deviation" : 1E+23
              }, {
                "column" : "colour",
                "categories" : [ "blue", "red" ],
                "unknownAsZeros" : false
              } ],
              "labels" : [ "no", "yes" ],
              "layers" : [ {
                "activation" : "logits",
                "biases" : [ 0.002 ],
                "weights" : [ [ -0.0, 0.3333333333333333, 5E-324 ] ]
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
        .containsExactly(weights);
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
    LabelledTable table = LabelledTable.of(data);
    int[] expected = result.model().predict(table.encode(result.encoder()));
    assertThat(loaded.predict(table.features())).isEqualTo(expected);
    assertThat(loaded.probabilities(table.features()))
        .isDeepEqualTo(result.model().probabilities(result.encoder().encode(table.features())));
    assertThat(loaded.probabilities(data.features(7)))
        .containsExactly(loaded.probabilities(table.features())[7]);
    assertThat(loaded.predictLabel(data.features(0))).isEqualTo(data.labels().get(expected[0]));
    assertThat(loaded.provenance().data()).contains("iris");
    assertThat(loaded.provenance().rows()).isEqualTo(result.split().training().rows());
    assertThat(loaded.provenance().dataHash()).isEqualTo(Hashes.of(result.rows()));
    Table other = LabelledTable.of(Datasets.breastCancer()).features();
    assertThatThrownBy(() -> loaded.predict(other))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("there is no column '" + data.featureNames().get(0) + "'")
        .hasMessageContaining(other.columns().get(0).name());
  }

  // -------------------------------------------------------------- failures

  @Test
  void everyPrefixAndEveryFlippedBitIsRefused() throws IOException {
    models().skip(2).findFirst().orElseThrow().save(file());
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
        "[ {|{",
        "[ {|[ 1, {",
        "[ {|[ { \"column\" : \"f1\", \"mean\" : 0.0, \"deviation\" : 1 }, {",
        "[ {|[ { \"column\" : \"f0\", \"mean\" : 0.0, \"deviation\" : 1 }, {",
        "\"f1\"|1",
        "\"mean\"|\"middle\"",
        "\"deviation\" : 1|\"deviation\" : 1, \"more\" : 1",
        "\"deviation\" : 1|\"more\" : 1",
        "[ \"a\", \"b\", \"c\" ]|[ \"a\" ]",
        "[ \"a\", \"b\", \"c\" ]|[ \"a\", \"b\" ]",
        "\"mean\" : 0.0|\"mean\" : 1e999",
        "\"mean\" : 0.0|\"mean\" : NaN",
        "\"mean\" : 0.0|\"mean\" : \"0.0\"",
        "\"mean\" : 0.0|\"mean\" : null",
        "\"deviation\" : 1|\"deviation\" : 0",
        "\"deviation\" : 1|\"deviation\" : -1",
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
    assertForgedIsRefused(1, change.split("\\|"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ \"red\",|[ \"red\", \"red\",",
        "[ \"red\",|[ \"Ω\", \"red\",",
        "[ \"red\",|[ \"\",",
        "[ \"red\",|[ ] [",
        "[ \"red\",|[ 1,",
        "[ \"red\",|[ \"a\", \"red\",",
        "\"categories\"|\"mean\"",
        "\"unknownAsZeros\" : true|\"unknownAsZeros\" : 1",
        "\"unknownAsZeros\" : true|\"unknownAsZeros\" : null",
        "\"unknownAsZeros\" : true|\"unknown\" : true",
        "\"column\" : \"2\"|\"column\" : \"colour\"",
        "\"column\" : \"2\"|\"column\" : \"colour=red\"",
        "\"silu\"|\"cosine\"",
        "\"silu\"|\"logits\"",
      })
  void forgedEncodersAndLayersAreRefused(String change) throws IOException {
    assertForgedIsRefused(2, change.split("\\|"));
  }

  @Test
  void whatAForgedFileAsksForIsBounded() throws IOException {
    String text = "\"" + "x".repeat(900) + "\"";
    assertForgedIsRefused(1, "\"f1\"", text);
    assertForgedIsRefused(2, "\"red\"", text);
    assertForgedIsRefused(2, "[ \"red\"", "[ " + texts(1_000_000, "") + "\"red\"");
    String categories =
        "{ \"column\" : \"%d\", \"categories\" : [ %s ], \"unknownAsZeros\" : true },";
    StringBuilder many = new StringBuilder("\"columns\" : [ ");
    for (int i = 0; i < 100; i++) {
      many.append(categories.formatted(i + 1000, texts(999, "c") + "\"d\""));
    }
    assertForgedIsRefused(2, "\"columns\" : [", many.toString());
  }

  private static String texts(int count, String prefix) {
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < count; i++) {
      texts.append('"').append(prefix).append(10_000_000 + i).append("\", ");
    }
    return texts.toString();
  }

  private void assertForgedIsRefused(int which, String... parts) throws IOException {
    models().skip(which).findFirst().orElseThrow().save(file());
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
    assertThatThrownBy(() -> saved(model, NumberEncoding.keeping("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model takes 2 features, but 1 are made of the columns");
    assertThatThrownBy(() -> FeatureEncoder.of(List.of("x"), Standardizer.of(new double[2], ONES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 columns are named, but 2 were standardised");
  }

  private static final double[] ONES = {1, 1};

  @Test
  void whatCouldNotBeLoadedIsNotSaved() {
    String tooLong = "x".repeat(201);
    assertThatThrownBy(
            () ->
                saved(
                    LogisticRegression.builder(1, List.of("a", "b")).build(),
                    NumberEncoding.keeping(tooLong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the name of a column has 201 characters; the most is 200");
    assertThatThrownBy(
            () ->
                saved(
                    LogisticRegression.builder(1, List.of("a", tooLong)).build(),
                    NumberEncoding.keeping("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a label has 201 characters; the most is 200");
    LogisticRegression model = LogisticRegression.builder(1, List.of("a", "b")).build();
    for (ColumnEncoding half :
        List.of(
            NumberEncoding.keeping("\uD800"),
            new CategoryEncoding("x", List.of("\uDC00"), false))) {
      assertThatThrownBy(() -> saved(model, half))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(" has half a character: ");
    }
  }
}
