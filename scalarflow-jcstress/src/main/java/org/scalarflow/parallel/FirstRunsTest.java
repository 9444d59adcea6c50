package org.scalarflow.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;

/** Two runs are the first of a backend, whose pool is not made before. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each gets its own result")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody gets another")
@State
public class FirstRunsTest {

  private final Backend backend = new ParallelBackend(2, Tuning.EAGER);
  private final Kernel kernel = Sample.INSTANCE.compile(backend);
  private final AtomicInteger running = new AtomicInteger(2);

  @Actor
  public void one(II_Result result) {
    result.r1 = run(0);
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = run(1);
  }

  /** The last closes, since thousands of backends are made, and their threads are not. */
  private int run(int actor) {
    int right = Sample.INSTANCE.run(kernel, actor);
    if (running.decrementAndGet() == 0) {
      backend.close();
    }
    return right;
  }
}
