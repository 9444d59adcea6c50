package org.scalarflow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.scalarflow.CompileOptions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Variable;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Gradients;

/**
 * Writes the inputs of the workloads, and what ScalarFlow makes of them, for libraries that are not
 * of the JVM: see {@code peers/README.md} of this module.
 *
 * <p>A workload is a folder, an array a file of lines of numbers with commas between them. Numbers
 * are decimal and name their {@code double} exactly. Results are those of the plain tape kernel,
 * whose bits every backend has.
 */
public final class PeerData {

  /**
   * How much is written.
   *
   * @param hidden the networks
   * @param rows the rows of W2; results are written for all, and for the first few
   * @param paths the paths of W4; results as for rows
   * @param operations the sizes of the graphs of W3
   */
  record Sizes(List<String> hidden, int rows, int paths, List<Integer> operations) {

    /** What docs/performance.md reports. */
    static final Sizes REPORTED =
        new Sizes(
            List.of("10x1", "10x4", "32x3"),
            10_000,
            1_000,
            List.of(1_000, 10_000, 100_000, 1_000_000));

    /** To see that everything works. */
    static final Sizes SMALL = new Sizes(List.of("10x1"), 200, 20, List.of(1_000));
  }

  /** The samples of W1, each visited once. */
  static final int SAMPLES = 1_000;

  /** So many samples, rows and paths are few enough for a peer that needs milliseconds for one. */
  static final int FEW = 10;

  private static final String GRADIENTS = "gradients.csv";

  private final Path folder;

  private PeerData(Path folder) {
    this.folder = folder;
  }

  /** Writes into the folder that is named, with {@code --small} little. */
  public static void main(String[] arguments) throws IOException {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean isSmall = names.remove("--small");
    if (names.size() != 1 || names.get(0).startsWith("-")) {
      System.err.println("usage: PeerData FOLDER [--small]");
      System.exit(2);
      return;
    }
    write(Path.of(names.get(0)), isSmall ? Sizes.SMALL : Sizes.REPORTED);
  }

  /** Writes all workloads, each into a folder of its own. */
  static void write(Path folder, Sizes sizes) throws IOException {
    PeerData data = new PeerData(folder);
    for (String hidden : sizes.hidden) {
      data.writeSteps(hidden);
      data.writeBatch(hidden, sizes.rows);
    }
    for (int operations : sizes.operations) {
      data.writeFormula("W3-chain-" + operations, Formulas.chain(operations));
      data.writeFormula("W3-dag-" + operations, Formulas.dag(operations));
    }
    data.writePaths(sizes.paths);
  }

  /** W1: loss and gradient of each of the first samples, and the parameters after some steps. */
  private void writeSteps(String hidden) throws IOException {
    Mlp network = Mlp.of(hidden);
    double[] parameters = network.parameters();
    double[] samples = Mlp.samples(SAMPLES);
    PeerFiles files = new PeerFiles(folder.resolve("W1-" + hidden));
    files.write("parameters.csv", parameters);
    files.write("samples.csv", samples, Mlp.SAMPLE);

    MlpGraph graph = new MlpGraph(network, MlpGraph.Style.SIGMOID);
    Subject subject =
        new Subject(new PlainBackend(), CompileOptions.DEFAULT, graph.loss, graph.parameters);
    Subject.Rows rows = subject.rows(graph.sample, samples);
    subject.load(parameters);
    double[][] firsts = new double[FEW][];
    for (int row = 0; row < FEW; row++) {
      Gradients found = rows.differentiate(row);
      firsts[row] = join(found.values(), 1, subject.gradient(found.sums()));
    }
    files.write(GRADIENTS, firsts);
    files.write(
        "stepped.csv",
        new double[][] {
          stepped(subject, rows, parameters, FEW), stepped(subject, rows, parameters, SAMPLES)
        });
  }

  /** How many steps, and the parameters after them. */
  private static double[] stepped(Subject subject, Subject.Rows rows, double[] start, int steps) {
    double[] parameters = start.clone();
    for (int row = 0; row < steps; row++) {
      subject.load(parameters);
      double[] gradient = subject.gradient(rows.differentiate(row).sums());
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= W1SgdStep.RATE * gradient[i];
      }
    }
    return prepend(steps, parameters);
  }

  /** W2. */
  private void writeBatch(String hidden, int count) throws IOException {
    Mlp network = Mlp.of(hidden);
    double[] samples = Mlp.samples(count);
    PeerFiles files = new PeerFiles(folder.resolve("W2-" + hidden));
    files.write("parameters.csv", network.parameters());
    files.write("rows.csv", samples, Mlp.SAMPLE);

    MlpGraph graph = new MlpGraph(network, MlpGraph.Style.RELU);
    writeSums(files, graph.loss, graph.parameters, graph.sample, samples);
  }

  /** W4. */
  private void writePaths(int count) throws IOException {
    W4AsianCall.Paths paths = new W4AsianCall.Paths();
    paths.paths = count;
    paths.draw();
    PeerFiles files = new PeerFiles(folder.resolve("W4"));
    files.write("market.csv", paths.market);
    files.write("normals.csv", paths.normals, W4AsianCall.STEPS);

    Graph graph = new Graph();
    List<Variable> market = Arrays.stream(paths.market).mapToObj(graph::variable).toList();
    List<Placeholder> normals =
        Stream.generate(graph::placeholder).limit(W4AsianCall.STEPS).toList();
    Node payoff = W4AsianCall.OnBackend.payoff(market, normals);
    writeSums(files, payoff, market, normals, paths.normals);
  }

  /** Value and gradient summed over the first rows and over all. */
  private static void writeSums(
      PeerFiles files,
      Node output,
      List<? extends Node> parameters,
      List<? extends Node> columns,
      double[] rowMajor)
      throws IOException {
    Subject subject = new Subject(new PlainBackend(), CompileOptions.DEFAULT, output, parameters);
    int[] counts = {FEW, rowMajor.length / columns.size()};
    double[][] lines = new double[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      double[] part = Arrays.copyOf(rowMajor, counts[i] * columns.size());
      Gradients found = subject.rows(columns, part).differentiate();
      lines[i] =
          prepend(counts[i], join(found.values(), counts[i], subject.gradient(found.sums())));
    }
    files.write(GRADIENTS, lines);
  }

  /** The first values added up, then the derivatives. */
  private static double[] join(double[] values, int count, double[] gradient) {
    return prepend(Subject.sum(Arrays.copyOf(values, count)), gradient);
  }

  private static double[] prepend(double first, double[] others) {
    double[] all = new double[others.length + 1];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  /** W3: the operations one a line, with the nodes that are their operands. */
  private void writeFormula(String name, ArrayTape tape) throws IOException {
    PeerFiles files = new PeerFiles(folder.resolve(name));
    files.write("inputs.csv", Arrays.copyOf(tape.leaves, tape.inputs));
    files.write("constants.csv", Arrays.copyOfRange(tape.leaves, tape.inputs, tape.leaves.length));
    files.writeOperations("operations.csv", tape);
    files.writeNodes("outputs.csv", tape.outputs);

    Subject subject = new FormulaGraph(tape).compile(new PlainBackend(), CompileOptions.DEFAULT);
    double[] derivatives = subject.differentiate();
    double value = Subject.sum(subject.runner.values());
    files.write(GRADIENTS, join(new double[] {value}, 1, subject.gradient(derivatives)));
  }
}
