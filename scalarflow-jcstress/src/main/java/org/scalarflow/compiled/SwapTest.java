package org.scalarflow.compiled;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.scalarflow.spi.Kernel;

/** Two threads run a program, each with its workspace, while code for it is made and swapped in. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "all results are right")
@Outcome(expect = Expect.FORBIDDEN, desc = "a result is wrong, or the kernel's account")
@State
public class SwapTest {

  private static final CompiledBackend BACKEND = Sample.backend();

  private final Kernel kernel = Sample.INSTANCE.compile(BACKEND);

  @Actor
  public void one(III_Result result) {
    result.r1 = Sample.INSTANCE.runOften(kernel, 0);
  }

  @Actor
  public void other(III_Result result) {
    result.r2 = Sample.INSTANCE.runOften(kernel, 1);
  }

  @Arbiter
  public void after(III_Result result) {
    result.r3 = Sample.checkAccount(kernel);
  }
}
