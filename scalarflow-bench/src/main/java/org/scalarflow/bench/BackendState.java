package org.scalarflow.bench;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.scalarflow.spi.Backend;

/** What is common to all states in which a backend is timed: its name, and its end. */
@State(Scope.Thread)
public abstract class BackendState {

  @Param(PlainBackend.NAME)
  String backend;

  private @Nullable Backend opened;

  /** Makes the backend, which ends with the trial. */
  final Backend open() {
    Backend made = Subjects.named(backend);
    opened = made;
    return made;
  }

  /** Ends the backend. */
  @TearDown
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
