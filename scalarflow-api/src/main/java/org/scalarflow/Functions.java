package org.scalarflow;

import java.util.List;
import org.scalarflow.math.Activations;
import org.scalarflow.math.Arithmetic;
import org.scalarflow.math.Comparisons;
import org.scalarflow.math.ErrorFunction;
import org.scalarflow.math.Exponentials;
import org.scalarflow.math.Hyperbolics;
import org.scalarflow.math.Powers;
import org.scalarflow.math.Rounding;
import org.scalarflow.math.Selection;
import org.scalarflow.math.Trigonometry;

/**
 * The built-in operators as functions on nodes, made for {@code import static}.
 *
 * <pre>{@code
 * import static org.scalarflow.Functions.*;
 *
 * Node norm = sqrt(square(x).plus(square(y)));
 * Node clipped = max(min(norm, 1.0), 0.0);
 * }</pre>
 *
 * <p>Each function adds one node that applies the operator of its name, and links to the rule where
 * formula, partials, domain, kinks and error bound are stated. A {@code double} among the operands
 * becomes a constant. The losses are in {@link Losses}, sums and means in {@link Reductions}.
 *
 * <p>Every function throws {@link GraphException} if an operand is null or if the operands belong
 * to several graphs; then the graph is unchanged.
 */
public final class Functions {

  private Functions() {}

  // ------------------------------------------------------------ arithmetic

  /** {@code a + b}. See {@link Arithmetic#add}. */
  public static Node add(Node a, Node b) {
    return apply(Operators.ADD, a, b);
  }

  /** {@code a + b}. See {@link Arithmetic#add}. */
  public static Node add(Node a, double b) {
    return apply(Operators.ADD, a, b);
  }

  /** {@code a + b}. See {@link Arithmetic#add}. */
  public static Node add(double a, Node b) {
    return apply(Operators.ADD, a, b);
  }

  /** {@code a − b}. See {@link Arithmetic#subtract}. */
  public static Node subtract(Node a, Node b) {
    return apply(Operators.SUBTRACT, a, b);
  }

  /** {@code a − b}. See {@link Arithmetic#subtract}. */
  public static Node subtract(Node a, double b) {
    return apply(Operators.SUBTRACT, a, b);
  }

  /** {@code a − b}. See {@link Arithmetic#subtract}. */
  public static Node subtract(double a, Node b) {
    return apply(Operators.SUBTRACT, a, b);
  }

  /** {@code a · b}. See {@link Arithmetic#multiply}. */
  public static Node multiply(Node a, Node b) {
    return apply(Operators.MULTIPLY, a, b);
  }

  /** {@code a · b}. See {@link Arithmetic#multiply}. */
  public static Node multiply(Node a, double b) {
    return apply(Operators.MULTIPLY, a, b);
  }

  /** {@code a · b}. See {@link Arithmetic#multiply}. */
  public static Node multiply(double a, Node b) {
    return apply(Operators.MULTIPLY, a, b);
  }

  /** {@code a / b}. See {@link Arithmetic#divide}. */
  public static Node divide(Node a, Node b) {
    return apply(Operators.DIVIDE, a, b);
  }

  /** {@code a / b}. See {@link Arithmetic#divide}. */
  public static Node divide(Node a, double b) {
    return apply(Operators.DIVIDE, a, b);
  }

  /** {@code a / b}. See {@link Arithmetic#divide}. */
  public static Node divide(double a, Node b) {
    return apply(Operators.DIVIDE, a, b);
  }

  /** {@code −x}. See {@link Arithmetic#negate}. */
  public static Node negate(Node x) {
    return apply(Operators.NEGATE, x);
  }

  /** {@code |x|}. See {@link Arithmetic#abs}. */
  public static Node abs(Node x) {
    return apply(Operators.ABS, x);
  }

  /** The sign of {@code x}; no derivative flows through it. See {@link Arithmetic#sign}. */
  public static Node sign(Node x) {
    return apply(Operators.SIGN, x);
  }

  /** {@code ⌊x⌋}. See {@link Rounding#floor}. */
  public static Node floor(Node x) {
    return apply(Operators.FLOOR, x);
  }

  /** {@code ⌈x⌉}. See {@link Rounding#ceil}. */
  public static Node ceil(Node x) {
    return apply(Operators.CEIL, x);
  }

  // ---------------------------------------------------------------- powers

  /**
   * {@code base} to the power of {@code exponent}; both have a derivative. See {@link Powers#pow}.
   */
  public static Node pow(Node base, Node exponent) {
    return apply(Operators.POW, base, exponent);
  }

  /**
   * {@code base} to the power of {@code exponent}; both have a derivative. See {@link Powers#pow}.
   */
  public static Node pow(Node base, double exponent) {
    return apply(Operators.POW, base, exponent);
  }

  /**
   * {@code base} to the power of {@code exponent}; both have a derivative. See {@link Powers#pow}.
   */
  public static Node pow(double base, Node exponent) {
    return apply(Operators.POW, base, exponent);
  }

  /** {@code x²}. See {@link Powers#square}. */
  public static Node square(Node x) {
    return apply(Operators.SQUARE, x);
  }

  /** {@code √x}. See {@link Powers#sqrt}. */
  public static Node sqrt(Node x) {
    return apply(Operators.SQRT, x);
  }

  /** {@code ∛x}. See {@link Powers#cbrt}. */
  public static Node cbrt(Node x) {
    return apply(Operators.CBRT, x);
  }

  /** {@code 1/x}. See {@link Powers#reciprocal}. */
  public static Node reciprocal(Node x) {
    return apply(Operators.RECIPROCAL, x);
  }

  /** {@code √(a² + b²)}. See {@link Powers#hypot}. */
  public static Node hypot(Node a, Node b) {
    return apply(Operators.HYPOT, a, b);
  }

  /** {@code √(a² + b²)}. See {@link Powers#hypot}. */
  public static Node hypot(Node a, double b) {
    return apply(Operators.HYPOT, a, b);
  }

  // ------------------------------------------- exponentials and logarithms

  /** {@code eˣ}. See {@link Exponentials#exp}. */
  public static Node exp(Node x) {
    return apply(Operators.EXP, x);
  }

  /** {@code eˣ − 1}. See {@link Exponentials#expm1}. */
  public static Node expm1(Node x) {
    return apply(Operators.EXPM1, x);
  }

  /** {@code log x}. See {@link Exponentials#log}. */
  public static Node log(Node x) {
    return apply(Operators.LOG, x);
  }

  /** {@code log(1 + x)}. See {@link Exponentials#log1p}. */
  public static Node log1p(Node x) {
    return apply(Operators.LOG1P, x);
  }

  /** {@code log₁₀ x}. See {@link Exponentials#log10}. */
  public static Node log10(Node x) {
    return apply(Operators.LOG10, x);
  }

  // ---------------------------------------------------------- trigonometry

  /** {@code sin x}. See {@link Trigonometry#sin}. */
  public static Node sin(Node x) {
    return apply(Operators.SIN, x);
  }

  /** {@code cos x}. See {@link Trigonometry#cos}. */
  public static Node cos(Node x) {
    return apply(Operators.COS, x);
  }

  /** {@code tan x}. See {@link Trigonometry#tan}. */
  public static Node tan(Node x) {
    return apply(Operators.TAN, x);
  }

  /** {@code arcsin x}. See {@link Trigonometry#asin}. */
  public static Node asin(Node x) {
    return apply(Operators.ASIN, x);
  }

  /** {@code arccos x}. See {@link Trigonometry#acos}. */
  public static Node acos(Node x) {
    return apply(Operators.ACOS, x);
  }

  /** {@code arctan x}. See {@link Trigonometry#atan}. */
  public static Node atan(Node x) {
    return apply(Operators.ATAN, x);
  }

  /** The angle of the point {@code (x, y)}. See {@link Trigonometry#atan2}. */
  public static Node atan2(Node y, Node x) {
    return apply(Operators.ATAN2, y, x);
  }

  /** The angle of the point {@code (x, y)}. See {@link Trigonometry#atan2}. */
  public static Node atan2(Node y, double x) {
    return apply(Operators.ATAN2, y, x);
  }

  /** The angle of the point {@code (x, y)}. See {@link Trigonometry#atan2}. */
  public static Node atan2(double y, Node x) {
    return apply(Operators.ATAN2, y, x);
  }

  // -------------------------------------------------- hyperbolic functions

  /** {@code sinh x}. See {@link Hyperbolics#sinh}. */
  public static Node sinh(Node x) {
    return apply(Operators.SINH, x);
  }

  /** {@code cosh x}. See {@link Hyperbolics#cosh}. */
  public static Node cosh(Node x) {
    return apply(Operators.COSH, x);
  }

  /** {@code tanh x}. See {@link Hyperbolics#tanh}. */
  public static Node tanh(Node x) {
    return apply(Operators.TANH, x);
  }

  /** {@code arsinh x}. See {@link Hyperbolics#asinh}. */
  public static Node asinh(Node x) {
    return apply(Operators.ASINH, x);
  }

  /** {@code arcosh x}. See {@link Hyperbolics#acosh}. */
  public static Node acosh(Node x) {
    return apply(Operators.ACOSH, x);
  }

  /** {@code artanh x}. See {@link Hyperbolics#atanh}. */
  public static Node atanh(Node x) {
    return apply(Operators.ATANH, x);
  }

  /** {@code erf x}. See {@link ErrorFunction#erf}. */
  public static Node erf(Node x) {
    return apply(Operators.ERF, x);
  }

  // ----------------------------------------------------------- activations

  /** {@code max(x, 0)}. See {@link Activations#relu}. */
  public static Node relu(Node x) {
    return apply(Operators.RELU, x);
  }

  /** {@code x for x > 0, otherwise slope · x}. See {@link Activations#leakyRelu}. */
  public static Node leakyRelu(Node x, Node slope) {
    return apply(Operators.LEAKY_RELU, x, slope);
  }

  /** {@code x for x > 0, otherwise slope · x}. See {@link Activations#leakyRelu}. */
  public static Node leakyRelu(Node x, double slope) {
    return apply(Operators.LEAKY_RELU, x, slope);
  }

  /** {@code x for x > 0, otherwise alpha · (eˣ − 1)}. See {@link Activations#elu}. */
  public static Node elu(Node x, Node alpha) {
    return apply(Operators.ELU, x, alpha);
  }

  /** {@code x for x > 0, otherwise alpha · (eˣ − 1)}. See {@link Activations#elu}. */
  public static Node elu(Node x, double alpha) {
    return apply(Operators.ELU, x, alpha);
  }

  /** {@code log(1 + eˣ)}. See {@link Activations#softplus}. */
  public static Node softplus(Node x) {
    return apply(Operators.SOFTPLUS, x);
  }

  /** {@code 1/(1 + e⁻ˣ)}. See {@link Activations#sigmoid}. */
  public static Node sigmoid(Node x) {
    return apply(Operators.SIGMOID, x);
  }

  /** {@code x · sigmoid x}. See {@link Activations#silu}. */
  public static Node silu(Node x) {
    return apply(Operators.SILU, x);
  }

  // --------------------------------------------------------------- choices

  /** The smaller operand. See {@link Selection#min}. */
  public static Node min(Node a, Node b) {
    return apply(Operators.MIN, a, b);
  }

  /** The smaller operand. See {@link Selection#min}. */
  public static Node min(Node a, double b) {
    return apply(Operators.MIN, a, b);
  }

  /** The larger operand. See {@link Selection#max}. */
  public static Node max(Node a, Node b) {
    return apply(Operators.MAX, a, b);
  }

  /** The larger operand. See {@link Selection#max}. */
  public static Node max(Node a, double b) {
    return apply(Operators.MAX, a, b);
  }

  /** {@code 1 if a = b, otherwise 0}. See {@link Comparisons#equal}. */
  public static Node equal(Node a, Node b) {
    return apply(Operators.EQUAL, a, b);
  }

  /** {@code 1 if a = b, otherwise 0}. See {@link Comparisons#equal}. */
  public static Node equal(Node a, double b) {
    return apply(Operators.EQUAL, a, b);
  }

  /** {@code 1 if a ≠ b, otherwise 0}. See {@link Comparisons#notEqual}. */
  public static Node notEqual(Node a, Node b) {
    return apply(Operators.NOT_EQUAL, a, b);
  }

  /** {@code 1 if a ≠ b, otherwise 0}. See {@link Comparisons#notEqual}. */
  public static Node notEqual(Node a, double b) {
    return apply(Operators.NOT_EQUAL, a, b);
  }

  /** {@code 1 if a < b, otherwise 0}. See {@link Comparisons#less}. */
  public static Node less(Node a, Node b) {
    return apply(Operators.LESS, a, b);
  }

  /** {@code 1 if a < b, otherwise 0}. See {@link Comparisons#less}. */
  public static Node less(Node a, double b) {
    return apply(Operators.LESS, a, b);
  }

  /** {@code 1 if a ≤ b, otherwise 0}. See {@link Comparisons#lessOrEqual}. */
  public static Node lessOrEqual(Node a, Node b) {
    return apply(Operators.LESS_OR_EQUAL, a, b);
  }

  /** {@code 1 if a ≤ b, otherwise 0}. See {@link Comparisons#lessOrEqual}. */
  public static Node lessOrEqual(Node a, double b) {
    return apply(Operators.LESS_OR_EQUAL, a, b);
  }

  /** {@code 1 if a > b, otherwise 0}. See {@link Comparisons#greater}. */
  public static Node greater(Node a, Node b) {
    return apply(Operators.GREATER, a, b);
  }

  /** {@code 1 if a > b, otherwise 0}. See {@link Comparisons#greater}. */
  public static Node greater(Node a, double b) {
    return apply(Operators.GREATER, a, b);
  }

  /** {@code 1 if a ≥ b, otherwise 0}. See {@link Comparisons#greaterOrEqual}. */
  public static Node greaterOrEqual(Node a, Node b) {
    return apply(Operators.GREATER_OR_EQUAL, a, b);
  }

  /** {@code 1 if a ≥ b, otherwise 0}. See {@link Comparisons#greaterOrEqual}. */
  public static Node greaterOrEqual(Node a, double b) {
    return apply(Operators.GREATER_OR_EQUAL, a, b);
  }

  /**
   * {@code a} where {@code condition ≠ 0}, otherwise {@code b}; both are evaluated, a derivative
   * flows only to the one taken. See {@link Selection#select}.
   */
  public static Node select(Node condition, Node a, Node b) {
    return Operands.graph("select", condition, a, b).apply(Operators.SELECT, condition, a, b);
  }

  /** The same with a constant for the case that the condition does not hold. */
  public static Node select(Node condition, Node a, double b) {
    Graph graph = Operands.graph("select", condition, a);
    return graph.apply(Operators.SELECT, condition, a, graph.constant(b));
  }

  /** The same with a constant for the case that the condition holds. */
  public static Node select(Node condition, double a, Node b) {
    Graph graph = Operands.graph("select", condition, b);
    return graph.apply(Operators.SELECT, condition, graph.constant(a), b);
  }

  /** {@code x} as a value that passes no derivative. See {@link Selection#stopGradient}. */
  public static Node stopGradient(Node x) {
    return apply(Operators.STOP_GRADIENT, x);
  }

  /**
   * {@code log Σᵢ exp(xᵢ)} of one or more operands, without overflow. See {@link
   * org.scalarflow.math.Losses#logSumExp}.
   *
   * @throws GraphException if there is no operand
   */
  public static Node logSumExp(Node... operands) {
    return logSumExp(Operands.list("logSumExp", operands));
  }

  /**
   * {@code log Σᵢ exp(xᵢ)} of one or more operands, without overflow. See {@link
   * org.scalarflow.math.Losses#logSumExp}.
   *
   * @throws GraphException if there is no operand
   */
  public static Node logSumExp(List<? extends Node> operands) {
    return Operands.graph("logSumExp", operands).apply(Operators.LOG_SUM_EXP, operands);
  }

  private static Node apply(Operator operator, Node x) {
    return Operands.graph(operator.name(), x).apply(operator, x);
  }

  private static Node apply(Operator operator, Node a, Node b) {
    return Operands.graph(operator.name(), a, b).apply(operator, a, b);
  }

  private static Node apply(Operator operator, Node a, double b) {
    Graph graph = Operands.graph(operator.name(), a);
    return graph.apply(operator, a, graph.constant(b));
  }

  private static Node apply(Operator operator, double a, Node b) {
    Graph graph = Operands.graph(operator.name(), b);
    return graph.apply(operator, graph.constant(a), b);
  }
}
