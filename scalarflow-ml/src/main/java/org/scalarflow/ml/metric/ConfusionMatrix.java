package org.scalarflow.ml.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * How often each class was taken for which. Immutable.
 *
 * <p>With {@code n(a, p)} rows of class {@code a} that were predicted as {@code p}:
 *
 * <ul>
 *   <li>accuracy is {@code Σᵢ n(i, i) / Σ n(a, p)};
 *   <li>recall of {@code c} is {@code n(c, c) / Σₚ n(c, p)}, of its rows the part that was found;
 *   <li>precision of {@code c} is {@code n(c, c) / Σₐ n(a, c)}, of what was taken for it the part
 *       that is of it;
 *   <li>F1 of {@code c} is {@code 2·n(c, c) / (Σₚ n(c, p) + Σₐ n(a, c))}, the harmonic mean of
 *       both.
 * </ul>
 *
 * <p>Of a single class, what is {@code 0/0} is NaN: there is nothing to judge by. Macro averages
 * are means over the classes that occur among the rows or the predictions, and there {@code 0/0}
 * counts as 0, so that never to predict a class is no way to a better score; scikit-learn does the
 * same.
 */
public final class ConfusionMatrix {

  private final List<String> labels;

  /** By actual class, then by predicted class. */
  private final long[][] counts;

  private ConfusionMatrix(List<String> labels, long[][] counts) {
    this.labels = labels;
    this.counts = counts;
  }

  /**
   * Counts predictions.
   *
   * @param labels the names of the classes
   * @param actual the class of each row
   * @param predicted the class predicted for each row
   * @throws IllegalArgumentException if there is not one prediction for each row
   * @throws IndexOutOfBoundsException if a class has no label
   */
  public static ConfusionMatrix of(List<String> labels, int[] actual, int[] predicted) {
    if (actual.length != predicted.length) {
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + actual.length + " rows");
    }
    List<String> names = List.copyOf(labels);
    long[][] counts = new long[names.size()][names.size()];
    for (int row = 0; row < actual.length; row++) {
      int a = Objects.checkIndex(actual[row], names.size());
      counts[a][Objects.checkIndex(predicted[row], names.size())]++;
    }
    return new ConfusionMatrix(names, counts);
  }

  /** The names of the classes. */
  public List<String> labels() {
    return labels;
  }

  /**
   * The number of rows of a class that were predicted as another, or the same.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public long count(int actual, int predicted) {
    Objects.checkIndex(actual, counts.length);
    return counts[actual][Objects.checkIndex(predicted, counts.length)];
  }

  /** The number of rows. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
  }

  /** The number of rows whose class was predicted. */
  public long correct() {
    long correct = 0;
    for (int i = 0; i < counts.length; i++) {
      correct += counts[i][i];
    }
    return correct;
  }

  /** The fraction of rows whose class was predicted, from 0 to 1; NaN if there are no rows. */
  public double accuracy() {
    return (double) correct() / total();
  }

  /**
   * Of the rows of a class, the fraction that was predicted as it; NaN if there are none.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double recall(int actual) {
    return (double) count(actual, actual) / rowsOf(actual);
  }

  /**
   * Of the rows predicted as a class, the fraction that is of it; NaN if there are none.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double precision(int predicted) {
    return (double) count(predicted, predicted) / predictionsOf(predicted);
  }

  /**
   * The harmonic mean of precision and recall of a class; 0 if the class was never predicted
   * rightly, NaN if it neither is the class of a row nor was predicted.
   *
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double f1(int one) {
    return 2.0 * count(one, one) / (rowsOf(one) + predictionsOf(one));
  }

  /** The mean precision of the classes that occur; NaN if there are no rows. */
  public double macroPrecision() {
    return mean(this::precision);
  }

  /** The mean recall of the classes that occur; NaN if there are no rows. */
  public double macroRecall() {
    return mean(this::recall);
  }

  /** The mean F1 of the classes that occur; NaN if there are no rows. */
  public double macroF1() {
    return mean(this::f1);
  }

  private double mean(IntToDoubleFunction rate) {
    double sum = 0;
    int occurring = 0;
    for (int i = 0; i < counts.length; i++) {
      if (rowsOf(i) + predictionsOf(i) > 0) {
        double value = rate.applyAsDouble(i);
        sum += Double.isNaN(value) ? 0 : value;
        occurring++;
      }
    }
    return sum / occurring;
  }

  private long rowsOf(int actual) {
    return Arrays.stream(counts[Objects.checkIndex(actual, counts.length)]).sum();
  }

  private long predictionsOf(int predicted) {
    Objects.checkIndex(predicted, counts.length);
    return Arrays.stream(counts).mapToLong(ofActual -> ofActual[predicted]).sum();
  }

  /** Matrices are equal if labels and counts are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfusionMatrix matrix
        && matrix.labels.equals(labels)
        && Arrays.deepEquals(matrix.counts, counts);
  }

  @Override
  public int hashCode() {
    return 31 * labels.hashCode() + Arrays.deepHashCode(counts);
  }

  /**
   * A table with a line for each actual class and a column for each predicted one; control
   * characters of labels show as U+FFFD.
   */
  @Override
  public String toString() {
    List<String> names =
        labels.stream().map(label -> label.replaceAll("\\p{Cntrl}", "\uFFFD")).toList();
    String corner = "actual \\ predicted";
    int first = Math.max(corner.length(), width(names));
    int[] widths = new int[names.size()];
    StringBuilder table = new StringBuilder(pad(corner, first, false));
    for (int p = 0; p < widths.length; p++) {
      widths[p] = Math.max(length(names.get(p)), Long.toString(total()).length());
      table.append("  ").append(pad(names.get(p), widths[p], true));
    }
    for (int a = 0; a < counts.length; a++) {
      table.append('\n').append(pad(names.get(a), first, false));
      for (int p = 0; p < widths.length; p++) {
        table.append("  ").append(pad(Long.toString(counts[a][p]), widths[p], true));
      }
    }
    return table.toString();
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(ConfusionMatrix::length).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String pad(String text, int width, boolean right) {
    String blanks = " ".repeat(width - length(text));
    return right ? blanks + text : text + blanks;
  }
}
