package org.scalarflow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Structure;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Consumers;
import org.scalarflow.spi.Levels;
import org.scalarflow.spi.Tape;

/** Random graphs of a given size repeat, have the shapes they should, and stay finite. */
class ShapedGraphTest {

  private static final int CASES = 120;
  private static final int OPERATIONS = 2_000;

  private static Stream<RandomCase> cases(int operations) {
    return LongStream.rangeClosed(1, CASES).mapToObj(seed -> RandomGraphs.of(seed, operations));
  }

  @Test
  void theSameSeedAndSizeGiveTheSameCase() {
    for (long seed = 1; seed <= 20; seed++) {
      RandomCase one = RandomGraphs.of(seed, 300);
      RandomCase other = RandomGraphs.of(seed, 300);
      assertThat(describe(one)).isEqualTo(describe(other));
      assertThat(one.inputs(3)).isEqualTo(other.inputs(3));
      assertThat(one.seeds()).isEqualTo(other.seeds());
      assertThat(describe(one)).isNotEqualTo(describe(RandomGraphs.of(seed, 301)));
      assertThat(one).hasToString("RandomGraphs.of(" + seed + "L, 300)");
    }
  }

  private static String describe(RandomCase random) {
    int size = random.request().graph().size();
    return IntStream.range(0, size).mapToObj(id -> random.request().graph().node(id)).toList()
        + random.request().toString();
  }

  @Test
  void theSizeIsAboutWhatIsAskedFor() {
    for (int operations : new int[] {1, 50, OPERATIONS}) {
      cases(operations)
          .forEach(
              random -> {
                Structure structure = random.request().graph().structure();
                long made =
                    IntStream.range(0, structure.size())
                        .filter(id -> structure.operandCount(id) > 0)
                        .count();
                assertThat(made)
                    .as(random.toString())
                    .isBetween((long) operations, operations * 5L / 4 + 50);
              });
    }
    assertThatThrownBy(() -> RandomGraphs.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shapesDiffer() {
    Set<String> seen = new HashSet<>();
    cases(OPERATIONS)
        .forEach(
            random -> {
              Tape tape = Tape.lower(random.request());
              Levels levels = tape.levels();
              int operations = tape.size() - tape.firstOperation();
              if (operations > OPERATIONS / 4) {
                seen.add(levels.highest() < 12 ? "shallow" : "");
                seen.add(levels.highest() > 100 ? "deep" : "");
                seen.add(levels.highest() > 1_000 ? "very deep" : "");
              }
              seen.add(mostConsumers(tape) > 300 ? "hub" : "");
              seen.add(tape.uniformCount() > 50 ? "many uniform inputs" : "");
              seen.add(tape.rowInputCount() > 50 ? "many row inputs" : "");
              seen.add(tape.uniformCount() + tape.rowInputCount() < 10 ? "few inputs" : "");
              seen.add(random.request().differentiatesAll() ? "differentiates all" : "");
              seen.add(random.seeds().length > 0 ? "own seeds" : "");
            });
    assertThat(seen)
        .contains(
            "shallow",
            "deep",
            "very deep",
            "hub",
            "many uniform inputs",
            "many row inputs",
            "few inputs",
            "differentiates all",
            "own seeds");
  }

  private static int mostConsumers(Tape tape) {
    Consumers consumers = tape.consumers();
    return IntStream.range(0, tape.size())
        .map(node -> consumers.end(node) - consumers.start(node))
        .max()
        .orElse(0);
  }

  @Test
  void allOperatorsOccur() {
    Set<Operator> differentiated = new HashSet<>();
    cases(OPERATIONS)
        .forEach(
            random -> {
              Tape tape = Tape.lower(random.request());
              for (int node = tape.firstOperation(); node < tape.size(); node++) {
                if (tape.needsAdjoint(node)) {
                  differentiated.add(tape.operator(node));
                }
              }
            });
    assertThat(differentiated).containsAll(Operators.builtIn());
    assertThat(differentiated)
        .contains(RandomGraphs.BLEND, RandomGraphs.PEAK, RandomGraphs.TOTAL, RandomGraphs.CUBE);
  }

  /** What is NaN everywhere, or 0 everywhere, says little when it is compared. */
  @Test
  void mostDerivativesAreNumbersOtherThanZero() {
    for (int operations : new int[] {50, 500, 5_000}) {
      double[] shares = cases(operations).mapToDouble(ShapedGraphTest::tellingShare).toArray();
      String size = operations + " operations";
      assertThat(Arrays.stream(shares).average().orElseThrow()).as(size).isGreaterThan(0.5);
      assertThat(Arrays.stream(shares).filter(share -> share > 0.5).count())
          .as(size)
          .isGreaterThan(CASES / 2);
    }
  }

  /** Which part of the derivatives that are delivered is finite and not 0. */
  private static double tellingShare(RandomCase random) {
    ReferenceSweep.Row row =
        new ReferenceSweep(random.request()).run(random.inputs(0), random.seeds());
    Tape tape = Tape.lower(random.request());
    return IntStream.range(0, tape.derivativeCount())
        .mapToDouble(i -> row.derivatives()[tape.origin(tape.derivativeNode(i))])
        .mapToInt(derivative -> Double.isFinite(derivative) && derivative != 0 ? 1 : 0)
        .average()
        .orElse(0);
  }

  @Test
  void severalBackendsAreComparedAtOnce() {
    Backend plain = new TapeKernelVerificationTest.TapeBackend();
    for (long seed = 1; seed <= 20; seed++) {
      RandomGraphs.of(seed, 400).verify(plain, plain);
      RandomBatch.of(seed, 100).verify(plain, plain);
      RandomGraphs.repeating(seed, 400).verify(plain, plain);
      RandomBatch.repeating(seed, 100).verify(plain, plain);
    }
  }

  @Test
  void repeatingGraphsRepeatThemselves() {
    for (long seed = 1; seed <= 20; seed++) {
      RandomCase one = RandomGraphs.repeating(seed, 300);
      assertThat(describe(one)).isEqualTo(describe(RandomGraphs.repeating(seed, 300)));
      assertThat(one).hasToString("RandomGraphs.repeating(" + seed + "L, 300)");
      assertThat(RandomBatch.repeating(seed, 300))
          .hasToString("RandomBatch.repeating(" + seed + "L, 300)");
    }
    double[] shares =
        LongStream.rangeClosed(1, CASES)
            .mapToObj(seed -> RandomGraphs.repeating(seed, OPERATIONS))
            .mapToDouble(ShapedGraphTest::repeatedShare)
            .toArray();
    assertThat(Arrays.stream(shares).filter(share -> share > 0.8).count()).isGreaterThan(CASES / 2);
  }

  /** Which part of the operations is followed by the same within a hundred others, twice. */
  private static double repeatedShare(RandomCase random) {
    Tape tape = Tape.lower(random.request());
    int first = tape.firstOperation();
    int repeated = 0;
    for (int node = first; node < tape.size(); node++) {
      for (int period = 1; period <= 100 && node + 2 * period < tape.size(); period++) {
        if (isSame(tape, node, node + period) && isSame(tape, node, node + 2 * period)) {
          repeated++;
          break;
        }
      }
    }
    return (double) repeated / (tape.size() - first);
  }

  /**
   * Whether two operations have one operator, and operands that are equally far away or the same.
   */
  private static boolean isSame(Tape tape, int node, int other) {
    if (tape.opcode(node) != tape.opcode(other)
        || tape.operandCount(node) != tape.operandCount(other)) {
      return false;
    }
    for (int position = 0; position < tape.operandCount(node); position++) {
      int one = tape.operand(node, position);
      int two = tape.operand(other, position);
      boolean bothLeaves = one < tape.firstOperation() && two < tape.firstOperation();
      if (!bothLeaves && one != two && node - one != other - two) {
        return false;
      }
    }
    return true;
  }

  @Test
  void derivativesOfRepeatingGraphsAreNumbersOtherThanZero() {
    for (int operations : new int[] {50, 500, 5_000}) {
      double[] shares =
          LongStream.rangeClosed(1, CASES)
              .mapToObj(seed -> RandomGraphs.repeating(seed, operations))
              .mapToDouble(ShapedGraphTest::tellingShare)
              .toArray();
      assertThat(Arrays.stream(shares).average().orElseThrow())
          .as(operations + " operations")
          .isGreaterThan(0.4);
    }
  }
}
