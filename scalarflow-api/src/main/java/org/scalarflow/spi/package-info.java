/**
 * The service interface between graphs and evaluation strategies.
 *
 * <p>An opcode is the number of a built-in operator. A backend that switches on opcodes reads
 * {@link org.scalarflow.spi.Opcode} for the numbers and calls {@link org.scalarflow.spi.Rules} for
 * values and partials, or the methods of {@link org.scalarflow.math} behind it; for {@link
 * org.scalarflow.spi.Opcode#CUSTOM} it calls the operator object.
 */
@NullMarked
package org.scalarflow.spi;

import org.jspecify.annotations.NullMarked;
