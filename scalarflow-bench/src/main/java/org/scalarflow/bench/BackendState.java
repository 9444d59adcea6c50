package org.scalarflow.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.CompileOptions.Precision;
import org.scalarflow.spi.Backend;

/** What is common to all states in which a backend is timed: its name, its mode, and its end. */
@State(Scope.Thread)
public abstract class BackendState {

  @Param(PlainBackend.NAME)
  String backend;

  /** Strict or fast. */
  @Param("strict")
  String mode = "strict";

  private @Nullable Backend opened;

  /** Makes the backend, which ends with the trial. */
  final Backend open() {
    Backend made = opened == null ? Subjects.named(backend) : opened;
    opened = made;
    return made;
  }

  /** Takes this backend instead of the one of that name. */
  final void use(Backend instance) {
    opened = instance;
  }

  /**
   * For what is timed in the steady state: code is generated before the first run, so that a short
   * warm-up is enough. {@link SteadyState} tells how long a program takes to get there by itself.
   */
  final CompileOptions eager() {
    return tiered().with(Compilation.EAGER);
  }

  /** As users compile who say nothing. */
  final CompileOptions tiered() {
    return CompileOptions.DEFAULT.with(Precision.valueOf(mode.toUpperCase(Locale.ROOT)));
  }

  /** Ends the backend. */
  @TearDown
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
