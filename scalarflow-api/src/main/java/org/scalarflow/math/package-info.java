/**
 * The one table of elementary functions and derivative rules.
 *
 * <p>Every built-in operator is a pair of static methods in this package: the value, and the
 * partial derivatives given the operands and the result. All backends, constant folding and
 * generated code call these methods, which is why they all deliver the same bits. Read {@link
 * org.scalarflow.math.Arithmetic} first.
 */
@NullMarked
package org.scalarflow.math;

import org.jspecify.annotations.NullMarked;
