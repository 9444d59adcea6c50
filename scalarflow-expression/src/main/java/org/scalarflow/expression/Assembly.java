package org.scalarflow.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Structure;

/**
 * Adds the steps of a formula to a graph. All that can fail is checked first, so that a failure
 * adds nothing.
 */
final class Assembly {

  /** What automatic node names look like; see {@link Graph}. */
  private static final Pattern AUTOMATIC = Pattern.compile("(.+)_(?:0|[1-9][0-9]{0,8})");

  private final Graph graph;
  private final Source source;

  Assembly(Graph graph, Source source) {
    this.graph = graph;
    this.source = source;
  }

  /** The node that the steps leave. */
  Node add(List<Step> steps) {
    Map<String, Node> named = named(steps);
    List<Node> stack = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Number number) {
        stack.add(graph.constant(number.value()));
      } else if (step instanceof Step.Name name) {
        stack.add(named.get(name.name()));
      } else if (step instanceof Step.Apply apply) {
        List<Node> operands = stack.subList(stack.size() - apply.operands(), stack.size());
        Node operation = graph.apply(apply.operator(), operands);
        operands.clear();
        stack.add(operation);
      }
    }
    return stack.get(0);
  }

  /** The nodes of all names: existing ones, then new placeholders in order of appearance. */
  private Map<String, Node> named(List<Step> steps) {
    Map<String, Node> nodes = new HashMap<>();
    Map<String, Token> unknown = new LinkedHashMap<>();
    for (Step step : steps) {
      if (step instanceof Step.Name name
          && !nodes.containsKey(name.name())
          && !unknown.containsKey(name.name())) {
        graph
            .find(name.name())
            .ifPresentOrElse(
                node -> nodes.put(name.name(), node), () -> unknown.put(name.name(), name.token()));
      }
    }
    unknown.values().forEach(this::requireNotAutomatic);
    unknown.keySet().forEach(name -> nodes.put(name, graph.placeholder(name)));
    return nodes;
  }

  /** A name like {@code Pow_7} belongs to the graph, which would give it to another node. */
  private void requireNotAutomatic(Token token) {
    Matcher automatic = AUTOMATIC.matcher(token.getText());
    if (automatic.matches() && isStem(automatic.group(1))) {
      throw source.error(
          token,
          "there is no node named "
              + Source.quote(token)
              + ", and names like this are given by the graph; name the placeholder otherwise");
    }
  }

  private boolean isStem(String stem) {
    Structure structure = graph.structure();
    for (int id = 0; id < structure.size(); id++) {
      if (stem.equals(capitalised(structure.operatorName(id)))) {
        return true;
      }
    }
    return List.of("Constant", "Variable", "Placeholder").contains(stem)
        || graph.operators().all().stream()
            .anyMatch(operator -> stem.equals(capitalised(operator.name())));
  }

  private static String capitalised(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
