package org.scalarflow.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scalarflow.bench.hand.ArrayTape;

/** The files of a workload: lines of numbers with commas between them. */
final class PeerFiles {

  /** By the codes of {@link ArrayTape}. */
  private static final List<String> OPERATIONS =
      List.of("add", "subtract", "multiply", "sin", "tanh");

  private final Path folder;

  /** Files in that folder, which is made if there is none. */
  PeerFiles(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** One line. */
  void write(String name, double[] numbers) throws IOException {
    write(name, new double[][] {numbers});
  }

  /** A line of {@code stride} numbers for each row. */
  void write(String name, double[] rowMajor, int stride) throws IOException {
    writeLines(
        name,
        IntStream.range(0, rowMajor.length / stride)
            .mapToObj(row -> line(Arrays.copyOfRange(rowMajor, row * stride, (row + 1) * stride))));
  }

  /** A line for each array. */
  void write(String name, double[][] lines) throws IOException {
    writeLines(name, Arrays.stream(lines).map(PeerFiles::line));
  }

  /** One line of nodes. */
  void writeNodes(String name, int[] nodes) throws IOException {
    writeLines(
        name,
        Stream.of(
            Arrays.stream(nodes).mapToObj(Integer::toString).collect(Collectors.joining(","))));
  }

  /** A line for each operation: what it does, and the nodes that are its operands. */
  void writeOperations(String name, ArrayTape tape) throws IOException {
    writeLines(name, IntStream.range(0, tape.codes.length).mapToObj(i -> operation(tape, i)));
  }

  private static String operation(ArrayTape tape, int i) {
    String unary = OPERATIONS.get(tape.codes[i]) + "," + tape.first[i];
    return ArrayTape.isBinary(tape.codes[i]) ? unary + "," + tape.second[i] : unary;
  }

  /** {@code Double.toString} is exact: reading it gives the number again. */
  private static String line(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(","));
  }

  private void writeLines(String name, Stream<String> lines) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve(name))) {
      for (String line : (Iterable<String>) lines::iterator) {
        writer.write(line);
        writer.write('\n');
      }
    }
  }
}
