package org.scalarflow.expression;

import java.util.Objects;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.tree.IterativeParseTreeWalker;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.expression.grammar.FormulaLexer;
import org.scalarflow.expression.grammar.FormulaParser;

/**
 * Parses formulas such as {@code (w*x - y)^2 + w^2} into graphs.
 *
 * <pre>{@code
 * Graph graph = new Graph();
 * Node loss = Expressions.parse(graph, "(w*x - y)^2 + w^2");
 * graph.run(loss, Feed.of("w", 1).and("x", 2).and("y", 3)).value(); // 2.0
 * }</pre>
 *
 * <p>The grammar, in EBNF:
 *
 * <pre>{@code
 * formula  = sum ;
 * sum      = product , { ( "+" | "-" ) , product } ;
 * product  = signed , { ( "*" | "/" ) , signed } ;
 * signed   = { "+" | "-" } , power ;
 * power    = atom , { "^" , { "+" | "-" } , atom } ;
 * atom     = number | name | name , "(" , [ sum , { "," , sum } ] , ")" | "(" , sum , ")" ;
 * number   = ( digits , [ "." , [ digits ] ] | "." , digits ) , [ ( "e" | "E" ) , [ "+" | "-" ] , digits ] ;
 * }</pre>
 *
 * <table>
 * <caption>Operators, from the tightest to the loosest</caption>
 * <tr><th>written</th><th>operator</th><th>association</th></tr>
 * <tr><td>{@code f(x, y)}</td><td>the operator named {@code f}</td><td></td></tr>
 * <tr><td>{@code x^y}</td><td>{@code pow}</td><td>right: {@code x^y^z} is {@code x^(y^z)}</td></tr>
 * <tr><td>{@code -x}, {@code +x}</td><td>{@code negate}, nothing</td>
 *     <td>{@code -x^2} is {@code -(x^2)}; {@code x^-y^z} is {@code x^(-(y^z))}</td></tr>
 * <tr><td>{@code x*y}, {@code x/y}</td><td>{@code multiply}, {@code divide}</td>
 *     <td>left: {@code x/y*z} is {@code (x/y)*z}</td></tr>
 * <tr><td>{@code x+y}, {@code x-y}</td><td>{@code add}, {@code subtract}</td>
 *     <td>left: {@code x-y+z} is {@code (x-y)+z}</td></tr>
 * </table>
 *
 * <p>Minus may also be written {@code −} (U+2212), times {@code ·}, {@code ×} or {@code ⋅}, divided
 * by {@code ÷}. White space, line ends too, may stand between tokens. Numbers are decimal with a
 * point in every locale, and become constants; minus a number is a constant too, so {@code -0} is
 * −0.0. A literal too large for a double is an error, one too small is 0.
 *
 * <p>A name is a Java identifier, in any script, without the invisible characters that Java ignores
 * in one. It stands for the node of that name in the graph, given or automatic, and otherwise for a
 * new placeholder; a name before a bracket is an {@linkplain Graph#operators() operator}, built-in
 * or discovered. The two do not meet: a placeholder may be called {@code exp}. A name of the form
 * of an automatic one, {@code Pow_7}, is never given to a placeholder.
 *
 * <p>Texts may have {@value #LONGEST_TEXT} characters, names {@value #LONGEST_NAME} code points,
 * and brackets may be nested {@value #DEEPEST_NESTING} deep; chains of operators, signs and powers
 * may be as long as the text. Time and memory are proportional to the length of the text.
 */
public final class Expressions {

  /** The greatest length of a text, in {@code char}s. */
  public static final int LONGEST_TEXT = 1_000_000;

  /** The greatest length of a name, in code points. */
  public static final int LONGEST_NAME = 1_000;

  /** How deep brackets may be nested, those of functions included. */
  public static final int DEEPEST_NESTING = 250;

  private Expressions() {}

  /**
   * Adds the nodes of a formula to a graph.
   *
   * @param graph gets the constants, the new placeholders and the operations
   * @param text the formula
   * @return the node of the whole formula; an existing one if the text is only its name
   * @throws ExpressionException if the text is not a formula, names a function that there is not,
   *     or exceeds a limit; nothing is added then
   */
  public static Node parse(Graph graph, String text) {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(text, "text");
    Source source = new Source(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    if (text.length() > LONGEST_TEXT) {
      throw source.error(
          source.length(),
          "a formula may have " + LONGEST_TEXT + " characters, but this has " + text.length());
    }
    FormulaReader reader = new FormulaReader(graph.operators(), source);
    IterativeParseTreeWalker walker = new IterativeParseTreeWalker();
    walker.walk(reader, tree(source));
    return new Assembly(graph, source).add(reader.steps());
  }

  private static FormulaParser.FormulaContext tree(Source source) {
    FormulaLexer lexer = new FormulaLexer(CharStreams.fromString(source.text()));
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    Brackets.check(tokens.getTokens(), source);
    FormulaParser parser = new FormulaParser(tokens);
    parser.setErrorHandler(new SyntaxErrors(source));
    parser.setTrimParseTree(true);
    return parser.formula();
  }
}
