/**
 * The compiling backend. Read {@link org.scalarflow.compiled.CompiledBackend} first. Inside are
 * three rooms: {@code ir} finds out what code a tape needs, {@code emit} writes it, {@code runtime}
 * runs it.
 */
@NullMarked
package org.scalarflow.compiled;

import org.jspecify.annotations.NullMarked;
