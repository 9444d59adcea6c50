package org.scalarflow.parallel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;

/**
 * Two rows that come when it is to be chosen how rows are run: one makes the choice, the other goes
 * on without, or uses it.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each gets its own result")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody gets another")
@State
public class ChoiceTest {

  private static final Backend BACKEND = new ParallelBackend(3, new Tuning(2, 1, 0));

  private final Kernel kernel = Sample.INSTANCE.compile(BACKEND);

  @Actor
  public void one(II_Result result) {
    result.r1 = Sample.INSTANCE.run(kernel, 0);
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = Sample.INSTANCE.run(kernel, 1);
  }
}
