package org.scalarflow.report;

import java.util.List;
import java.util.stream.IntStream;

/** Gradient norms by layer on a logarithmic axis: where they vanish, where they explode. */
public final class LayerNorms {

  private LayerNorms() {}

  /**
   * A picture of gradient norms.
   *
   * <p>Norms that are zero, below 1e-300 or NaN have no place on a logarithmic axis: the line has a
   * gap there, a note counts them, and the table names them.
   *
   * @param title what is shown
   * @param configurations 1 to 14 configurations of different names, each with the norm of layer 1,
   *     2, …; they may differ in the number of layers
   * @throws IllegalArgumentException if there are no or more configurations, two have one name, or
   *     a norm is negative, infinite or above 1e100
   */
  public static Picture of(String title, List<Sample> configurations) {
    String heading = Inputs.name(title, "title");
    List<Sample> all =
        Inputs.distinct(heading, "configurations", configurations, Sample::name, Palette.MOST);
    all.forEach(one -> check(heading, one));
    return BandCurves.of(
        heading,
        "layer (1 is next to the inputs)",
        AxisScale.LINEAR,
        "gradient norm",
        AxisScale.LOGARITHMIC,
        "",
        all.stream().map(LayerNorms::series).toList());
  }

  private static void check(String title, Sample one) {
    for (int i = 0; i < one.size(); i++) {
      if (one.value(i) < 0 || one.value(i) > Series.LARGEST) {
        throw new IllegalArgumentException(
            "'"
                + title
                + "': the norm of layer "
                + (i + 1)
                + " of '"
                + one.name()
                + "' is "
                + one.value(i)
                + ", not within 0 and 1e100");
      }
    }
  }

  private static Series series(Sample one) {
    double[] layers = IntStream.rangeClosed(1, one.size()).asDoubleStream().toArray();
    return Series.of(one.name(), layers, one.values());
  }
}
