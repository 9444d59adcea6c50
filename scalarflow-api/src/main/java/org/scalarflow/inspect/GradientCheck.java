package org.scalarflow.inspect;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.scalarflow.CompileOptions;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Runner;
import org.scalarflow.Structure;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/**
 * Compares derivatives with central differences, for graphs and for operators of your own.
 *
 * <pre>{@code
 * GradientCheck.DEFAULT.check(loss, Feed.of(x, 2.0).and(y, 3.0)).requirePass();
 * GradientCheck.DEFAULT.check(cube, -1.5).requirePass();
 * }</pre>
 *
 * <p>The step is {@code cbrt(ε) · max(1, |x|)}, about 6·10⁻⁶; where the function bends too sharply
 * for it, one that is 16 times smaller. The error is {@code |analytic − numeric|}, relative to
 * {@code max(1, |numeric|, |value| / max(1, |x|))}.
 *
 * <p>Not everything can be compared, and what cannot is told, not counted as right: points with a
 * kink or a jump ({@code relu} at 0, a tie of {@code max}, the edge of a {@code select}), points
 * where the function is not finite near by, and operands declared not differentiable whose value
 * matters all the same ({@code stopGradient}). A kink that is hit by none of the steps goes
 * unnoticed. In a graph, derivatives that are cut off on purpose differ from the differences, so a
 * graph with {@code stopGradient} fails; so do operators that are not pure. Immutable.
 */
public final class GradientCheck {

  /**
   * The tolerance of {@link #DEFAULT}: 10⁻⁶. The rounding error of the differences is near 10⁻¹⁰ of
   * a value that is itself right to a few units, so four orders are left for values that are not.
   */
  public static final double DEFAULT_TOLERANCE = 1e-6;

  /** The check with {@link #DEFAULT_TOLERANCE}. */
  public static final GradientCheck DEFAULT = new GradientCheck(DEFAULT_TOLERANCE);

  private final double tolerance;

  private GradientCheck(double tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * A check with another tolerance.
   *
   * @param tolerance the largest error that passes
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public static GradientCheck withTolerance(double tolerance) {
    if (!(tolerance > 0.0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the tolerance must be positive and finite, but was " + tolerance);
    }
    return new GradientCheck(tolerance);
  }

  /**
   * One derivative and what the differences say.
   *
   * @param name the input's name, or which operand of which call
   * @param at the input's value
   * @param analytic the derivative
   * @param numeric the central difference; NaN if not compared
   * @param error the error relative to the scale, infinite if the derivative is not a number; NaN
   *     if not compared
   * @param problem why it was not compared; empty if it was
   */
  public record Entry(
      String name, double at, double analytic, double numeric, double error, String problem) {

    /** Whether the derivative could be compared. */
    public boolean isCompared() {
      return problem.isEmpty();
    }

    /** The entry in one line. */
    @Override
    public String toString() {
      return isCompared()
          ? Names.word(name)
              + " at "
              + Decimals.text(at)
              + ": derivative "
              + Decimals.text(analytic)
              + ", differences "
              + Decimals.text(numeric)
              + ", error "
              + Decimals.text(error)
          : Names.word(name) + " at " + Decimals.text(at) + " was not compared: " + problem;
    }
  }

  /**
   * The outcome of a check.
   *
   * @param entries one for each derivative, in order
   * @param tolerance the largest error that passes
   */
  public record Result(List<Entry> entries, double tolerance) {

    private static final int TOLD = 10;

    /** Copies the list. */
    public Result {
      entries = List.copyOf(entries);
    }

    /** Whether something was compared, and everything compared is within the tolerance. */
    public boolean passed() {
      return worst().map(entry -> entry.error() <= tolerance).orElse(false);
    }

    /**
     * The compared entry of the largest error, the first of several; empty if none was compared.
     */
    public Optional<Entry> worst() {
      return entries.stream()
          .filter(Entry::isCompared)
          .reduce((one, other) -> other.error() > one.error() ? other : one);
    }

    /** The entries that could not be compared. */
    public List<Entry> notCompared() {
      return entries.stream().filter(entry -> !entry.isCompared()).toList();
    }

    /**
     * Requires that the check passed.
     *
     * @return this result
     * @throws GradientCheckException if it did not; the message is {@link #toString()}
     */
    public Result requirePass() {
      if (!passed()) {
        throw new GradientCheckException(toString());
      }
      return this;
    }

    /**
     * The outcome in words: how many were compared, the worst entry, what failed or was skipped.
     */
    @Override
    public String toString() {
      List<Entry> skipped = notCompared();
      int compared = entries.size() - skipped.size();
      List<Entry> failed =
          entries.stream()
              .filter(entry -> entry.isCompared() && !(entry.error() <= tolerance))
              .sorted(Comparator.comparingDouble(Entry::error).reversed())
              .toList();
      StringJoiner lines = new StringJoiner("\n");
      lines.add(
          "gradient check "
              + (passed() ? "passed" : "failed")
              + ": "
              + compared
              + " of "
              + entries.size()
              + " derivatives compared, "
              + failed.size()
              + " beyond the tolerance "
              + Decimals.text(tolerance));
      if (failed.isEmpty()) {
        worst().ifPresent(entry -> lines.add("  worst: " + entry));
      }
      tell(lines, failed);
      tell(lines, skipped);
      return lines.toString();
    }

    private static void tell(StringJoiner lines, List<Entry> entries) {
      entries.stream().limit(TOLD).forEach(entry -> lines.add("  " + entry));
      if (entries.size() > TOLD) {
        lines.add("  and " + (entries.size() - TOLD) + " more");
      }
    }
  }

  /**
   * Checks the derivatives of a node with respect to every variable and placeholder it depends on.
   *
   * @throws org.scalarflow.FeedException if the feed misses a placeholder
   */
  public Result check(Node output, Feed feed) {
    return check(output, feed, inputsOf(output));
  }

  /**
   * Checks the derivatives of a node with respect to some inputs.
   *
   * @throws org.scalarflow.FeedException if the feed misses a placeholder
   * @throws org.scalarflow.GraphException if a node is not an input, or is of another graph
   */
  public Result check(Node output, Feed feed, List<? extends Node> inputs) {
    Set<Node> all = new LinkedHashSet<>(inputsOf(output));
    all.addAll(inputs);
    Request request = Request.of(output).varyByRow(all.toArray(new Node[0]));
    Program program =
        output.graph().compile(request.differentiate(inputs).observe(List.copyOf(all)));
    Evaluation run = program.gradient(feed);
    Runner runner = program.newRunner();
    for (Node input : all) {
      runner.row()[program.rowIndex(input)] = run.value(input);
    }
    List<Entry> entries = new ArrayList<>();
    for (Node input : inputs) {
      entries.add(entry(program, runner, run, output, input));
    }
    return new Result(entries, tolerance);
  }

  private Entry entry(Program program, Runner runner, Evaluation run, Node output, Node input) {
    int valueIndex = program.valueIndex(output);
    int index = program.rowIndex(input);
    double at = runner.row()[index];
    CentralDifference difference =
        CentralDifference.of(
            x -> {
              runner.row()[index] = x;
              runner.evaluate();
              return runner.values()[valueIndex];
            },
            at,
            tolerance);
    runner.row()[index] = at;
    double analytic = run.derivative(input);
    double error = Math.abs(analytic - difference.slope) / difference.scale;
    boolean isBroken = difference.problem.isEmpty() && !Double.isFinite(error);
    return new Entry(
        input.name(),
        at,
        analytic,
        difference.slope,
        isBroken ? Double.POSITIVE_INFINITY : error,
        difference.problem);
  }

  /**
   * Checks the partial derivatives of an operator at a point.
   *
   * @param operator the operator
   * @param point one value for each operand
   * @throws org.scalarflow.GraphException if the operator does not take that many operands
   * @throws org.scalarflow.OperatorException if the operator throws
   */
  public Result check(Operator operator, double... point) {
    Graph graph = new Graph(new PlainBackend());
    StringJoiner call = new StringJoiner(", ", operator.name() + "(", ")");
    List<Node> operands = new ArrayList<>();
    Feed feed = Feed.empty();
    for (double x : point) {
      call.add(Decimals.text(x));
      Node operand = graph.placeholder();
      operands.add(operand);
      feed = feed.and(operand, x);
    }
    List<Entry> entries = check(graph.apply(operator, operands), feed, operands).entries();
    List<Entry> named = new ArrayList<>();
    for (int position = 0; position < entries.size(); position++) {
      named.add(
          named(
              entries.get(position),
              "operand " + position + " of " + call,
              operator.isDifferentiable(position)));
    }
    return new Result(named, tolerance);
  }

  /**
   * Checks the partial derivatives of an operator at several points.
   *
   * @throws org.scalarflow.GraphException if the operator does not take that many operands
   * @throws org.scalarflow.OperatorException if the operator throws
   */
  public Result check(Operator operator, List<double[]> points) {
    return new Result(
        points.stream().flatMap(point -> check(operator, point).entries().stream()).toList(),
        tolerance);
  }

  private static Entry named(Entry entry, String name, boolean isDifferentiable) {
    boolean isCut = entry.isCompared() && !isDifferentiable && entry.numeric() != 0;
    return isCut
        ? new Entry(
            name,
            entry.at(),
            entry.analytic(),
            Double.NaN,
            Double.NaN,
            "declared not differentiable")
        : new Entry(
            name, entry.at(), entry.analytic(), entry.numeric(), entry.error(), entry.problem());
  }

  private static List<Node> inputsOf(Node output) {
    Structure structure = output.graph().structure();
    BitSet ancestors = new BitSet(output.id() + 1);
    ancestors.set(output.id());
    for (int id = output.id(); id >= 0; id = ancestors.previousSetBit(id - 1)) {
      for (int position = 0; position < structure.operandCount(id); position++) {
        ancestors.set(structure.operand(id, position));
      }
    }
    return ancestors.stream()
        .filter(id -> structure.kind(id).isInput())
        .mapToObj(structure::node)
        .toList();
  }

  /** Runs the graph of an operator that is checked by itself. */
  private static final class PlainBackend implements Backend {

    @Override
    public String name() {
      return "gradient-check";
    }

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      return new TapeKernel(tape);
    }
  }
}
