package org.scalarflow.parallel;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.scalarflow.spi.Consumers;
import org.scalarflow.spi.Levels;
import org.scalarflow.spi.Tape;

/** Two threads are the first to ask a tape for its consumers and levels. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "both see all of them")
@Outcome(expect = Expect.FORBIDDEN, desc = "somebody sees a part")
@State
public class LazyTapeTest {

  private static final long EXPECTED = sum(Sample.INSTANCE.tape());

  private final Tape tape = Sample.INSTANCE.tape();

  @Actor
  public void one(II_Result result) {
    result.r1 = sum(tape) == EXPECTED ? Sample.RIGHT : Sample.WRONG;
  }

  @Actor
  public void other(II_Result result) {
    result.r2 = sum(tape) == EXPECTED ? Sample.RIGHT : Sample.WRONG;
  }

  private static long sum(Tape tape) {
    Consumers consumers = tape.consumers();
    long sum = 0;
    for (int node = 0; node < tape.size(); node++) {
      for (int index = consumers.start(node); index < consumers.end(node); index++) {
        sum = 31 * sum + consumers.consumer(index) + consumers.position(index);
      }
    }
    Levels levels = tape.levels();
    for (int level = 1; level <= levels.highest(); level++) {
      for (int index = 0; index < levels.width(level); index++) {
        sum = 31 * sum + levels.node(level, index);
      }
    }
    return sum;
  }
}
