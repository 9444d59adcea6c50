package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.bench.hand.AsianCall;
import org.scalarflow.bench.hand.ReluNet;
import org.scalarflow.bench.hand.SigmoidNet;

/** What is written for other libraries, read back and computed again without the library. */
@TestInstance(Lifecycle.PER_CLASS)
class PeerDataTest {

  private static final PeerData.Sizes SIZES =
      new PeerData.Sizes(List.of("10x1"), 70, 30, List.of(400));

  /** A thousand steps, each with the rounding of a gradient times a rate. */
  private static final double STEPPED_TOLERANCE = 1e-12;

  @TempDir static Path folder;

  @BeforeAll
  void write() throws IOException {
    PeerData.write(folder, SIZES);
  }

  @Test
  void thereIsAFolderForEachWorkload() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(found.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("W1-10x1", "W2-10x1", "W3-chain-400", "W3-dag-400", "W4");
    }
  }

  @Test
  void inputsAreExact() throws IOException {
    assertThat(only("W1-10x1/parameters.csv")).containsExactly(Mlp.of("10x1").parameters());
    assertThat(flat("W1-10x1/samples.csv")).containsExactly(Mlp.samples(PeerData.SAMPLES));
    assertThat(flat("W2-10x1/rows.csv")).containsExactly(Mlp.samples(SIZES.rows()));
    assertThat(numbers("W2-10x1/rows.csv")).hasNumberOfRows(SIZES.rows());
    assertThat(numbers("W4/normals.csv")).hasDimensions(SIZES.paths(), W4AsianCall.STEPS);
  }

  @Test
  void gradientsOfSamplesAreThoseOfTheNetwork() throws IOException {
    double[] parameters = only("W1-10x1/parameters.csv");
    double[] samples = flat("W1-10x1/samples.csv");
    double[][] found = numbers("W1-10x1/gradients.csv");
    double[] expected = new double[parameters.length];

    assertThat(found).hasNumberOfRows(PeerData.FEW);
    for (int row = 0; row < found.length; row++) {
      double loss =
          SigmoidNet.of(10, 1).lossAndGradient(parameters, samples, row * Mlp.SAMPLE, expected);
      requireAgreement("sample " + row, found[row], loss, expected);
    }
  }

  @Test
  void parametersAfterStepsAreThoseOfDescent() throws IOException {
    double[] samples = flat("W1-10x1/samples.csv");
    double[] gradient = new double[Mlp.of("10x1").parameterCount()];

    for (double[] line : numbersBySize("W1-10x1/stepped.csv", PeerData.SAMPLES)) {
      double[] parameters = only("W1-10x1/parameters.csv");
      for (int step = 0; step < line[0]; step++) {
        SigmoidNet.of(10, 1).lossAndGradient(parameters, samples, step * Mlp.SAMPLE, gradient);
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] -= W1SgdStep.RATE * gradient[i];
        }
      }
      assertThat(Arrays.copyOfRange(line, 1, line.length))
          .usingComparatorWithPrecision(STEPPED_TOLERANCE)
          .containsExactly(parameters);
    }
  }

  @Test
  void gradientsOfBatchesAreThoseOfTheNetwork() throws IOException {
    double[] parameters = only("W2-10x1/parameters.csv");
    double[] rows = flat("W2-10x1/rows.csv");

    for (double[] line : numbersBySize("W2-10x1/gradients.csv", SIZES.rows())) {
      double[] expected = new double[parameters.length];
      double[] part = Arrays.copyOf(rows, Mlp.SAMPLE * (int) line[0]);
      double loss = ReluNet.of(10, 1).lossAndGradient(parameters, part, expected);
      requireAgreement(line[0] + " rows", Arrays.copyOfRange(line, 1, line.length), loss, expected);
    }
  }

  @Test
  void gradientsOfPathsAreThoseOfTheCall() throws IOException {
    double[] market = only("W4/market.csv");
    double[] normals = flat("W4/normals.csv");

    for (double[] line : numbersBySize("W4/gradients.csv", SIZES.paths())) {
      double[] expected = new double[market.length];
      double[] part = Arrays.copyOf(normals, W4AsianCall.STEPS * (int) line[0]);
      double value = new AsianCall(W4AsianCall.STEPS).valueAndGradient(market, part, expected);
      requireAgreement(
          line[0] + " paths", Arrays.copyOfRange(line, 1, line.length), value, expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"W3-chain-400", "W3-dag-400"})
  void gradientsOfFormulasAreThoseOfTheOperationsWritten(String name) throws IOException {
    double[] inputs = only(name + "/inputs.csv");
    double[] constants = constants(name);
    double[] leaves = Arrays.copyOf(inputs, inputs.length + constants.length);
    System.arraycopy(constants, 0, leaves, inputs.length, constants.length);
    List<String> operations = Files.readAllLines(folder.resolve(name + "/operations.csv"));
    byte[] codes = new byte[operations.size()];
    int[] first = new int[codes.length];
    int[] second = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      String[] parts = operations.get(i).split(",");
      codes[i] = code(parts[0]);
      first[i] = Integer.parseInt(parts[1]);
      second[i] = parts.length == 3 ? Integer.parseInt(parts[2]) : -1;
    }
    int[] outputs =
        Arrays.stream(only(name + "/outputs.csv")).mapToInt(number -> (int) number).toArray();
    double[] expected = new double[inputs.length];
    double value =
        new ArrayTape(inputs.length, leaves, codes, first, second, outputs)
            .valueAndGradient(expected);

    assertThat(codes).hasSize(400);
    requireAgreement(name, only(name + "/gradients.csv"), value, expected);
  }

  @Test
  void aSecondTimeGivesTheSameBytes(@TempDir Path again) throws IOException {
    PeerData.write(again, SIZES);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }

    assertThat(files).hasSizeGreaterThan(15);
    for (Path file : files) {
      assertThat(again.resolve(folder.relativize(file))).hasSameBinaryContentAs(file);
    }
  }

  private static void requireAgreement(
      String subject, double[] found, double value, double[] gradient) {
    Agreement.require(
        subject, found[0], Arrays.copyOfRange(found, 1, found.length), value, gradient);
  }

  private static byte code(String operation) {
    return switch (operation) {
      case "add" -> ArrayTape.ADD;
      case "subtract" -> ArrayTape.SUBTRACT;
      case "multiply" -> ArrayTape.MULTIPLY;
      case "sin" -> ArrayTape.SIN;
      case "tanh" -> ArrayTape.TANH;
      default -> throw new AssertionError("no operation " + operation);
    };
  }

  /** Results for the first few and for all, after checking that these are the counts. */
  private static double[][] numbersBySize(String file, int all) throws IOException {
    double[][] lines = numbers(file);
    assertThat(lines).hasNumberOfRows(2);
    assertThat(new double[] {lines[0][0], lines[1][0]}).containsExactly(PeerData.FEW, all);
    return lines;
  }

  /** A graph of which every leaf is an input has an empty line. */
  private static double[] constants(String name) throws IOException {
    return Files.readString(folder.resolve(name + "/constants.csv")).isBlank()
        ? new double[0]
        : only(name + "/constants.csv");
  }

  private static double[] only(String file) throws IOException {
    double[][] lines = numbers(file);
    assertThat(lines).hasNumberOfRows(1);
    return lines[0];
  }

  private static double[] flat(String file) throws IOException {
    return Arrays.stream(numbers(file)).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][] numbers(String file) throws IOException {
    List<double[]> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(file))) {
      lines.add(Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray());
    }
    return lines.toArray(double[][]::new);
  }
}
