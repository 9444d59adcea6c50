package org.scalarflow.ml.data;

import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;
import org.scalarflow.ml.random.RandomStream;

/**
 * A data set in two parts: rows to learn from, and rows held out to judge what was learnt.
 *
 * @param training the rows to learn from
 * @param holdOut the rows held out
 */
public record Split(Dataset training, Dataset holdOut) {

  /**
   * Holds out rows as {@link #heldOut} chooses them. Rows keep their order in both parts.
   *
   * @param data the rows
   * @param fraction the fraction to hold out, between 0 and 1
   * @param seed the seed of the choice
   * @throws DataException if a class has only one row
   * @throws IllegalArgumentException if the fraction is not between 0 and 1
   */
  public static Split stratified(Dataset data, double fraction, long seed) {
    boolean[] heldOut = heldOut(data, fraction, seed);
    return new Split(data.select(rows(heldOut, false)), data.select(rows(heldOut, true)));
  }

  /**
   * Chooses the same fraction of each class, at random. Of a class of {@code n} rows, {@code
   * round(fraction · n)} are held out, halves upwards, but at least 1 and at most {@code n − 1}; a
   * class without any row stays without.
   *
   * @param data the rows
   * @param fraction the fraction to hold out, between 0 and 1
   * @param seed the seed of the choice
   * @return for each row whether it is held out
   * @throws DataException if a class has only one row
   * @throws IllegalArgumentException if the fraction is not between 0 and 1
   */
  public static boolean[] heldOut(ClassifiedRows data, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction to hold out is between 0 and 1, not " + fraction);
    }
    int[] remaining = quotas(data, fraction);
    int[] order = MathArrays.natural(data.rows());
    MathArrays.shuffle(order, RandomStream.SPLIT.generator(seed));
    boolean[] heldOut = new boolean[data.rows()];
    for (int row : order) {
      heldOut[row] = remaining[data.classOf(row)]-- > 0;
    }
    return heldOut;
  }

  /** How many rows of each class are held out. */
  private static int[] quotas(ClassifiedRows data, double fraction) {
    int[] counts = data.classCounts();
    int[] quotas = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 1) {
        throw new DataException(
            data.name()
                + ": class '"
                + data.labels().get(i)
                + "' has one row only; each class needs a row to learn from and one to hold out");
      }
      long rounded = Math.round(fraction * counts[i]);
      quotas[i] = (int) Math.max(Math.min(1, counts[i]), Math.min(rounded, counts[i] - 1));
    }
    return quotas;
  }

  private static int[] rows(boolean[] heldOut, boolean wanted) {
    return Arrays.stream(MathArrays.natural(heldOut.length))
        .filter(row -> heldOut[row] == wanted)
        .toArray();
  }
}
