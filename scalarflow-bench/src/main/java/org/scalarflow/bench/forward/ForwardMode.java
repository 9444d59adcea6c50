package org.scalarflow.bench.forward;

/**
 * What the workloads need of a library whose numbers carry their derivatives by all parameters.
 *
 * @param <T> the library's number
 */
public interface ForwardMode<T> {

  /** The parameter of that index, at a value. */
  T variable(int index, double value);

  /** A number that depends on no parameter. */
  T constant(double value);

  /** {@code a + b}. */
  T add(T a, T b);

  /** {@code a − b}. */
  T subtract(T a, T b);

  /** {@code a · b}. */
  T multiply(T a, T b);

  /** {@code a · factor}. */
  T multiply(T a, double factor);

  /** {@code exp(a)}. */
  T exp(T a);

  /** {@code log(1 + a)}. */
  T log1p(T a);

  /** {@code sin(a)}. */
  T sin(T a);

  /** {@code tanh(a)}. */
  T tanh(T a);

  /** {@code 1/(1 + exp(−a))}. */
  T sigmoid(T a);

  /** The value alone. */
  double value(T a);

  /** Adds the derivatives to an array. */
  void addGradient(T a, double[] g);
}
