package org.scalarflow.bench;

import java.time.Duration;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.scalarflow.Program;

/** A backend of which it is waited until its code stays the same. */
@State(Scope.Thread)
public abstract class PatientState extends BackendState {

  /** For how many milliseconds at most; 0 is not at all. */
  @Param("30000")
  int patience;

  /** Runs a program until its code stays the same. */
  final void settle(Program program, Runnable run) {
    new Settler(program, run).settle(Duration.ofMillis(patience));
  }
}
