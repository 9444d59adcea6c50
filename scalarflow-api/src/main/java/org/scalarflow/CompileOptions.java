package org.scalarflow;

import java.util.Objects;

/**
 * How a backend shall make a kernel. None of this changes which numbers are asked for; only {@link
 * Precision#FAST} allows other last bits.
 *
 * @param precision whether every bit is fixed by the specification
 * @param compilation when a backend that generates code, or plans ahead, shall do so; others ignore
 *     it
 */
public record CompileOptions(Precision precision, Compilation compilation) {

  /** Strict and tiered. */
  public static final CompileOptions DEFAULT =
      new CompileOptions(Precision.STRICT, Compilation.TIERED);

  /** How exactly results are fixed. */
  public enum Precision {
    /** The same bits on every backend, at every thread count and in every tier. */
    STRICT,
    /**
     * Sums may be reassociated, multiplications and additions fused, and elementary functions
     * replaced by vector versions, within the error that the backend states in {@code describe()}.
     */
    FAST
  }

  /** When the dear part of making a kernel is done: generating code, finding levels. */
  public enum Compilation {
    /** The first runs do without; it is done for a program that turns out to be run often. */
    TIERED,
    /** Before the first run. */
    EAGER,
    /** No code is generated. A backend that generates none takes this for {@link #TIERED}. */
    NEVER
  }

  /** Checks that nothing is null. */
  public CompileOptions {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(compilation, "compilation");
  }

  /** The same in another precision. */
  public CompileOptions with(Precision precision) {
    return new CompileOptions(precision, compilation);
  }

  /** The same with another moment of compilation. */
  public CompileOptions with(Compilation compilation) {
    return new CompileOptions(precision, compilation);
  }
}
