/**
 * Formulas as text.
 *
 * <p>Read {@link org.scalarflow.expression.Expressions} first: it has the grammar and the one
 * method there is. What is wrong with a formula is told by an {@link
 * org.scalarflow.expression.ExpressionException}.
 */
@NullMarked
package org.scalarflow.expression;

import org.jspecify.annotations.NullMarked;
