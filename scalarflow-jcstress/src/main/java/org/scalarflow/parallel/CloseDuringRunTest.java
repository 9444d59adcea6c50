package org.scalarflow.parallel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;

/** A backend is closed while its first run is under way, before it or after it. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "the run and one after it are right")
@Outcome(expect = Expect.FORBIDDEN, desc = "a run is wrong")
@State
public class CloseDuringRunTest {

  private final Backend backend = new ParallelBackend(2, Tuning.EAGER);
  private final Kernel kernel = Sample.INSTANCE.compile(backend);

  @Actor
  public void run(II_Result result) {
    result.r1 = Sample.INSTANCE.run(kernel, 0);
  }

  @Actor
  public void close() {
    backend.close();
  }

  @Arbiter
  public void after(II_Result result) {
    result.r2 = Sample.INSTANCE.run(kernel, 1);
  }
}
