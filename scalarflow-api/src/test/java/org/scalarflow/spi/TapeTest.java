package org.scalarflow.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scalarflow.Functions.select;
import static org.scalarflow.Functions.sin;
import static org.scalarflow.Functions.stopGradient;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.testing.Allocation;
import org.scalarflow.testing.Impure;

class TapeTest {

  private final Graph graph = new Graph();
  private final Placeholder x = graph.placeholder("x");
  private final Variable w = graph.variable("w", 1.0);
  private final Placeholder y = graph.placeholder("y");

  private static List<String> names(Tape tape, int from, int to) {
    List<String> names = new ArrayList<>();
    for (int node = from; node < to; node++) {
      names.add(tape.name(node));
    }
    return names;
  }

  @Test
  void nodesStandInGroups() {
    Node loss = w.times(x).minus(y).pow(2);
    Tape tape = Tape.lower(Request.of(loss));

    assertThat(names(tape, 0, tape.size()))
        .containsExactly("w", "x", "y", "Constant_0", "Multiply_0", "Subtract_0", "Pow_0");
    assertThat(tape.uniformCount()).isEqualTo(1);
    assertThat(tape.rowInputCount()).isEqualTo(2);
    assertThat(tape.firstConstant()).isEqualTo(3);
    assertThat(tape.firstOperation()).isEqualTo(4);
    assertThat(tape.constant(3)).isEqualTo(2.0);
    assertThat(tape.opcode(4)).isEqualTo(Opcode.MULTIPLY);
    assertThat(tape.operandCount(5)).isEqualTo(2);
    assertThat(tape.operand(5, 0)).isEqualTo(4);
    assertThat(tape.operand(5, 1)).isEqualTo(2);
    assertThat(tape.operator(6).name()).isEqualTo("pow");
    assertThat(tape.origin(0)).isEqualTo(w.id());
    assertThat(tape.structure().graph()).isSameAs(graph);
  }

  @Test
  void theRequestSaysWhichInputsVaryByRow() {
    Tape tape = Tape.lower(Request.of(w.times(x).plus(y)).varyByRow(w).uniform(y));

    assertThat(names(tape, 0, 3)).containsExactly("y", "x", "w");
    assertThat(tape.uniformCount()).isEqualTo(1);
  }

  @Test
  void onlyAncestorsAreHere() {
    sin(y);
    Node product = w.times(x);
    product.plus(1);
    Tape tape = Tape.lower(Request.of(product));

    assertThat(names(tape, 0, tape.size())).containsExactly("w", "x", "Multiply_0");
  }

  @Test
  void constantsAreFoldedAndTheirOperandsDropped() {
    Node folded = sin(graph.constant(1).plus(2)).times(graph.constant(3));
    Tape tape = Tape.lower(Request.of(folded.times(x)));

    assertThat(names(tape, 0, tape.size())).containsExactly("x", folded.name(), "Multiply_1");
    assertThat(tape.constant(1)).isEqualTo(Math.sin(3.0) * 3.0);
  }

  /** Bits of some sets over all ids; a number or more for each id would be 4 bytes and up. */
  private static final double MOST_BYTES_AN_ID = 3.0;

  @Test
  void aSmallRequestInALargeGraphTakesLittleMemory() {
    Node chain = x;
    for (int i = 0; i < 1_000_000; i++) {
      chain = chain.plus(x);
    }
    Node small = sin(w.times(y)).plus(graph.constant(1).plus(2));
    Request request = Request.everything(small);
    Tape.lower(request);

    assertThat(Allocation.bytes(() -> Tape.lower(request)))
        .isLessThan((long) (MOST_BYTES_AN_ID * graph.size()));
    assertThat(names(Tape.lower(request), 0, 2)).containsExactly("w", "y");
  }

  @Test
  void foldedNodesStayWhereTheyAreRead() {
    Node inner = graph.constant(1).plus(2);
    Node folded = inner.times(3);
    Tape tape = Tape.lower(Request.of(folded.times(x)).observe(inner));

    assertThat(names(tape, 0, tape.size()))
        .containsExactly("x", "Add_0", "Multiply_0", "Multiply_1");
    assertThat(tape.valueCount()).isEqualTo(2);
    assertThat(tape.name(tape.valueNode(1))).isEqualTo("Add_0");
  }

  @Test
  void foldingDropsNothingButConstants() {
    Node before = w.times(x);
    Node condition = graph.apply(new Impure(), graph.constant(1));
    Node folded = sin(graph.constant(1).plus(2));
    Node left = graph.apply(new Impure(), folded);
    Node after = select(condition, before, left).plus(y);
    Node unread = graph.apply(new Impure(), graph.constant(3));
    Node choice = select(graph.constant(4), unread.minus(unread), after).times(after);
    Tape tape = Tape.lower(Request.of(choice.minus(folded)).differentiate(x, y));

    assertThat(names(tape, 0, tape.size()))
        .as("1, 3 and 4 are operands of what is not folded")
        .containsExactly(
            "w",
            "x",
            "y",
            "Constant_0",
            folded.name(),
            "Constant_3",
            "Constant_4",
            before.name(),
            condition.name(),
            left.name(),
            "Select_0",
            "Add_1",
            unread.name(),
            "Subtract_0",
            "Select_1",
            "Multiply_1",
            "Subtract_1");
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      int id = tape.origin(node);
      for (int position = 0; position < tape.operandCount(node); position++) {
        assertThat(tape.origin(tape.operand(node, position)))
            .isEqualTo(tape.structure().operand(id, position));
      }
    }
    assertThat(namesWithAdjoint(tape))
        .containsExactly(
            "x", "y", before.name(), "Select_0", "Add_1", "Select_1", "Multiply_1", "Subtract_1");
  }

  @Test
  void impureAndFailingOperationsAreNotFolded() {
    Operator failing =
        Operator.unary(
            "failing",
            v -> {
              throw new IllegalStateException("not now");
            },
            (v, result) -> 1);
    Tape tape = Tape.lower(Request.of(graph.apply(failing, graph.constant(1))));
    assertThat(tape.size() - tape.firstOperation()).isEqualTo(1);

    Tape impure = Tape.lower(Request.of(graph.apply(new Impure(), graph.constant(1))));
    assertThat(impure.opcode(impure.firstOperation())).isEqualTo(Opcode.CUSTOM);
    assertThat(
            Tape.lower(Request.everything(graph.apply(new Impure(), graph.constant(1))))
                .derivativeCount())
        .as("without an input there is no derivative")
        .isZero();
  }

  @Test
  void equalSubexpressionsStaySeparate() {
    Tape tape = Tape.lower(Request.of(sin(x).plus(sin(x))));

    assertThat(tape.size() - tape.firstOperation()).isEqualTo(3);
  }

  @Test
  void adjointsAreNeededOnlyTowardsWhatIsWanted() {
    Node left = sin(x);
    Node right = sin(y);
    Tape tape = Tape.lower(Request.of(left.times(right)).differentiate(x));

    assertThat(namesWithAdjoint(tape)).containsExactly("x", left.name(), "Multiply_0");
    int product = tape.size() - 1;
    assertThat(tape.passesBack(product, 0)).isTrue();
    assertThat(tape.passesBack(product, 1)).isFalse();
    assertThat(tape.derivativeCount()).isEqualTo(1);
    assertThat(tape.name(tape.derivativeNode(0))).isEqualTo("x");
  }

  @Test
  void nothingGoesBackWhereNothingIsDifferentiable() {
    Node blocked = stopGradient(sin(x));
    Tape tape = Tape.lower(Request.of(blocked.times(y)).differentiate(x, y));

    assertThat(namesWithAdjoint(tape)).containsExactly("y", "Multiply_0");
    assertThat(tape.derivativeCount()).isEqualTo(2);
    Tape valuesOnly = Tape.lower(Request.of(blocked));
    assertThat(namesWithAdjoint(valuesOnly)).isEmpty();
  }

  @Test
  void observedNodesAreNotSeeded() {
    Node loss = sin(x);
    Node seen = sin(y);
    Tape tape = Tape.lower(Request.of(loss).observe(seen).differentiate(x, y));

    assertThat(tape.outputCount()).isEqualTo(1);
    assertThat(tape.valueCount()).isEqualTo(2);
    assertThat(namesWithAdjoint(tape)).containsExactly("x", loss.name());
  }

  @Test
  void theConditionOfASelectPassesNothingBack() {
    Tape tape = Tape.lower(Request.of(select(x, y, w)).differentiate(x, y, w));

    assertThat(namesWithAdjoint(tape)).containsExactly("w", "y", "Select_0");
    assertThat(tape.passesBack(tape.size() - 1, 0)).isFalse();
    assertThat(tape.passesBack(tape.size() - 1, 1)).isTrue();
  }

  private static List<String> namesWithAdjoint(Tape tape) {
    List<String> names = new ArrayList<>();
    for (int node = 0; node < tape.size(); node++) {
      if (tape.needsAdjoint(node)) {
        names.add(tape.name(node));
      }
    }
    return names;
  }

  @Test
  void consumersStandInCanonicalOrder() {
    Node square = x.times(x);
    Node sum = square.plus(x);
    Node out = sum.minus(square);
    Tape tape = Tape.lower(Request.of(out).differentiate(x));
    Consumers consumers = tape.consumers();

    List<String> ofX = new ArrayList<>();
    for (int at = consumers.start(0); at < consumers.end(0); at++) {
      ofX.add(tape.name(consumers.consumer(at)) + "/" + consumers.position(at));
    }
    assertThat(ofX).containsExactly("Add_0/1", "Multiply_0/0", "Multiply_0/1");
    assertThat(tape.consumers()).as("made once").isSameAs(consumers);
  }

  @Test
  void levelsGrowFromTheLeaves() {
    Node square = x.times(x);
    Node other = sin(y);
    Node sum = square.plus(other);
    Tape tape = Tape.lower(Request.of(sum.plus(x)));
    Levels levels = tape.levels();

    assertThat(levels.highest()).isEqualTo(3);
    assertThat(levels.width(1)).isEqualTo(2);
    assertThat(tape.name(levels.node(1, 0))).isEqualTo(square.name());
    assertThat(tape.name(levels.node(1, 1))).isEqualTo(other.name());
    assertThat(tape.name(levels.node(2, 0))).isEqualTo(sum.name());
    assertThat(levels.width(3)).isEqualTo(1);
    assertThat(tape.levels()).as("made once").isSameAs(levels);
    assertThat(Tape.lower(Request.of(x)).levels().highest()).isZero();
  }

  @Test
  void toStringTellsTheSizes() {
    assertThat(Tape.lower(Request.everything(w.times(x))))
        .hasToString(
            "tape of 3 nodes: 1 uniform input, 1 row input, 0 constants, 1 operation; 1 output,"
                + " 2 observed, 3 derivatives over 3 adjoints");
  }
}
