package org.scalarflow.parallel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.scalarflow.CompileOptions;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Program;
import org.scalarflow.spi.Backend;

/** Two threads run a program for the first time, with different feeds. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "each gets its own result")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody gets another")
@State
public class SharedProgramTest {

  private static final Backend BACKEND = new ParallelBackend(2, Tuning.EAGER);

  private final Program program =
      Sample.INSTANCE.graph.compile(Sample.INSTANCE.request(), BACKEND, CompileOptions.DEFAULT);

  @Actor
  public void one(II_Result result) {
    result.r1 = run(0);
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = run(1);
  }

  private int run(int actor) {
    Sample sample = Sample.INSTANCE;
    Evaluation run = program.gradient(Feed.of(sample.x, Sample.input(actor)));
    return sample.check(actor, run.value(), run.derivative(sample.x));
  }
}
