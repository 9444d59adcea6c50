/**
 * A whole run of benchmarks: what is measured, the forks it is measured in, and the files that come
 * out.
 *
 * <p>Read {@link org.scalarflow.bench.run.BenchmarkRun} first. {@link
 * org.scalarflow.bench.run.Catalogue} says what there is to measure, {@link
 * org.scalarflow.bench.run.Fork} has JMH measure one case, {@link org.scalarflow.bench.run.Results}
 * makes ratios of the times, and {@link org.scalarflow.bench.run.Page} shows them.
 */
@NullMarked
package org.scalarflow.bench.run;

import org.jspecify.annotations.NullMarked;
