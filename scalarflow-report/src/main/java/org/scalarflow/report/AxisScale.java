package org.scalarflow.report;

/** How the numbers on an axis are laid out. */
public enum AxisScale {

  /** Equal differences have equal lengths. */
  LINEAR {
    @Override
    Axis axis(String name, Extent values) {
      return values.axis(name);
    }
  },

  /** Equal ratios have equal lengths; what is not positive has no place. */
  LOGARITHMIC {
    @Override
    Axis axis(String name, Extent values) {
      return values.isEmpty()
          ? Axis.logarithmic(name, 1, 10)
          : Axis.logarithmic(name, values.least(), values.most());
    }
  };

  /** An axis for these values, of which there may be none. */
  abstract Axis axis(String name, Extent values);
}
