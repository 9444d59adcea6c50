package org.scalarflow.compiled;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.scalarflow.spi.Kernel;

/** A backend is closed before, while or after code for a program is made, which runs meanwhile. */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "all results are right")
@Outcome(expect = Expect.FORBIDDEN, desc = "a result is wrong, or the kernel's account")
@State
public class CloseDuringCompilationTest {

  private final CompiledBackend backend = Sample.backend();
  private final Kernel kernel = Sample.INSTANCE.compile(backend);

  @Actor
  public void run(III_Result result) {
    result.r1 = Sample.INSTANCE.runOften(kernel, 0);
  }

  @Actor
  public void close() {
    backend.close();
  }

  @Arbiter
  public void after(III_Result result) {
    result.r2 = Sample.INSTANCE.runOften(kernel, 1);
    result.r3 = Sample.checkAccount(kernel);
  }
}
