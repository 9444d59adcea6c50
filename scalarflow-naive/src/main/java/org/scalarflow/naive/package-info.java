/**
 * The readable reference backend: reverse mode as two questions that nodes ask each other.
 *
 * <p>Read {@code Values} first: a node that is asked for its value asks its operands. Then {@code
 * Adjoints}, the same the other way round: a node that is asked for its adjoint asks its consumers.
 * {@code NaiveKernel} asks the first questions of a run, and {@link
 * org.scalarflow.naive.NaiveBackend} is how it is found.
 */
@NullMarked
package org.scalarflow.naive;

import org.jspecify.annotations.NullMarked;
