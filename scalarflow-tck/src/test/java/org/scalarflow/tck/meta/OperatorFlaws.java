package org.scalarflow.tck.meta;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.scalarflow.Arity;
import org.scalarflow.Operator;

/** Broken operators, one for each rule of section 8 at least. Most are broken squares. */
final class OperatorFlaws {

  private OperatorFlaws() {}

  static List<Flaw<OperatorSubject>> all() {
    return List.of(
        flaw("801", "name begins with a capital", CapitalName::new, "813"),
        flaw("801", "name is counted up", CountedName::new),
        flaw("802", "arity grows from call to call", GrowingArity::new),
        flaw("803", "value drifts from call to call", Drifting::new, "808", "809", "812", "813"),
        flaw("804", "value throws for NaN", ThrowingForNaN::new, "803", "807", "809", "812", "813"),
        flaw("805", "second partial is forgotten", ForgottenPartial::new, "806"),
        flaw("805", "partial is added to the array", AddedPartial::new, "806"),
        flaw("806", "factor of the partial is forgotten", WrongPartial::new),
        flaw(
            "807",
            "partials throw for infinite operands",
            ThrowingForInfinity::new,
            "803",
            "809",
            "812",
            "813"),
        flaw("808", "partials read the array that value was given", KeptOperands::new),
        flaw("809", "value is worked out in a field", SharedField::new),
        flaw(
            "810",
            "isDifferentiable differs between instances",
            DifferentiableAtRandom::new,
            "803",
            "808",
            "809"),
        flaw("810", "isPure differs between instances", PureAtRandom::new),
        flaw("811", "operand that matters does not contribute", DroppedOperand::new),
        flaw("812", "scalar form rounds differently", OtherScalarForm::new),
        flaw("813", "value is remembered by array", RememberedByArray::new));
  }

  private static Flaw<OperatorSubject> flaw(
      String rule, String name, Supplier<Operator> operator, String... alsoTrips) {
    return Flaw.of(rule, name, () -> OperatorSubject.of(operator.get()), alsoTrips);
  }

  /** Sound, to be broken. */
  private static class Square implements Operator.Unary {

    @Override
    public String name() {
      return "mySquare";
    }

    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public double partial(double x, double result) {
      return 2 * x;
    }
  }

  /** Sound, with arrays only. */
  private static class Product implements Operator {

    @Override
    public String name() {
      return "myProduct";
    }

    @Override
    public Arity arity() {
      return Arity.BINARY;
    }

    @Override
    public double value(double[] operands) {
      return operands[0] * operands[1];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[0] = operands[1];
      partials[1] = operands[0];
    }
  }

  private static final class CapitalName extends Square {
    @Override
    public String name() {
      return "Square";
    }
  }

  private static final class CountedName extends Square {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
      return "square" + calls.incrementAndGet();
    }
  }

  private static final class GrowingArity extends Product {
    private int calls;

    @Override
    public Arity arity() {
      return new Arity(2, 2 + calls++, 1);
    }
  }

  private static final class Drifting extends Square {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public double value(double x) {
      return x * x + 1e-12 * calls.incrementAndGet();
    }
  }

  private static final class ThrowingForNaN extends Square {
    @Override
    public double value(double x) {
      if (Double.isNaN(x)) {
        throw new IllegalArgumentException("not a number");
      }
      return x * x;
    }
  }

  private static final class ForgottenPartial extends Product {
    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[0] = operands[1];
    }
  }

  private static final class AddedPartial extends Product {
    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[0] += operands[1];
      partials[1] += operands[0];
    }
  }

  private static final class WrongPartial extends Square {
    @Override
    public double partial(double x, double result) {
      return x;
    }
  }

  private static final class ThrowingForInfinity extends Square {
    @Override
    public double partial(double x, double result) {
      if (Double.isInfinite(x)) {
        throw new ArithmeticException("infinite");
      }
      return 2 * x;
    }
  }

  private static final class KeptOperands extends Product {
    private final ThreadLocal<double[]> kept = new ThreadLocal<>();

    @Override
    public double value(double[] operands) {
      kept.set(operands);
      return operands[0] * operands[1];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      super.partials(kept.get(), result, partials);
    }
  }

  private static final class SharedField extends Square {
    private volatile double x;

    @Override
    public double value(double operand) {
      x = operand;
      Thread.yield();
      return x * x;
    }
  }

  private static final class DifferentiableAtRandom extends Product {
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final boolean differentiable = INSTANCES.incrementAndGet() % 2 == 0;

    @Override
    public boolean isDifferentiable(int position) {
      return differentiable;
    }
  }

  private static final class PureAtRandom extends Square {
    private static final AtomicInteger INSTANCES = new AtomicInteger();

    private final boolean pure = INSTANCES.incrementAndGet() % 2 == 0;

    @Override
    public boolean isPure() {
      return pure;
    }
  }

  private static final class DroppedOperand extends Product {
    @Override
    public boolean isSelective() {
      return true;
    }

    @Override
    public boolean contributes(int position, double[] operands, double result) {
      return position == 0;
    }
  }

  private static final class OtherScalarForm extends Square {
    @Override
    public double value(double[] operands) {
      return operands[0] * operands[0];
    }

    @Override
    public double value(double x) {
      return Math.exp(2 * Math.log(Math.abs(x)));
    }
  }

  private static final class RememberedByArray extends Square {
    private double[] last = {};
    private double square;

    @Override
    public synchronized double value(double[] operands) {
      if (operands != last) {
        last = operands;
        square = operands[0] * operands[0];
      }
      return square;
    }
  }
}
