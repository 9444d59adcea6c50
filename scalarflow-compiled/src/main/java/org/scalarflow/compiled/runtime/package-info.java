/**
 * Runs of generated code: {@link org.scalarflow.compiled.runtime.TieredKernel} starts with the
 * plain tape kernel and goes on with a {@code GeneratedKernel}.
 */
@NullMarked
package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.NullMarked;
