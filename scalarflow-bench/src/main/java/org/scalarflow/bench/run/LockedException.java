package org.scalarflow.bench.run;

import java.io.IOException;

/** Another run of JMH is going on, so that the times of neither could be trusted. */
public final class LockedException extends IOException {

  LockedException() {
    super(
        "another benchmark is running on this machine; wait for it to end, or say"
            + " SCALARFLOW_OPTS=-Djmh.ignoreLock=true if it cannot disturb this one");
  }
}
