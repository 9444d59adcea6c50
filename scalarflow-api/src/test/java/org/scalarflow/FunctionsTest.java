package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionsTest {

  /** Functions that stand for more than one node, so not for a built-in operator. */
  private static final Set<String> COMPOSITIONS = Set.of("softmax", "meanSquaredError");

  private static final double PARAMETER = 2.5;

  static List<Method> functions() {
    return Stream.of(Functions.class, Losses.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> !COMPOSITIONS.contains(method.getName()))
        .toList();
  }

  @Test
  void everyBuiltInOperatorHasAFunctionOnNodes() {
    Set<String> names =
        functions().stream()
            .filter(method -> !List.of(method.getParameterTypes()).contains(double.class))
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            Operators.builtIn().stream().map(Operator::name).toList());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunctionAppliesTheOperatorOfItsNameToItsParametersInOrder(Method function)
      throws Exception {
    Graph graph = new Graph();
    Call call = new Call(function, () -> graph.placeholder());
    int size = graph.size();
    Node node = call.invoke();
    assertThat(node.operator()).isSameAs(builtIn(function.getName()));
    assertThat(node.operands()).hasSameSizeAs(call.expected);
    for (int i = 0; i < call.expected.size(); i++) {
      Object expected = call.expected.get(i);
      Node operand = node.operands().get(i);
      if (expected instanceof Double value) {
        assertThat(operand).isInstanceOf(Constant.class);
        assertThat(((Constant) operand).value()).isEqualTo(value);
      } else {
        assertThat(operand).isEqualTo(expected);
      }
    }
    long constants = call.expected.stream().filter(Double.class::isInstance).count();
    assertThat(graph.size()).isEqualTo(size + 1 + (int) constants);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aNullOperandIsNamedAndLeavesTheGraphUnchanged(Method function) {
    for (int nulled = 0; nulled < nodeCount(function); nulled++) {
      Graph graph = new Graph();
      Call call = new Call(function, () -> graph.placeholder());
      call.replaceNode(nulled, null);
      int size = graph.size();
      assertThatExceptionOfType(GraphException.class)
          .isThrownBy(call::invoke)
          .withMessageContaining("is null")
          .withMessageContaining("'" + function.getName() + "'");
      assertThat(graph.size()).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aForeignOperandIsAnErrorAndLeavesTheGraphUnchanged(Method function) {
    int count = nodeCount(function);
    for (int foreign = 0; count > 1 && foreign < count; foreign++) {
      Graph graph = new Graph();
      Call call = new Call(function, () -> graph.placeholder());
      call.replaceNode(foreign, new Graph().placeholder("stranger"));
      int size = graph.size();
      assertThatExceptionOfType(GraphException.class)
          .isThrownBy(call::invoke)
          .withMessageContaining("another graph")
          .withMessageContaining("'" + function.getName() + "'");
      assertThat(graph.size()).isEqualTo(size);
    }
  }

  @Test
  void listsThatAreNullOrEmptyAreErrors() {
    assertFails(() -> Functions.logSumExp(), "'logSumExp' needs at least one operand");
    assertFails(() -> Functions.logSumExp((Node[]) null), "the operands of 'logSumExp' are null");
    assertFails(
        () -> Functions.logSumExp((List<Node>) null), "the operands of 'logSumExp' are null");
  }

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatExceptionOfType(GraphException.class).isThrownBy(call).withMessageContaining(message);
  }

  private static Operator builtIn(String name) {
    return Operators.builtIn().stream()
        .filter(operator -> operator.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int nodeCount(Method function) {
    return (int)
        new Call(function, new Graph()::placeholder)
            .expected.stream().filter(Node.class::isInstance).count();
  }

  /** A call of a function: two nodes for each list. */
  private static final class Call {

    private final Method function;
    private final Object[] arguments;
    private final List<Object> expected = new ArrayList<>();

    Call(Method function, java.util.function.Supplier<Node> nodes) {
      this.function = function;
      arguments = new Object[function.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) {
        Class<?> type = function.getParameterTypes()[i];
        if (type == double.class) {
          arguments[i] = PARAMETER;
          expected.add(PARAMETER);
        } else if (type == Node.class) {
          Node node = nodes.get();
          arguments[i] = node;
          expected.add(node);
        } else {
          Node[] pair = {nodes.get(), nodes.get()};
          arguments[i] = type == List.class ? Arrays.asList(pair) : pair;
          expected.addAll(List.of(pair));
        }
      }
    }

    /** Puts another node where the n-th node is, counted over all parameters. */
    void replaceNode(int n, Node replacement) {
      Object replaced = expected.stream().filter(Node.class::isInstance).skip(n).findFirst().get();
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i].equals(replaced)) {
          arguments[i] = replacement;
          return;
        }
        if (arguments[i] instanceof Node[] array) {
          arguments[i] = with(Arrays.asList(array), replaced, replacement).toArray(new Node[0]);
        } else if (arguments[i] instanceof List<?> list) {
          arguments[i] = with(list, replaced, replacement);
        }
      }
    }

    private static List<Object> with(List<?> list, Object replaced, Node replacement) {
      List<Object> copy = new ArrayList<>(list);
      copy.replaceAll(one -> one.equals(replaced) ? replacement : one);
      return copy;
    }

    Node invoke() throws Exception {
      try {
        return (Node) function.invoke(null, arguments);
      } catch (InvocationTargetException failure) {
        throw (Exception) failure.getCause();
      }
    }
  }
}
