package org.scalarflow.parallel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;

/** Two threads run one kernel, each with a workspace of its own, on the same workers. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each gets its own result")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody gets another")
@State
public class SharedKernelTest {

  private static final Backend BACKEND = new ParallelBackend(3, Tuning.EAGER);

  private final Kernel kernel = Sample.INSTANCE.compile(BACKEND);

  @Actor
  public void one(II_Result result) {
    result.r1 = Sample.INSTANCE.run(kernel, 0);
  }

  @Actor
  public void second(II_Result result) {
    result.r2 = Sample.INSTANCE.run(kernel, 1);
  }
}
