/**
 * The workloads on libraries of the JVM that carry derivatives along with values: Commons Math and
 * Hipparchus.
 *
 * <p>Read {@link org.scalarflow.bench.forward.ForwardMode} first. A number there has the
 * derivatives by all parameters, so an operation costs as much as there are parameters; nothing is
 * recorded.
 */
@NullMarked
package org.scalarflow.bench.forward;

import org.jspecify.annotations.NullMarked;
