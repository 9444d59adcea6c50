package org.scalarflow.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scalarflow.Arity;
import org.scalarflow.Operator;

/**
 * Checks an operator against section 8 of the specification. Extend it, say how the operator is
 * made, and run it with JUnit:
 *
 * <pre>{@code
 * class HuberTest extends OperatorVerification {
 *   @Override
 *   protected Operator createOperator() {
 *     return new Huber();
 *   }
 *
 *   @Override
 *   protected Range range(int position, int operandCount) {
 *     return position == 0 ? Range.DEFAULT : new Range(0.1, 2);
 *   }
 * }
 * }</pre>
 *
 * <p>Each test is named after a rule of {@code docs/spec.md}: {@code required_spec806_…} checks
 * rule 806.
 */
public abstract class OperatorVerification {

  /**
   * How far partials may be from central differences, relative to the size of what goes in. The
   * step ∛ε leaves a truncation error near 4·10⁻¹¹ of the third derivative and a rounding error
   * near 4·10⁻¹¹ of the value; four digits are left for functions that bend strongly in their
   * range.
   */
  private static final double DIFFERENCE_TOLERANCE = 1e-6;

  /** Where the slopes to both sides differ by more than this, the point is taken for a kink. */
  private static final double KINK = 1e-2;

  private Operator operator;
  private Arity arity;

  /** For subclasses. */
  protected OperatorVerification() {}

  /** Makes the operator to be checked. It may be called more than once. */
  protected abstract Operator createOperator();

  /**
   * From where the operand at a position is drawn when there are {@code operandCount}. Stay where
   * the function is finite and, but for single points, smooth. The default is −3 to 3.
   */
  protected Range range(int position, int operandCount) {
    return Range.DEFAULT;
  }

  @BeforeEach
  final void makeOperator() {
    operator = createOperator();
    arity = operator.arity();
  }

  @Test
  final void required_spec801_nameIsAnIdentifierAndStable() {
    String name = operator.name();
    assertNotNull(name, "the name must not be null");
    assertTrue(
        !name.isEmpty()
            && Character.isLowerCase(name.charAt(0))
            && name.chars().allMatch(Character::isJavaIdentifierPart),
        () -> "'" + name + "' is not an identifier that begins with a lower-case letter");
    assertEquals(name, operator.name(), "the name at another call");
    assertEquals(name, createOperator().name(), "the name of another instance");
  }

  @Test
  final void required_spec802_arityIsStable() {
    assertNotNull(arity, "the arity must not be null");
    assertEquals(arity, operator.arity(), "the arity at another call");
    assertEquals(arity, createOperator().arity(), "the arity of another instance");
  }

  @Test
  final void required_spec803_pureOperatorGivesTheSameBitsForTheSameOperands() {
    assumeTrue(operator.isPure(), "the operator is impure");
    List<double[]> points = allPoints();
    List<double[]> first = points.stream().map(this::valueAndPartials).toList();
    Operator other = createOperator();
    for (int i = points.size() - 1; i >= 0; i--) {
      double[] point = points.get(i);
      Bits.assertSame(first.get(i), valueAndPartials(point), () -> "again " + at(point));
      Bits.assertSame(
          first.get(i),
          OperatorCalls.valueAndPartials(other, point),
          () -> "another instance " + at(point));
    }
  }

  @Test
  final void required_spec804_valueDoesNotThrow() {
    for (double[] point : allPoints()) {
      assertDoesNotThrow(() -> operator.value(point.clone()), () -> "the value " + at(point));
    }
  }

  @Test
  final void required_spec805_partialsAreAllSet() {
    for (double[] point : drawn()) {
      double result = operator.value(point.clone());
      double[] fromNaN = OperatorCalls.partials(operator, point, result, Double.NaN);
      double[] fromOther = OperatorCalls.partials(operator, point, result, OperatorCalls.OTHER);
      for (int position = 0; position < point.length; position++) {
        if (operator.isDifferentiable(position)) {
          String what = "the partial at position " + position + " " + at(point);
          assertFalse(Double.isNaN(fromNaN[position]), what + " was left NaN");
          Bits.assertSame(
              fromNaN[position],
              fromOther[position],
              () -> what + " depends on what stood in the array");
        }
      }
    }
  }

  @Test
  final void required_spec806_partialsAgreeWithCentralDifferences() {
    int checked = 0;
    int kinks = 0;
    for (double[] point : drawn()) {
      double result = operator.value(point.clone());
      double[] partials = OperatorCalls.partials(operator, point, result, Double.NaN);
      for (int position = 0; position < point.length; position++) {
        if (!operator.isDifferentiable(position) || !contributes(point, position, result)) {
          continue;
        }
        double step = OperatorPoints.step(point[position]);
        double above = moved(point, position, step);
        double below = moved(point, position, -step);
        double slope = (above - below) / (2 * step);
        double bend = (above - result) / step - (result - below) / step;
        double size = Math.max(1, Math.max(Math.abs(slope), Math.abs(result)));
        if (Math.abs(bend) > KINK * size) {
          kinks++;
          continue;
        }
        checked++;
        String what = "the partial at position " + position + " " + at(point);
        assertEquals(slope, partials[position], DIFFERENCE_TOLERANCE * size, what);
      }
    }
    assertTrue(
        kinks <= checked,
        "at most points the operator has a kink; override range so that it is smooth there");
  }

  @Test
  final void required_spec807_partialsDoNotThrow() {
    for (double[] point : allPoints()) {
      assertDoesNotThrow(() -> valueAndPartials(point), () -> "the partials " + at(point));
    }
  }

  @Test
  final void required_spec808_arraysAreScratch() {
    assumeTrue(operator.isPure(), "the operator is impure");
    for (double[] point : drawn()) {
      double[] expected = OperatorCalls.valueAndPartials(createOperator(), point);
      double[] operands = point.clone();
      double result = operator.value(operands);
      Arrays.fill(operands, OperatorCalls.OTHER);
      double[] partials = OperatorCalls.partials(operator, point, result, Double.NaN);
      Bits.assertSame(
          expected,
          OperatorCalls.join(operator, result, partials),
          () -> "after its array was used for something else " + at(point));
    }
  }

  @Test
  final void required_spec809_severalThreadsGetTheSameBits() {
    assumeTrue(operator.isPure(), "the operator is impure");
    List<double[]> points = allPoints();
    List<double[]> expected =
        points.stream()
            .map(point -> OperatorCalls.valueAndPartials(createOperator(), point))
            .toList();
    Threads.together(
        4,
        thread -> {
          for (int i = 0; i < 20 * points.size(); i++) {
            int index = (i * (thread + 1)) % points.size();
            double[] point = points.get(index);
            Bits.assertSame(
                expected.get(index),
                valueAndPartials(point),
                () -> "in several threads " + at(point));
          }
        });
  }

  @Test
  final void required_spec810_propertiesAreStable() {
    Operator other = createOperator();
    int most = OperatorPoints.counts(arity).stream().mapToInt(Integer::intValue).max().orElse(1);
    for (Operator again : List.of(operator, other)) {
      assertEquals(operator.isPure(), again.isPure(), "isPure");
      assertEquals(operator.isSelective(), again.isSelective(), "isSelective");
      for (int position = 0; position < most; position++) {
        assertEquals(
            operator.isDifferentiable(position),
            again.isDifferentiable(position),
            "isDifferentiable(" + position + ")");
      }
    }
  }

  @Test
  final void required_spec811_operandThatDoesNotContributeDoesNotMatter() {
    assumeTrue(operator.isSelective(), "the operator is not selective");
    for (double[] point : drawn()) {
      double result = operator.value(point.clone());
      for (int position = 0; position < point.length; position++) {
        if (!contributes(point, position, result)) {
          double step = OperatorPoints.step(point[position]);
          String what = "the value without position " + position + " " + at(point);
          Bits.assertSame(result, moved(point, position, step), () -> what);
          Bits.assertSame(result, moved(point, position, -step), () -> what);
        }
      }
    }
    for (double[] point : allPoints()) {
      double result = operator.value(point.clone());
      for (int position = 0; position < point.length; position++) {
        int asked = position;
        assertDoesNotThrow(
            () -> contributes(point, asked, result), () -> "contributes " + at(point));
      }
    }
  }

  @Test
  final void required_spec812_scalarAndArrayFormsAgree() {
    assumeTrue(
        operator instanceof Operator.Unary || operator instanceof Operator.Binary,
        "the operator has no scalar form");
    for (double[] point : allPoints()) {
      Bits.assertSame(
          OperatorCalls.scalarForm(operator, point), valueAndPartials(point), () -> at(point));
    }
  }

  @Test
  final void required_spec813_everyRouteGivesTheSameBits() {
    assumeTrue(operator.isPure(), "the operator is impure");
    OperatorRoutes.check(operator, allPoints());
  }

  private List<double[]> drawn() {
    return OperatorPoints.drawn(arity, this::range);
  }

  private List<double[]> allPoints() {
    return Stream.concat(drawn().stream(), OperatorPoints.awkward(arity, this::range).stream())
        .toList();
  }

  private double[] valueAndPartials(double[] point) {
    return OperatorCalls.valueAndPartials(operator, point);
  }

  private boolean contributes(double[] point, int position, double result) {
    return !operator.isSelective() || operator.contributes(position, point.clone(), result);
  }

  private double moved(double[] point, int position, double step) {
    double[] operands = point.clone();
    operands[position] += step;
    return operator.value(operands);
  }

  private String at(double[] point) {
    return "of '" + operator.name() + "' at " + Arrays.toString(point);
  }
}
