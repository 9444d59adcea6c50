package org.scalarflow.ml.train;

/**
 * How a gradient becomes a step. It says what is done, and {@link #start} makes the memory of one
 * training, so an instance may be shared by any number of them.
 *
 * <p>Below {@code g} is the gradient of the mean loss over a batch, {@code r} the learning rate,
 * and all operations are by parameter; memories start at 0.
 */
@FunctionalInterface
public interface Optimizer {

  /** Makes the memory of a training. */
  Stepper start(int parameters);

  /** The memory of one training; used by one thread. */
  @FunctionalInterface
  interface Stepper {

    /**
     * Changes the parameters.
     *
     * @param parameters the parameters, to be changed in place
     * @param gradient their gradient; may be spoilt
     * @param rate the learning rate of this step
     */
    void step(double[] parameters, double[] gradient, double rate);
  }

  /** Gradient descent: {@code w ← w − r·g}. */
  static Optimizer descent() {
    return new Momentum(0, false);
  }

  /**
   * Gradient descent with momentum: {@code v ← µ·v + g}, {@code w ← w − r·v}. B. Polyak, "Some
   * methods of speeding up the convergence of iteration methods", 1964.
   *
   * @param momentum {@code µ}, usually 0.9
   * @throws IllegalArgumentException if it is not in {@code [0, 1)}
   */
  static Optimizer momentum(double momentum) {
    return new Momentum(momentum, false);
  }

  /**
   * Nesterov's momentum: {@code v ← µ·v + g}, {@code w ← w − r·(g + µ·v)}, in the form of I.
   * Sutskever et al., "On the importance of initialization and momentum in deep learning", ICML
   * 2013, with the gradient at the point looked ahead to.
   *
   * @param momentum {@code µ}, usually 0.9
   * @throws IllegalArgumentException if it is not in {@code [0, 1)}
   */
  static Optimizer nesterov(double momentum) {
    return new Momentum(momentum, true);
  }

  /** {@link #rmsProp(double, double)} with {@code ρ = 0.9} and {@code ε = 1e-8}. */
  static Optimizer rmsProp() {
    return rmsProp(0.9, 1e-8);
  }

  /**
   * RMSProp: {@code s ← ρ·s + (1 − ρ)·g²}, {@code w ← w − r·g/(√s + ε)}. G. Hinton, "Neural
   * networks for machine learning", lecture 6e, 2012.
   *
   * @throws IllegalArgumentException if {@code ρ} is not in {@code [0, 1)} or {@code ε} not
   *     positive
   */
  static Optimizer rmsProp(double decay, double epsilon) {
    return new RmsProp(decay, epsilon);
  }

  /** {@link #adam(double, double, double)} with 0.9, 0.999 and 1e-8. */
  static Optimizer adam() {
    return adam(0.9, 0.999, 1e-8);
  }

  /**
   * Adam: {@code m ← β₁·m + (1 − β₁)·g}, {@code s ← β₂·s + (1 − β₂)·g²}, {@code w ← w − r·m̂/(√ŝ +
   * ε)} with {@code m̂ = m/(1 − β₁ᵗ)} and {@code ŝ = s/(1 − β₂ᵗ)} at step {@code t} from 1 on. D.
   * Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
   *
   * @throws IllegalArgumentException if a {@code β} is not in {@code [0, 1)} or {@code ε} not
   *     positive
   */
  static Optimizer adam(double beta1, double beta2, double epsilon) {
    return new Adam(beta1, beta2, epsilon, 0);
  }

  /**
   * {@link #adam()} with decoupled weight decay; see {@link #adamW(double, double, double,
   * double)}.
   */
  static Optimizer adamW(double decay) {
    return adamW(0.9, 0.999, 1e-8, decay);
  }

  /**
   * Adam with decoupled weight decay: before each step all parameters are multiplied by {@code 1 −
   * r·λ}. I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm
   * 2, with a decay in proportion to the rate, as PyTorch has it.
   *
   * @param decay {@code λ}, usually 0.01
   * @throws IllegalArgumentException as for {@link #adam(double, double, double)}, or if {@code λ}
   *     is negative or not finite
   */
  static Optimizer adamW(double beta1, double beta2, double epsilon, double decay) {
    return new Adam(beta1, beta2, epsilon, decay);
  }
}
