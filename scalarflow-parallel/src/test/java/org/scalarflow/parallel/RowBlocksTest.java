package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** Batches of tapes that are too large for lanes. */
class RowBlocksTest {

  private static final int OPERATIONS = 60_000;
  private static final int ROWS = 141;
  private static final int FIRST = 3;

  /** So many threads have little room each. */
  private final ParallelBackend backend = new ParallelBackend(64);

  private final Graph graph = new Graph();
  private final Placeholder x = graph.placeholder("x");
  private final Variable w = graph.variable("w", 0.7);

  private Node chain(Node start) {
    Node node = start;
    for (int i = 0; i < OPERATIONS / 3; i++) {
      node = Functions.sin(node.times(w)).plus(node);
    }
    return node;
  }

  private static Inputs inputs() {
    double[] rows = new double[FIRST + ROWS];
    Arrays.setAll(rows, row -> 0.01 * row);
    return new Inputs(new double[] {0.7}, rows, 1);
  }

  @Test
  void giveTheBitsOfThePlainKernel() {
    Node node = chain(x);
    Tape tape = Tape.lower(Request.of(node, node.plus(w)).differentiate(w, x));
    Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
    Kernel plain = new TapeKernel(tape);
    double[] weights = new double[ROWS * 2];
    Arrays.setAll(weights, i -> 1.0 / (1 + i));

    for (Seeds seeds : new Seeds[] {Seeds.ones(tape), new Seeds(weights, 2)}) {
      for (boolean perRow : new boolean[] {false, true}) {
        Gradients actual = Gradients.of(tape, ROWS, perRow);
        Gradients expected = Gradients.of(tape, ROWS, perRow);
        kernel.differentiate(kernel.newWorkspace(), inputs(), FIRST, ROWS, seeds, actual);
        plain.differentiate(plain.newWorkspace(), inputs(), FIRST, ROWS, seeds, expected);

        assertThat(actual.sums()).isEqualTo(expected.sums());
        assertThat(actual.values()).isEqualTo(expected.values());
        assertThat(actual.perRow()).isEqualTo(expected.perRow());
      }
    }
    double[] values = new double[ROWS * 2];
    double[] expected = new double[ROWS * 2];
    kernel.evaluate(kernel.newWorkspace(), inputs(), FIRST, ROWS, values);
    plain.evaluate(plain.newWorkspace(), inputs(), FIRST, ROWS, expected);
    assertThat(values).isEqualTo(expected);
    assertThat(kernel.describe()).contains("too many for lanes");
  }

  @Test
  void nameTheRowThatFails() {
    Operator picky =
        Operator.unary(
            "picky",
            value -> {
              if (value > 1.429) {
                throw new IllegalArgumentException("too large");
              }
              return value;
            },
            (value, result) -> 1);
    Tape tape = Tape.lower(Request.of(chain(graph.apply(picky, x))).differentiate(w));
    Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
    double[] values = new double[ROWS];

    // The last row, which is alone in no block, and then one that is.
    assertThatThrownBy(() -> kernel.evaluate(kernel.newWorkspace(), inputs(), FIRST, ROWS, values))
        .isInstanceOfSatisfying(
            OperatorException.class, failure -> assertThat(failure.row()).hasValue(143));
    assertThatThrownBy(() -> kernel.evaluate(kernel.newWorkspace(), inputs(), 143 - 64, 65, values))
        .isInstanceOfSatisfying(
            OperatorException.class, failure -> assertThat(failure.row()).hasValue(143));
  }
}
