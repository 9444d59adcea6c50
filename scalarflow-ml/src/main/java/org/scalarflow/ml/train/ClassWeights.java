package org.scalarflow.ml.train;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;

/**
 * How much a row counts by its class: its loss and derivatives are multiplied by the weight. The
 * mean is still taken over the number of rows.
 */
@FunctionalInterface
public interface ClassWeights {

  /** All rows count alike. */
  ClassWeights EQUAL =
      new NamedWeights(
          "equal",
          data -> {
            double[] ones = new double[data.labels().size()];
            Arrays.fill(ones, 1);
            return ones;
          });

  /**
   * So much that each class that has rows counts alike: {@code rows / (classes · rows of the
   * class)}. Their mean over the rows is 1. A class without rows has weight 1.
   */
  ClassWeights BALANCED =
      new NamedWeights(
          "balanced",
          data -> {
            int[] counts = data.classCounts();
            double share =
                (double) data.rows() / Arrays.stream(counts).filter(count -> count > 0).count();
            return Arrays.stream(counts)
                .mapToDouble(count -> count == 0 ? 1 : share / count)
                .toArray();
          });

  /**
   * The weight of each class, in the order of the labels, finite and not negative.
   *
   * @throws DataException if the weights do not fit the data
   */
  double[] of(Dataset data);

  /**
   * Weights by label.
   *
   * @param weights a weight for each label
   * @throws IllegalArgumentException if a weight is negative or not finite
   */
  static ClassWeights of(Map<String, Double> weights) {
    Map<String, Double> own = new TreeMap<>(weights);
    own.forEach(
        (label, weight) ->
            Checks.requireNotNegative(
                Objects.requireNonNull(weight, () -> "the weight of " + label),
                "the weight of " + label));
    return new NamedWeights(
        own.toString(),
        data -> {
          if (!own.keySet().equals(new TreeSet<>(data.labels()))) {
            throw new DataException(
                "there are weights for " + own.keySet() + ", but the labels are " + data.labels());
          }
          return data.labels().stream().mapToDouble(own::get).toArray();
        });
  }
}
