package org.scalarflow.inspect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Evaluation;
import org.scalarflow.Node;

/**
 * A run told in plain text: the forward table, then each backward step as the adjoint of the
 * consumer times the local partial, with the sum written out where several consumers share a node.
 *
 * <pre>{@code
 * ∂L/∂Pow_1 = 1.0
 *   to w: ∂L/∂Pow_1 × ∂Pow_1/∂w = 1.0 × 2.0 = 2.0
 * ...
 * ∂L/∂w = 2.0 + (-4.0) = -2.0, from Pow_1, Multiply_0
 * }</pre>
 *
 * <p>By default at most {@value #DEFAULT_LIMIT} nodes are told in each part, the first and the
 * last, and a line says how many are left out between them; the same holds for the operands and
 * terms of one node. The text is the same under every locale; lines end with {@code \n}. Immutable.
 */
public final class Account {

  /** How many nodes are told in each part unless another limit is set. */
  public static final int DEFAULT_LIMIT = 200;

  private static final String GAP = "…";

  /** Longer texts stick out of their column, so that one of them does not widen every line. */
  private static final int WIDEST_COLUMN = 60;

  private final Trace trace;
  private final int limit;

  private Account(Trace trace, int limit) {
    this.trace = trace;
    this.limit = limit;
  }

  /** The account of a run. */
  public static Account of(Evaluation run) {
    return of(Trace.of(run));
  }

  /** The account of a trace. */
  public static Account of(Trace trace) {
    return new Account(trace, DEFAULT_LIMIT);
  }

  /**
   * The same account with another limit.
   *
   * @param nodes how many nodes are told in each part at most
   * @throws IllegalArgumentException if it is less than 2
   */
  public Account withLimit(int nodes) {
    if (nodes < 2) {
      throw new IllegalArgumentException("the limit must be at least 2, but was " + nodes);
    }
    return new Account(trace, nodes);
  }

  /** The same account of all nodes, however many there are. */
  public Account complete() {
    return withLimit(Integer.MAX_VALUE);
  }

  /**
   * Writes the text.
   *
   * @throws IOException if the target throws it
   */
  public void writeTo(Appendable target) throws IOException {
    forward(target);
    target.append('\n');
    backward(target);
  }

  /** The text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    try {
      writeTo(text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  // --------------------------------------------------------------- forward

  private void forward(Appendable target) throws IOException {
    target.append("Forward: the value of each node, operands first (– means not computed)\n\n");
    List<Trace.Entry> nodes = trace.nodes();
    int nameWidth = Names.width("node");
    int formulaWidth = Names.width("formula");
    for (List<Trace.Entry> part : List.of(head(nodes), tail(nodes))) {
      for (Trace.Entry entry : part) {
        nameWidth = Math.max(nameWidth, Names.width(Names.word(entry.name())));
        formulaWidth = Math.max(formulaWidth, Names.width(formula(entry)));
      }
    }
    row(target, "node", nameWidth, "formula", formulaWidth, "value");
    for (Trace.Entry entry : head(nodes)) {
      row(target, entry, nameWidth, formulaWidth);
    }
    leftOut(target, nodes);
    for (Trace.Entry entry : tail(nodes)) {
      row(target, entry, nameWidth, formulaWidth);
    }
  }

  private void row(Appendable target, Trace.Entry entry, int nameWidth, int formulaWidth)
      throws IOException {
    String value = Decimals.text(entry.value());
    row(target, Names.word(entry.name()), nameWidth, formula(entry), formulaWidth, value);
  }

  private static void row(
      Appendable target, String name, int nameWidth, String formula, int formulaWidth, String value)
      throws IOException {
    target.append("  ");
    padded(target, name, nameWidth).append("  ");
    padded(target, formula, formulaWidth).append("  ").append(value).append('\n');
  }

  private String formula(Trace.Entry entry) {
    if (entry.operands().isEmpty()) {
      return entry.operator();
    }
    if (entry.operands().size() == 1 && entry.operator().equals("negate")) {
      return "−" + Names.word(entry.operands().get(0));
    }
    String sign = entry.operands().size() == 2 ? sign(entry.operator()) : "";
    if (!sign.isEmpty()) {
      return Names.word(entry.operands().get(0)) + sign + Names.word(entry.operands().get(1));
    }
    return entry.operator()
        + '('
        + joined(entry.operands().stream().map(Names::word).toList(), ", ")
        + ')';
  }

  private static String sign(String operator) {
    return switch (operator) {
      case "add" -> " + ";
      case "subtract" -> " − ";
      case "multiply" -> " × ";
      case "divide" -> " / ";
      case "pow" -> " ^ ";
      default -> "";
    };
  }

  // -------------------------------------------------------------- backward

  private void backward(Appendable target) throws IOException {
    target.append("Backward: the derivative of each node, consumers first\n");
    if (trace.seeds().isEmpty()) {
      target.append("\n  not computed in this run\n");
      return;
    }
    symbols(target);
    Map<Node, Trace.Seed> seeds =
        trace.seeds().stream().collect(Collectors.toMap(Trace.Seed::output, seed -> seed));
    List<Node> visited = trace.visited();
    for (Node node : head(visited)) {
      derivative(target, node, seeds.get(node));
    }
    leftOut(target, visited);
    for (Node node : tail(visited)) {
      derivative(target, node, seeds.get(node));
    }
  }

  private void symbols(Appendable target) throws IOException {
    List<String> terms =
        trace.seeds().stream()
            .map(
                seed ->
                    (seed.weight() == 1.0 ? "" : factor(seed.weight()) + " × ")
                        + Names.word(seed.output().name()))
            .toList();
    target
        .append("  L = ")
        .append(joined(terms, " + "))
        .append(" is what was differentiated.\n")
        .append("  ∂L/∂v says how L changes with a node v, ∂u/∂v how a node u changes with its\n")
        .append("  operand v alone. Each node u passes ∂L/∂u × ∂u/∂v to its operand v, and ∂L/∂v\n")
        .append("  is the sum of what v receives; an output begins with its seed.\n\n");
  }

  private void derivative(Appendable target, Node node, Trace.@Nullable Seed seed)
      throws IOException {
    List<String> terms = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    if (seed != null) {
      terms.add(Decimals.text(seed.weight()));
      sources.add("the seed");
    }
    List<Trace.Step> received = trace.received(node);
    head(received).forEach(step -> addTerm(step, terms, sources));
    if (received.size() > limit) {
      terms.add(GAP);
      sources.add(GAP);
    }
    tail(received).forEach(step -> addTerm(step, terms, sources));
    target.append("  ∂L/∂").append(Names.word(node.name())).append(" = ");
    if (terms.size() > 1) {
      target.append(String.join(" + ", terms)).append(" = ");
    }
    boolean isSeedAlone = seed != null && received.isEmpty();
    target.append(isSeedAlone ? terms.get(0) : Decimals.text(trace.node(node).derivative()));
    target.append(terms.isEmpty() ? ", nothing is passed to it" : ", from ");
    target.append(String.join(", ", sources)).append('\n');
    passed(target, trace.passed(node));
  }

  private static void addTerm(Trace.Step step, List<String> terms, List<String> sources) {
    terms.add(terms.isEmpty() ? Decimals.text(step.product()) : factor(step.product()));
    sources.add(Names.word(step.consumer().name()));
  }

  private record Pass(String to, String symbols, String numbers) {}

  private void passed(Appendable target, List<Trace.Step> steps) throws IOException {
    Set<Node> once = new HashSet<>();
    Set<Node> repeated = new HashSet<>();
    for (Trace.Step step : steps) {
      if (!once.add(step.operand())) {
        repeated.add(step.operand());
      }
    }
    List<Pass> first = head(steps).stream().map(step -> pass(step, repeated)).toList();
    List<Pass> last = tail(steps).stream().map(step -> pass(step, repeated)).toList();
    int toWidth = 0;
    int symbolWidth = 0;
    for (List<Pass> part : List.of(first, last)) {
      for (Pass pass : part) {
        toWidth = Math.max(toWidth, Names.width(pass.to));
        symbolWidth = Math.max(symbolWidth, Names.width(pass.symbols));
      }
    }
    for (Pass pass : first) {
      pass(target, pass, toWidth, symbolWidth);
    }
    leftOut(target, steps);
    for (Pass pass : last) {
      pass(target, pass, toWidth, symbolWidth);
    }
  }

  private static void pass(Appendable target, Pass pass, int toWidth, int symbolWidth)
      throws IOException {
    target.append("    ");
    padded(target, pass.to, toWidth).append("  ");
    padded(target, pass.symbols, symbolWidth).append(" = ").append(pass.numbers).append('\n');
  }

  private static Pass pass(Trace.Step step, Set<Node> repeated) {
    String consumer = Names.word(step.consumer().name());
    String operand = Names.word(step.operand().name());
    return new Pass(
        "to "
            + operand
            + (repeated.contains(step.operand()) ? " (operand " + step.position() + ")" : ""),
        "∂L/∂" + consumer + " × ∂" + consumer + "/∂" + operand,
        Decimals.text(step.adjoint())
            + " × "
            + factor(step.partial())
            + " = "
            + Decimals.text(step.product()));
  }

  private static String factor(OptionalDouble number) {
    return number.isPresent() ? factor(number.getAsDouble()) : Decimals.NOT_COMPUTED;
  }

  /** A number that follows a sign of operation: in parentheses if it has a sign of its own. */
  private static String factor(double number) {
    String text = Decimals.text(number);
    return text.startsWith("-") ? '(' + text + ')' : text;
  }

  // ---------------------------------------------------------------- limits

  private <T> List<T> head(List<T> all) {
    return all.size() <= limit ? all : all.subList(0, limit - limit / 2);
  }

  private <T> List<T> tail(List<T> all) {
    return all.size() <= limit ? List.of() : all.subList(all.size() - limit / 2, all.size());
  }

  private void leftOut(Appendable target, List<?> all) throws IOException {
    if (all.size() <= limit) {
      return;
    }
    target
        .append("  ")
        .append(GAP)
        .append(' ')
        .append(Integer.toString(all.size() - limit))
        .append(" more ")
        .append(GAP)
        .append('\n');
  }

  private String joined(List<String> parts, String separator) {
    return parts.size() <= limit
        ? String.join(separator, parts)
        : List.of(head(parts), List.of(GAP), tail(parts)).stream()
            .flatMap(List::stream)
            .collect(Collectors.joining(separator));
  }

  private static Appendable padded(Appendable target, String text, int width) throws IOException {
    int missing = Math.min(width, WIDEST_COLUMN) - Names.width(text);
    return target.append(text).append(" ".repeat(Math.max(0, missing)));
  }
}
