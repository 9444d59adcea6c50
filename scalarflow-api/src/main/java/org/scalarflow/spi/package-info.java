/**
 * The service interface for evaluation strategies.
 *
 * <p>Read {@link org.scalarflow.spi.Backend} first: it turns a {@link org.scalarflow.spi.Tape}, the
 * flat form of what a program was asked for, into a {@link org.scalarflow.spi.Kernel}, which takes
 * arrays and fills arrays. All mutable state of a run is in a {@link org.scalarflow.spi.Workspace}.
 * {@link org.scalarflow.spi.TapeKernel} is a plain kernel that works for every tape. The built-in
 * operators are numbered by {@link org.scalarflow.spi.Opcode}, and {@link org.scalarflow.spi.Rules}
 * is the one table of what they compute.
 */
@NullMarked
package org.scalarflow.spi;

import org.jspecify.annotations.NullMarked;
