/**
 * Define-and-run scalar computation graphs with exact derivatives.
 *
 * <p>Read {@link org.scalarflow.Graph} first: it is where nodes are made. {@link
 * org.scalarflow.Node} is the handle formulas are written with, {@link org.scalarflow.Operator} is
 * what a node applies to its operands, and {@link org.scalarflow.Program} runs a compiled graph.
 * The service interface for evaluation strategies is in {@link org.scalarflow.spi}, the elementary
 * functions and their derivative rules are in {@link org.scalarflow.math}, and tools to look at
 * graphs and check gradients are in {@link org.scalarflow.inspect}.
 */
@NullMarked
package org.scalarflow;

import org.jspecify.annotations.NullMarked;
