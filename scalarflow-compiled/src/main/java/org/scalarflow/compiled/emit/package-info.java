/**
 * Bytecode from outlines. {@link org.scalarflow.compiled.emit.Emitter} is what the rest of the
 * backend sees; the library that writes class files is used nowhere else.
 */
@NullMarked
package org.scalarflow.compiled.emit;

import org.jspecify.annotations.NullMarked;
