/**
 * What generated code looks like before it is bytecode: {@link org.scalarflow.compiled.ir.Outline}
 * has the operations of a tape as steps and loops, where each operand is read and where each
 * adjoint is summed.
 */
@NullMarked
package org.scalarflow.compiled.ir;

import org.jspecify.annotations.NullMarked;
