package org.scalarflow.report;

/** Texts in XML and HTML. */
final class Markup {

  private Markup() {}

  /** The text as content or attribute: nothing in it is markup. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    String clean = Texts.clean(text);
    for (int i = 0; i < clean.length(); i++) {
      char one = clean.charAt(i);
      switch (one) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(one);
      }
    }
    return escaped.toString();
  }
}
