/**
 * The conformance kit for backends and operators.
 *
 * <p>Read {@link org.scalarflow.tck.BackendVerification} first: the author of a backend extends it,
 * implements one method, and has a test for each numbered rule of {@code docs/spec.md}. {@link
 * org.scalarflow.tck.ReferenceSweep} is the kit's own evaluation of a request; it defines the bits
 * that every backend has to give. {@link org.scalarflow.tck.RandomGraphs} makes the graphs on which
 * the two are compared; its failures name a seed with which they can be repeated.
 */
@NullMarked
package org.scalarflow.tck;

import org.jspecify.annotations.NullMarked;
