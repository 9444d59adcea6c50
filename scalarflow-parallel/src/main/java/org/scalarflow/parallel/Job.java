package org.scalarflow.parallel;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Seeds;

/**
 * A run of many rows, as its caller asked for it.
 *
 * @param inputs where the inputs stand
 * @param first the first row
 * @param count the number of rows
 * @param values receives the values
 * @param seeds the seeds; null if no derivatives are asked for
 * @param perRow receives the derivatives of each row; null if they are not asked for
 */
record Job(
    Inputs inputs,
    int first,
    int count,
    double[] values,
    @Nullable Seeds seeds,
    double @Nullable [] perRow) {}
