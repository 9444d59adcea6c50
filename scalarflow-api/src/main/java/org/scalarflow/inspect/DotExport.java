package org.scalarflow.inspect;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.scalarflow.Evaluation;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.NodeKind;
import org.scalarflow.Structure;
import org.scalarflow.file.WholeFile;

/**
 * A picture of a graph or of a run, in the DOT language of Graphviz.
 *
 * <p>Constants are plain boxes, placeholders dashed ellipses, variables ellipses, operations
 * rounded boxes; outputs have a double border. An edge leads from operand to consumer; where the
 * order of operands matters, it is labelled with the operand's position from 0. Values and
 * derivatives can be switched on and off; what was not computed is shown as {@code –}, never as 0.
 *
 * <p>Any name comes out valid. Nodes have ids of their own ({@code n0, n1, …}) and names stand in
 * quoted labels, where {@code "}, {@code \} and {@code &} are escaped as DOT wants it. A backslash
 * of a name is shown doubled; control, invisible and direction-changing characters, unpaired
 * surrogates and non-characters are shown as {@code \}{@code u000A}. The text is the same under
 * every locale and is meant to be stored as UTF-8.
 *
 * <p>Immutable; {@link #values} and {@link #derivatives} return new exports.
 */
public final class DotExport {

  /** Operators whose operands may be exchanged, so that their positions need no label. */
  private static final Set<String> COMMUTATIVE =
      Set.of("add", "multiply", "min", "max", "hypot", "equal", "notEqual", "logSumExp");

  private final NodeNumbers nodes;
  private final BitSet outputs;
  private final boolean values;
  private final boolean derivatives;

  private DotExport(NodeNumbers nodes, BitSet outputs, boolean values, boolean derivatives) {
    this.nodes = nodes;
    this.outputs = outputs;
    this.values = values;
    this.derivatives = derivatives;
  }

  /** All nodes of a graph, without values and derivatives. */
  public static DotExport of(Graph graph) {
    return new DotExport(NodeNumbers.of(graph.structure()), new BitSet(), false, false);
  }

  /** The nodes that a run's request names and their ancestors, with values and derivatives. */
  public static DotExport of(Evaluation run) {
    BitSet outputs = new BitSet();
    run.request().outputs().stream().mapToInt(Node::id).forEach(outputs::set);
    return new DotExport(NodeNumbers.of(run), outputs, true, true);
  }

  /** Shows values, or leaves them out. */
  public DotExport values(boolean shown) {
    return new DotExport(nodes, outputs, shown, derivatives);
  }

  /** Shows derivatives, or leaves them out. */
  public DotExport derivatives(boolean shown) {
    return new DotExport(nodes, outputs, values, shown);
  }

  /**
   * Writes the text to a file as UTF-8. The file appears complete or not at all: the text is
   * written beside it first, then takes its place. A target that is not a regular file, a pipe for
   * instance, is written to directly.
   *
   * @throws IOException if the file cannot be written; then an existing one is unchanged
   */
  public void write(Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          writeTo(writer);
          writer.flush();
        });
  }

  /**
   * Writes the text.
   *
   * @throws IOException if the target throws it
   */
  public void writeTo(Appendable target) throws IOException {
    target.append(
        "digraph {\n  rankdir=BT;\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n");
    for (int index = 0; index < nodes.size(); index++) {
      node(target, index);
    }
    for (int index = 0; index < nodes.size(); index++) {
      edges(target, nodes.id(index));
    }
    target.append("}\n");
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

  private void node(Appendable target, int index) throws IOException {
    int id = nodes.id(index);
    Structure structure = nodes.structure();
    target.append("  n").append(Integer.toString(id)).append(" [label=\"");
    target.append(escaped(structure.name(id)));
    if (structure.kind(id) == NodeKind.OPERATION) {
      target.append("\\n").append(escaped(structure.operatorName(id)));
    }
    if (values) {
      number(target, "value", nodes.value(index));
    }
    if (derivatives) {
      number(target, "derivative", nodes.derivative(index));
    }
    target.append("\", ").append(shape(structure.kind(id)));
    if (outputs.get(id)) {
      target.append(", peripheries=2");
    }
    target.append("];\n");
  }

  private static void number(Appendable target, String what, OptionalDouble number)
      throws IOException {
    target.append("\\n").append(what).append(' ').append(Decimals.text(number));
  }

  private static String shape(NodeKind kind) {
    return switch (kind) {
      case CONSTANT -> "shape=box";
      case VARIABLE -> "shape=ellipse";
      case PLACEHOLDER -> "shape=ellipse, style=dashed";
      case OPERATION -> "shape=box, style=rounded";
    };
  }

  private void edges(Appendable target, int id) throws IOException {
    Structure structure = nodes.structure();
    int count = structure.operandCount(id);
    boolean isLabelled = count > 1 && !COMMUTATIVE.contains(structure.operatorName(id));
    for (int position = 0; position < count; position++) {
      target
          .append("  n")
          .append(Integer.toString(structure.operand(id, position)))
          .append(" -> n")
          .append(Integer.toString(id));
      if (isLabelled) {
        target.append(" [label=\"").append(Integer.toString(position)).append("\"]");
      }
      target.append(";\n");
    }
  }

  private static String escaped(String name) {
    return Names.visible(name).replace("&", "&amp;").replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
