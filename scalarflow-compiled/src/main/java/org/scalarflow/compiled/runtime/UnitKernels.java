package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.emit.LayerCode;
import org.scalarflow.compiled.ir.VectorUse;

/**
 * The kernels for units of layers of single rows.
 *
 * @param use which bits they give
 * @param layers sums
 * @param functions elementary functions
 */
record UnitKernels(VectorUse use, LayerCode layers, FunctionCode functions) {}
