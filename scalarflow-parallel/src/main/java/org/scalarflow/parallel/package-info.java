/**
 * Level-scheduled evaluation by several threads.
 *
 * <p>Read {@link org.scalarflow.parallel.ParallelBackend} first: it says what is done when. Inside,
 * a tape is made into a {@code Plan}, which is {@code Steps} over numbered cells, level by level:
 * {@code Parts} finds the sums of products, {@code Order} the levels, {@code Forward} and {@code
 * Backward} write the steps. {@code CellSweep} runs them for one row, {@code LaneSweep} for many.
 * {@code Team} is the threads that share the chunks of a run, and {@code Workers} where they come
 * from.
 */
@NullMarked
package org.scalarflow.parallel;

import org.jspecify.annotations.NullMarked;
