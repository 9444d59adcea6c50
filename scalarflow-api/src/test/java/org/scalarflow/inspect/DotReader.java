package org.scalarflow.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of the part of the DOT language that exports use: it refuses whatever the
 * language's grammar does, and text that UTF-8 cannot hold.
 */
final class DotReader {

  /** What was read: nodes and edges with their attributes, in order. */
  record Picture(Map<String, Map<String, String>> nodes, List<Edge> edges) {}

  /** An edge and its attributes. */
  record Edge(String from, String to, Map<String, String> attributes) {}

  private final String text;
  private int at;
  private String token = "";

  private DotReader(String text) {
    this.text = text;
  }

  static Picture read(String text) {
    text.codePoints()
        .forEach(
            c ->
                require(
                    c == '\n' || (c >= ' ' && c != 0x7f && (c < 0xd800 || c > 0xdfff)),
                    "character " + Integer.toHexString(c)));
    DotReader reader = new DotReader(text);
    reader.next();
    return reader.graph();
  }

  private Picture graph() {
    Picture picture = new Picture(new LinkedHashMap<>(), new ArrayList<>());
    expect("digraph");
    expect("{");
    while (!token.equals("}")) {
      statement(picture);
    }
    next();
    require(token.isEmpty(), "text after the graph");
    return picture;
  }

  private void statement(Picture picture) {
    String first = identifier();
    if (token.equals("=")) {
      next();
      identifier();
    } else if (token.equals("->")) {
      next();
      String to = identifier();
      picture.edges.add(new Edge(first, to, attributes()));
    } else {
      Map<String, String> attributes = attributes();
      if (!first.equals("node") && !first.equals("edge")) {
        @Nullable Map<String, String> former = picture.nodes.put(first, attributes);
        require(former == null, "node " + first + " twice");
      }
    }
    expect(";");
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (token.equals("[")) {
      next();
      while (!token.equals("]")) {
        String name = identifier();
        expect("=");
        attributes.put(name, identifier());
        if (token.equals(",")) {
          next();
        } else {
          require(token.equals("]"), "no comma");
        }
      }
      next();
    }
    return attributes;
  }

  private String identifier() {
    String identifier = token;
    boolean isQuoted = identifier.startsWith("\"");
    require(isQuoted || identifier.matches("[A-Za-z_][A-Za-z_0-9]*|[0-9]+"), "an identifier");
    next();
    return isQuoted ? identifier.substring(1, identifier.length() - 1) : identifier;
  }

  private void expect(String wanted) {
    require(token.equals(wanted), wanted);
    next();
  }

  private void next() {
    while (at < text.length() && " \n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int start = at;
    if (at == text.length()) {
      token = "";
      return;
    }
    char first = text.charAt(at++);
    if (first == '"') {
      while (at < text.length() && text.charAt(at) != '"') {
        require(text.charAt(at) != '\n', "end of the string before the end of the line");
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      require(at < text.length(), "the end of the string");
      at++;
    } else if (first == '-') {
      require(text.startsWith(">", at++), "an arrow");
    } else if (Character.isLetterOrDigit(first) || first == '_') {
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
        at++;
      }
    } else {
      require("{}[]=,;".indexOf(first) >= 0, "a token, not " + first);
    }
    token = text.substring(start, at);
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new IllegalArgumentException("not DOT: expected " + what);
    }
  }

  /** The lines that Graphviz would show for a label: escapes and entities resolved. */
  static List<String> shown(String label) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (c == '\\') {
        char escaped = label.charAt(++i);
        if (escaped == 'n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          require(escaped == '\\' || escaped == '"', "a known escape, not " + escaped);
          line.append(escaped);
        }
      } else if (c == '&') {
        require(label.startsWith("&amp;", i), "an escaped ampersand");
        line.append('&');
        i += "amp;".length();
      } else {
        line.append(c);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
