/**
 * Benchmarks of every backend that is found, against Java written by hand for the same numbers.
 *
 * <p>Read {@link org.scalarflow.bench.W1SgdStep} first: a benchmark class asks one question, its
 * method {@code backend} answers it with the library, its methods {@code baseline…} without, and
 * before anything is timed {@link org.scalarflow.bench.Agreement} holds one against the other.
 * {@link org.scalarflow.bench.run.BenchmarkRun} runs them all; {@link org.scalarflow.bench.Main}
 * runs some with the arguments of JMH.
 *
 * <p>{@link org.scalarflow.bench.PeerData} writes the workloads to files, for libraries that are
 * not of the JVM.
 *
 * <p>The benchmark classes and their states are public and not final, because JMH extends them.
 */
@NullMarked
package org.scalarflow.bench;

import org.jspecify.annotations.NullMarked;
