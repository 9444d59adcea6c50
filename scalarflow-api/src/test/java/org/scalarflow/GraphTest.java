package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.spi.Opcode;
import org.scalarflow.testing.Impure;
import org.scalarflow.testing.TapeBackend;

class GraphTest {

  private final Graph graph = new Graph(new TapeBackend());

  @Nested
  class Building {

    @Test
    void idsAreDenseAndOperandsComeFirst() {
      Variable w = graph.variable("w", 1.0);
      Node sum = w.plus(2.0);

      assertThat(graph.size()).isEqualTo(3);
      assertThat(sum.id()).isEqualTo(2);
      assertThat(sum.operands()).containsExactly(w, graph.node(1));
      assertThat(sum.operator()).isSameAs(Operators.ADD);
      assertThat(w.operands()).isEmpty();
    }

    @Test
    void everyFluentMethodAddsItsOperator() {
      Node a = graph.placeholder("a");
      Node b = graph.placeholder("b");

      assertThat(
              List.of(
                  a.plus(b),
                  a.plus(1),
                  a.minus(b),
                  a.minus(1),
                  a.times(b),
                  a.times(1),
                  a.div(b),
                  a.div(1),
                  a.pow(b),
                  a.pow(1),
                  a.unaryMinus()))
          .extracting(node -> node.operator().name())
          .containsExactly(
              "add",
              "add",
              "subtract",
              "subtract",
              "multiply",
              "multiply",
              "divide",
              "divide",
              "pow",
              "pow",
              "negate");
    }

    @Test
    void operandOrderIsKept() {
      Node a = graph.placeholder("a");
      Node b = graph.placeholder("b");

      assertThat(a.minus(b).operands()).containsExactly(a, b);
      assertThat(b.minus(a).operands()).containsExactly(b, a);
    }

    @Test
    void operatorsOfManyOperandsKeepThemAll() {
      Node[] logits = new Node[100];
      Arrays.setAll(logits, i -> graph.variable(i));
      Node result = graph.apply(Operators.LOG_SUM_EXP, logits);

      assertThat(result.operands()).containsExactly(logits);
      assertThat(graph.apply("logSumExp", logits).operands()).containsExactly(logits);
    }

    @Test
    void kindsAndValuesOfLeavesAreKept() {
      graph.constant(3.5);
      graph.variable("v", 2.5);
      graph.placeholder("p");

      assertThat(graph.node(0)).isInstanceOf(Constant.class);
      assertThat(((Constant) graph.node(0)).value()).isEqualTo(3.5);
      assertThat(((Variable) graph.node("v")).value()).isEqualTo(2.5);
      assertThat(graph.node("p").kind()).isEqualTo(NodeKind.PLACEHOLDER);
      assertThat(graph.structure().constant(0)).isEqualTo(3.5);
      assertThat(NodeKind.VARIABLE.isInput()).isTrue();
      assertThat(NodeKind.CONSTANT.isInput()).isFalse();
    }

    @Test
    void assignmentIsSeenThroughEveryHandle() {
      Variable v = graph.variable("v", 1.0);
      v.assign(-0.0);

      assertThat(Double.doubleToLongBits(((Variable) graph.node("v")).value()))
          .isEqualTo(Double.doubleToLongBits(-0.0));
    }

    @Test
    void manyVariablesKeepTheirValues() {
      Variable[] variables = new Variable[5_000];
      Arrays.setAll(variables, i -> graph.variable(i));

      assertThat(variables).allSatisfy(v -> assertThat(v.value()).isEqualTo(v.id()));
    }

    @Test
    void handlesOfOneNodeAreEqual() {
      Variable v = graph.variable("v", 1.0);

      assertThat(graph.node("v")).isEqualTo(v).hasSameHashCodeAs(v);
      assertThat(v).isNotEqualTo(graph.variable("u", 1.0)).isNotEqualTo("v");
      assertThat(new Graph().variable("v", 1.0)).isNotEqualTo(v);
    }

    @Test
    void structureIsASnapshot() {
      graph.placeholder("x");
      Structure before = graph.structure();
      graph.placeholder("y");

      assertThat(before.size()).isEqualTo(1);
      assertThat(before.graph()).isSameAs(graph);
      assertThatThrownBy(() -> before.kind(1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void structureTellsOpcodesAndOperands() {
      Node x = graph.placeholder("x");
      Node y = graph.placeholder("y");
      Node sine = graph.apply(Operators.SIN, x);
      Node difference = y.minus(sine);
      Node choice = graph.apply(Operators.SELECT, x, difference, y);
      Node own = graph.apply(Operator.unary("own", v -> v, (v, result) -> 1), x);
      Structure structure = graph.structure();
      int[] ids = {-1, -1, -1, -1};

      assertThat(structure.copyOperands(x.id(), ids, 4)).isZero();
      assertThat(structure.copyOperands(sine.id(), ids, 3)).isEqualTo(1);
      assertThat(ids).containsExactly(-1, -1, -1, x.id());
      assertThat(structure.copyOperands(difference.id(), ids, 0)).isEqualTo(2);
      assertThat(ids).containsExactly(y.id(), sine.id(), -1, x.id());
      assertThat(structure.copyOperands(choice.id(), ids, 1)).isEqualTo(3);
      assertThat(ids).containsExactly(y.id(), x.id(), difference.id(), y.id());
      assertThatThrownBy(() -> structure.copyOperands(choice.id(), ids, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(structure.opcode(sine.id())).isEqualTo(Opcode.SIN);
      assertThat(structure.opcode(own.id())).isEqualTo(Opcode.CUSTOM);
      assertThatThrownBy(() -> structure.opcode(x.id()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("leaf");
    }

    @Test
    void opcodesOfManyOperatorsStayRight() {
      Node node = graph.placeholder("x");
      for (Operator operator : Operators.builtIn()) {
        if (operator instanceof Operator.Unary) {
          node = graph.apply(operator, node);
          assertThat(graph.structure().opcode(node.id())).isEqualTo(Operators.opcode(operator));
        }
      }
    }

    @Test
    void structureRefusesWhatANodeHasNot() {
      graph.placeholder("x");
      Node sum = graph.node("x").plus(1.0);
      Structure structure = graph.structure();

      assertThatThrownBy(() -> structure.operator(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'x' is a leaf");
      assertThatThrownBy(() -> structure.constant(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'x' is not a constant");
      assertThatThrownBy(() -> structure.operand(sum.id(), 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Nested
  class Names {

    @Test
    void automaticNamesAreCountedPerGraphAndOperator() {
      Node x = graph.placeholder("x");
      Node first = x.pow(2);
      Node second = first.pow(3);

      assertThat(first.name()).isEqualTo("Pow_0");
      assertThat(second.name()).isEqualTo("Pow_1");
      assertThat(graph.node(1).name()).isEqualTo("Constant_0");
      assertThat(graph.node("Pow_1")).isEqualTo(second);
      Graph other = new Graph();
      assertThat(other.placeholder("x").pow(2).name()).isEqualTo("Pow_0");
    }

    @Test
    void namesOfSeveralWordsAreCapitalisedOnce() {
      Node x = graph.placeholder();

      assertThat(x.name()).isEqualTo("Placeholder_0");
      assertThat(graph.apply(Operators.LEAKY_RELU, x, x).name()).isEqualTo("LeakyRelu_0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr", "de", "ar", "hi"})
    void automaticNamesDoNotDependOnTheLocale(String language) {
      Locale before = Locale.getDefault();
      try {
        Locale.setDefault(Locale.forLanguageTag(language));
        Operator identity = Operator.unary("identity", x -> x, (x, result) -> 1);
        Node node = graph.apply(identity, graph.placeholder());
        for (int i = 0; i < 12; i++) {
          node = graph.apply(identity, node);
        }

        assertThat(node.name()).isEqualTo("Identity_12");
      } finally {
        Locale.setDefault(before);
      }
    }

    @Test
    void aGivenNameReplacesTheAutomaticOne() {
      Node node = graph.placeholder("x").pow(2).named("loss");
      Node next = node.pow(2);

      assertThat(node.name()).isEqualTo("loss");
      assertThat(graph.find("Pow_0")).isEmpty();
      assertThat(next.name()).isEqualTo("Pow_1");
      assertThatThrownBy(() -> node.named("cost"))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("'loss' already has a name");
    }

    @Test
    void namesAreUnique() {
      graph.placeholder("x");

      assertThatThrownBy(() -> graph.variable("x", 1))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("the name 'x' is taken by node 0");
      assertThatThrownBy(() -> graph.placeholder("x")).isInstanceOf(GraphException.class);
      assertThatThrownBy(() -> graph.placeholder("")).isInstanceOf(GraphException.class);
      assertThat(graph.size()).as("a refused name adds no node").isEqualTo(1);
    }

    @Test
    void anAutomaticNameThatWasHandedOutCannotBeGiven() {
      graph.placeholder("x").pow(2);

      assertThatThrownBy(() -> graph.placeholder("Pow_0"))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("'Pow_0' is taken");
      graph.node("Pow_0").named("loss");
      assertThatThrownBy(() -> graph.placeholder("Pow_0"))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("by automatic naming");
    }

    @Test
    void aNodeMayBeGivenItsAutomaticName() {
      Placeholder first = graph.placeholder("Placeholder_0");
      Placeholder second = graph.placeholder();
      Placeholder third = graph.placeholder("Placeholder_2");
      Node power = first.pow(2);
      Node next = power.pow(2);
      power.named("Pow_0");

      assertThat(List.of(first, second, third))
          .extracting(Node::name)
          .containsExactly("Placeholder_0", "Placeholder_1", "Placeholder_2");
      assertThat(power.name()).isEqualTo("Pow_0");
      assertThat(next.name()).as("no other name has changed").isEqualTo("Pow_1");
      assertThat(graph.node("Pow_0")).isEqualTo(power);
      assertThat(graph.node("Pow_1")).isEqualTo(next);
      assertThat(graph.node("Placeholder_1")).isEqualTo(second);
      assertThatThrownBy(() -> power.named("loss"))
          .isInstanceOf(GraphException.class)
          .hasMessageContaining("'Pow_0' already has a name");
    }

    @Test
    void automaticNamesPassOverGivenOnes() {
      Node early = graph.placeholder("Pow_1");
      graph.placeholder("Pow_3");
      graph.placeholder("Pow_2");
      Node x = graph.placeholder("x");
      List<Node> powers = List.of(x.pow(1), x.pow(2), x.pow(3));

      assertThat(powers).extracting(Node::name).containsExactly("Pow_0", "Pow_4", "Pow_5");
      assertThat(powers).allSatisfy(node -> assertThat(graph.node(node.name())).isEqualTo(node));
      assertThat(graph.node("Pow_1")).isEqualTo(early);
      assertThat(graph.find("Pow_6")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"w_1", "Pow_", "Pow_01", "_0", "Pow_99999999999", "x y", "名前", "\"", "-1"})
    void anyTextIsAName(String name) {
      assertThat(graph.placeholder(name).name()).isEqualTo(name);
      assertThat(graph.node(name).id()).isZero();
    }

    @Test
    void unknownNamesSuggestTheNearest() {
      graph.placeholder("loss");
      graph.placeholder("learningRate");

      assertThatThrownBy(() -> graph.node("lss"))
          .isInstanceOf(GraphException.class)
          .hasMessage("there is no node named 'lss' in this graph; did you mean 'loss'?");
      assertThatThrownBy(() -> graph.node("learnRate")).hasMessageContaining("'learningRate'");
      assertThatThrownBy(() -> graph.node("somethingElse"))
          .hasMessage("there is no node named 'somethingElse' in this graph");
    }

    @Test
    void automaticNamesAmongHundredThousandGivenOnesAreQuick() {
      for (int i = 0; i < 100_000; i++) {
        graph.placeholder("Pow_" + (2 * i));
      }
      Node node = graph.placeholder("x");
      for (int i = 0; i < 100_000; i++) {
        node = node.pow(node);
        assertThat(node.name()).isEqualTo("Pow_" + (2 * i + 1));
      }

      assertThat(graph.node("Pow_199999")).isEqualTo(node);
    }

    @Test
    void hundredThousandNumberedNamesAreQuick() {
      for (int i = 0; i < 100_000; i++) {
        graph.placeholder("x_" + i);
      }

      assertThat(graph.node("x_99999").id()).isEqualTo(99_999);
    }
  }

  @Nested
  class Errors {

    @Test
    void foreignOperandsAreNamed() {
      Node own = graph.placeholder("own");
      Node foreign = new Graph().placeholder("foreign");

      assertThatThrownBy(() -> own.plus(foreign))
          .isInstanceOf(GraphException.class)
          .hasMessage("operand 1 of 'add', the node 'foreign', belongs to another graph");
      assertThatThrownBy(() -> graph.apply(Operators.SIN, foreign))
          .isInstanceOf(GraphException.class);
      assertThatThrownBy(() -> graph.apply(Operators.SELECT, own, own, foreign))
          .hasMessageContaining("operand 2 of 'select'");
      assertThatThrownBy(() -> graph.run(foreign)).isInstanceOf(GraphException.class);
    }

    @Test
    void nullOperandsAreNamed() {
      Node x = graph.placeholder("x");

      assertThatThrownBy(() -> x.times((Node) null))
          .isInstanceOf(GraphException.class)
          .hasMessage("operand 1 of 'multiply' is null");
      assertThatThrownBy(() -> graph.apply(Operators.SELECT, Arrays.asList(x, null, x)))
          .hasMessage("operand 1 of 'select' is null");
    }

    @Test
    void wrongArityIsNamed() {
      Node x = graph.placeholder("x");

      assertThatThrownBy(() -> graph.apply(Operators.SIN, x, x))
          .isInstanceOf(GraphException.class)
          .hasMessage("operator 'sin' takes 1 operand, but was given 2");
      assertThatThrownBy(() -> graph.apply(Operators.ADD, x)).isInstanceOf(GraphException.class);
      assertThatThrownBy(() -> graph.apply(Operators.LOG_SUM_EXP, List.of()))
          .hasMessage("operator 'logSumExp' takes at least 1 operand, but was given 0");
      assertThatThrownBy(() -> graph.apply(Operators.SOFTMAX_CROSS_ENTROPY, x, x, x))
          .isInstanceOf(GraphException.class);
      assertThat(graph.size()).isEqualTo(1);
    }

    @Test
    void unknownOperatorsSuggestTheNearest() {
      Node x = graph.placeholder("x");

      assertThatThrownBy(() -> graph.apply("sigmod", x))
          .isInstanceOf(OperatorException.class)
          .hasMessage("there is no operator named 'sigmod'; did you mean 'sigmoid'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with space", "1st", "a-b"})
    void operatorNamesMustBeIdentifiers(String name) {
      Operator operator = Operator.unary(name, x -> x, (x, result) -> 1);
      Node x = graph.placeholder("x");

      assertThatThrownBy(() -> graph.apply(operator, x))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("is not an operator name");
    }
  }

  @Nested
  class Text {

    @Test
    void toStringShowsOneStep() {
      Node x = graph.placeholder("x");
      Node power = x.minus(graph.variable("y", 1)).pow(2);

      assertThat(power).hasToString("Pow_0 = pow(Subtract_0, Constant_0)");
      assertThat(x).hasToString("x (placeholder)");
      assertThat(graph.node("y")).hasToString("y (variable)");
      assertThat(graph.node("Constant_0")).hasToString("Constant_0 = 2.0");
    }
  }

  @Nested
  class Sharing {

    private final Graph sharing = Graph.sharingEqualNodes(new TapeBackend());

    @Test
    void equalOperationsAreOneNode() {
      Node x = sharing.placeholder("x");
      Node y = sharing.placeholder("y");

      assertThat(x.plus(y)).isEqualTo(x.plus(y));
      assertThat(x.plus(y)).isNotEqualTo(y.plus(x));
      assertThat(sharing.apply(Operators.SIN, x)).isEqualTo(sharing.apply(Operators.SIN, x));
      assertThat(sharing.apply(Operators.SELECT, x, y, x))
          .isEqualTo(sharing.apply(Operators.SELECT, x, y, x))
          .isNotEqualTo(sharing.apply(Operators.SELECT, x, x, y));
      assertThat(x.minus(y)).isNotEqualTo(x.plus(y));
    }

    @Test
    void constantsAreSharedByBits() {
      assertThat(sharing.constant(2.0)).isEqualTo(sharing.constant(2.0));
      assertThat(sharing.constant(0.0)).isNotEqualTo(sharing.constant(-0.0));
      assertThat(sharing.constant(Double.NaN)).isEqualTo(sharing.constant(Double.NaN));
    }

    @Test
    void impureOperationsAndInputsAreNotShared() {
      Operator impure = new Impure();
      Node x = sharing.placeholder();

      assertThat(sharing.apply(impure, x)).isNotEqualTo(sharing.apply(impure, x));
      assertThat(sharing.placeholder()).isNotEqualTo(x);
      assertThat(sharing.variable(1)).isNotEqualTo(sharing.variable(1));
    }

    @Test
    void sharedNodesGatherTheDerivativesOfAll() {
      Variable x = sharing.variable("x", 3.0);

      assertThat(sharing.gradient(x.times(x).plus(x.times(x))).derivative(x)).isEqualTo(12.0);
      assertThat(Graph.sharingEqualNodes().constant(1.0).value()).isEqualTo(1.0);
    }

    @Test
    void anOrdinaryGraphSharesNothing() {
      Node x = graph.placeholder("x");

      assertThat(x.plus(x)).isNotEqualTo(x.plus(x));
      assertThat(graph.constant(1)).isNotEqualTo(graph.constant(1));
    }
  }
}
