package org.scalarflow.compiled.emit;

/**
 * The fixed kernels for the sums of a layer, see {@link org.scalarflow.compiled.ir.Layer}. They
 * have no state, so any thread may use them.
 *
 * <p>The weights of unit {@code j} stand at {@code weightAt + j · weightStride} and the following
 * places, one for each input. What they are added to in the backward sweep stands likewise.
 */
public interface LayerCode {

  /**
   * {@code sumⱼ = startⱼ + Σᵢ weightⱼᵢ · signalᵢ}.
   *
   * @param weights where the weights stand
   * @param weightAt the first weight of the first unit
   * @param weightStride how far the weights of a unit are from those of the one before
   * @param signals where the signals stand
   * @param signalAt the first signal
   * @param starts where the starts of the sums stand
   * @param startAt the first of them
   * @param startStride how far each is from the one before
   * @param sums receives the sums
   * @param sumAt where the first one goes, the others follow
   * @param inputs the number of terms
   * @param units the number of sums
   */
  void sums(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] signals,
      int signalAt,
      double[] starts,
      int startAt,
      int startStride,
      double[] sums,
      int sumAt,
      int inputs,
      int units);

  /**
   * Adds {@code Σⱼ adjointⱼ · weightⱼᵢ} to the adjoint of each signal, the last unit first.
   *
   * @param weights where the weights stand
   * @param weightAt the first weight of the first unit
   * @param weightStride how far the weights of a unit are from those of the one before
   * @param adjoints where the adjoints of the sums stand
   * @param adjointAt the first of them
   * @param to where the adjoints of the signals stand
   * @param at the first of them
   * @param inputs the number of signals
   * @param units the number of sums
   */
  void passToSignals(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int inputs,
      int units);

  /**
   * Makes {@code adjointⱼ · signalᵢ} the adjoint of each weight, a zero +0.0.
   *
   * @param signals where the signals stand
   * @param signalAt the first signal
   * @param adjoints where the adjoints of the sums stand
   * @param adjointAt the first of them
   * @param to where the adjoints of the weights stand
   * @param at the first one of the first unit
   * @param stride how far those of a unit are from those of the one before
   * @param inputs the number of signals
   * @param units the number of sums
   */
  void passToWeights(
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int stride,
      int inputs,
      int units);

  /** {@link #passToSignals} and {@link #passToWeights} at once, in less time. */
  void passToBoth(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] toSignals,
      int atSignals,
      double[] toWeights,
      int atWeights,
      int strideOfWeights,
      int inputs,
      int units);

  /** Does what {@link #passToWeights} does, by adding to what the adjoints are already. */
  void addToWeights(
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int stride,
      int inputs,
      int units);

  /**
   * {@code adjoint · (result · (1 − result))} for each unit.
   *
   * @param results where the results of the sigmoids stand
   * @param resultAt the first of them
   * @param adjoints where all adjoints stand
   * @param adjointAt that of the first result
   * @param at receives that of the first argument, the others follow
   * @param units the number of units
   */
  void passThroughSigmoids(
      double[] results, int resultAt, double[] adjoints, int adjointAt, int at, int units);
}
