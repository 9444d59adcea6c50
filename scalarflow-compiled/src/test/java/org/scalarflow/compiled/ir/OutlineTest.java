package org.scalarflow.compiled.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Losses;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Tape;

/** What becomes a loop, and what is kept in memory. */
class OutlineTest {

  private static final Limits LIMITS = Limits.MEASURED;

  private final Graph graph = new Graph();
  private final Placeholder x = graph.placeholder("x");
  private final List<Variable> parameters = new ArrayList<>();

  @Test
  void smallTapesAreOneMethod() {
    Outline outline = Outline.of(network(2, 10, 1), LIMITS);
    assertThat(outline.isFused()).isTrue();
    assertThat(outline.groups()).hasSize(1);
    // Inputs, and the loss, which is delivered.
    assertThat(outline.storage().valueCount()).isEqualTo(41 + 3 + 1);
  }

  @Test
  void layersAreLoopsOfLoops() {
    Tape tape = network(2, 32, 32, 32, 1);
    Outline outline = Outline.of(tape, LIMITS);
    assertThat(outline.isFused()).isFalse();
    assertThat(outline.steps()).isLessThan(60);
    assertThat(outline.storage().table()).as("operands that must be looked up").isEmpty();
    List<Loop> layers = loops(outline.groups().get(0));
    assertThat(layers).extracting(Loop::depth).contains(2);
    // A run copies neither parameters nor derivatives.
    assertThat(outline.storage().copiesUniforms()).isFalse();
    assertThat(outline.storage().deliversInPlace()).isTrue();
    // Units are kept, products and sums are not.
    assertThat(outline.storage().valueCount()).isLessThan(tape.firstOperation() + 3 * 32 + 10);
  }

  @Test
  void recurrencesStayInVariables() {
    Node node = x;
    for (int i = 0; i < 1_000; i++) {
      node = Functions.sin(node).times(1e-6).plus(node.times(0.999));
    }
    Outline outline = Outline.of(Tape.lower(Request.of(node).differentiate(x)), LIMITS);
    assertThat(outline.steps()).isEqualTo(4);
    Loop loop = loops(outline.groups().get(0)).get(0);
    assertThat(loop.trips()).isEqualTo(1_000);
    assertThat(loop.items()).filteredOn(item -> ((Step) item).initial() != null).hasSize(1);
    // The input, its adjoint and two constants; the states, for the backward sweep.
    assertThat(outline.storage().valueCount()).isEqualTo(3 + 1_000);
  }

  /** Each iteration needs the one before, so none can be done beside it. */
  @Test
  void lanesAreOnlyWhereNothingWaits() {
    Node node = x;
    Variable w = graph.variable(0.5);
    for (int i = 0; i < 20; i++) {
      Node sum = graph.constant(0.25 * i);
      for (int j = 0; j < 20; j++) {
        sum = sum.plus(node.times(w));
      }
      node = Functions.sin(sum);
    }
    Outline outline = Outline.of(Tape.lower(Request.of(node).differentiate(x, w)), LIMITS);
    assertThat(loops(outline.groups().get(0))).anyMatch(loop -> loop.depth() == 2);
    assertThat(outline.steps()).isLessThanOrEqualTo(12);
  }

  /** Its cells are one loop at first, which the edges of rows divide. */
  @Test
  void rowsOfAGridAreALoopOfLoops() {
    int side = 50;
    Node[] above = new Node[side];
    for (int j = 0; j < side; j++) {
      above[j] = parameter();
    }
    for (int i = 0; i < side; i++) {
      Node before = parameter();
      for (int j = 0; j < side; j++) {
        before = above[j].plus(before).times(0.5);
        above[j] = before;
      }
    }
    Outline outline =
        Outline.of(Tape.lower(Request.of(above[side - 1]).differentiate(parameters)), LIMITS);
    // The first row reads inputs.
    assertThat(loops(outline))
        .extracting(loop -> loop.depth() + ": " + loop.trips())
        .containsExactly("1: 50", "1: 49", "2: 50");
  }

  /** A binomial tree: each step of time has a state less than the one before. */
  @Test
  void trianglesAreOneLoopWithOperandsThatAreLookedUp() {
    int steps = 60;
    Variable up = parameter();
    Variable down = parameter();
    Node[] values = new Node[steps + 1];
    for (int i = 0; i <= steps; i++) {
      values[i] = parameter();
    }
    for (int step = steps; step > 0; step--) {
      for (int i = 0; i < step; i++) {
        values[i] = up.times(values[i + 1]).plus(down.times(values[i]));
      }
    }
    Outline outline =
        Outline.of(Tape.lower(Request.of(values[0]).differentiate(parameters)), LIMITS);
    assertThat(loops(outline)).extracting(Loop::trips).containsExactly(steps * (steps + 1) / 2);
    assertThat(outline.storage().table()).isNotEmpty();
  }

  /** From one pixel to the next all operands move by one, at the end of a row by three. */
  @Test
  void convolutionsAreLoopsOverRowsAndColumns() {
    int side = 30;
    Node[] image = new Node[side * side];
    Node[] window = new Node[9];
    for (int i = 0; i < image.length; i++) {
      image[i] = parameter();
    }
    for (int i = 0; i < window.length; i++) {
      window[i] = parameter();
    }
    Node total = graph.constant(0.5);
    for (int i = 0; i < side - 2; i++) {
      for (int j = 0; j < side - 2; j++) {
        Node sum = graph.constant(0.25);
        for (int k = 0; k < window.length; k++) {
          sum = sum.plus(window[k].times(image[(i + k / 3) * side + j + k % 3]));
        }
        total = total.plus(Functions.relu(sum));
      }
    }
    Outline outline = Outline.of(Tape.lower(Request.of(total).differentiate(parameters)), LIMITS);
    assertThat(outline.steps()).isLessThan(20);
    assertThat(loops(outline)).extracting(Loop::depth).contains(3);
  }

  /** No kernel does the sums of several layers. */
  @Test
  void equalLayersAreALoopUnlessKernelsDoThem() {
    Tape tape = network(8, 12, 12, 12, 12, 12, 12, 12, 1);
    assertThat(loops(Outline.of(tape, LIMITS))).extracting(Loop::depth).contains(3);
    Outline withKernels = Outline.of(tape, LIMITS.with(VectorUse.STRICT));
    assertThat(withKernels.layers()).isEqualTo(7);
  }

  /** Stretches of nine or ten, in no order. */
  @Test
  void loopsOfTooManyPiecesAreNotDivided() {
    Random random = new Random(1);
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      inputs.add(parameter());
    }
    Node sum = x;
    int next = 0;
    for (int stretch = 0; stretch < 200; stretch++) {
      for (int i = random.nextInt(9, 11); i > 0; i--) {
        sum = sum.plus(Functions.sin(inputs.get(next++)));
      }
      next -= 3;
    }
    Tape tape = Tape.lower(Request.of(sum).differentiate(parameters));
    Limits few = new Limits(6_000, 6_000, 100, 60, 4, 12, 4);
    assertThat(loops(Outline.of(tape, LIMITS))).hasSizeGreaterThan(60);
    assertThat(loops(Outline.of(tape, few))).hasSize(1);
  }

  @Test
  void longPeriodsWithoutRepetitionAreTooMuch() {
    Random random = new Random(1);
    Node node = x;
    for (int i = 0; i < 30_000; i++) {
      node = random.nextBoolean() ? Functions.sin(node) : node.plus(x);
    }
    Tape tape = Tape.lower(Request.of(node));
    Limits few = new Limits(6_000, 6_000, 100, 60, 4, 12, 4);
    assertThatThrownBy(() -> Outline.of(tape, few))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("100 are the most");
  }

  @Test
  void addressesAreLinearOrLookedUp() {
    Address.Table table = new Address.Table();
    Loop outer = new Loop(null, 6, 2);
    Loop inner = new Loop(outer, 2, 3);
    Address linear = Address.fit(new int[] {7, 8, 9, 17, 18, 19}, inner, table);
    assertThat(linear.isTabled()).isFalse();
    assertThat(linear.base()).isEqualTo(7);
    assertThat(linear.strides()).containsExactly(10, 1);
    Address other = Address.fit(new int[] {7, 8, 9, 17, 18, 20}, inner, table);
    assertThat(other.isTabled()).isTrue();
    assertThat(other.strides()).containsExactly(3, 1);
    assertThat(table.toArray()).containsExactly(7, 8, 9, 17, 18, 20);
  }

  private static List<Loop> loops(Outline outline) {
    return outline.groups().stream().flatMap(group -> loops(group).stream()).toList();
  }

  private static List<Loop> loops(List<Item> items) {
    List<Loop> found = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Loop loop) {
        found.add(loop);
        found.addAll(loops(loop.items()));
      }
    }
    return found;
  }

  /** The binary cross-entropy of a network of sigmoid units. */
  private Tape network(int... widths) {
    List<Node> signals = new ArrayList<>(List.of(x));
    while (signals.size() < widths[0]) {
      signals.add(graph.placeholder());
    }
    for (int layer = 1; layer < widths.length; layer++) {
      boolean isLast = layer == widths.length - 1;
      List<Node> inputs = List.copyOf(signals);
      signals.clear();
      for (int unit = 0; unit < widths[layer]; unit++) {
        Node sum = parameter();
        for (Node input : inputs) {
          sum = sum.plus(parameter().times(input));
        }
        signals.add(isLast ? sum : Functions.sigmoid(sum));
      }
    }
    Node loss = Losses.binaryCrossEntropy(signals.get(0), graph.placeholder());
    return Tape.lower(Request.of(loss).differentiate(parameters));
  }

  private Variable parameter() {
    Variable parameter = graph.variable(0.1);
    parameters.add(parameter);
    return parameter;
  }
}
