package org.scalarflow.compiled.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scalarflow.EvaluationInterruptedException;

/** Runs that helpers have no time for, or are slow to help with. */
@Timeout(60)
class HelpersTest {

  private static final int BLOCKS = 5;

  private final Helpers helpers = new Helpers(2);
  private final CountDownLatch free = new CountDownLatch(1);

  @AfterEach
  void close() {
    free.countDown();
    helpers.close();
  }

  private void keepBusy() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    helpers.execute(
        () -> {
          begun.countDown();
          try {
            free.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    begun.await();
  }

  @Test
  void aRunIsDoneWithoutThem() throws InterruptedException {
    keepBusy();
    AtomicInteger blocks = new AtomicInteger();
    for (int run = 0; run < 1_000; run++) {
      SharedBlocks.run(BLOCKS, helpers, (shared, member, block) -> blocks.incrementAndGet());
    }
    assertThat(blocks).hasValue(1_000 * BLOCKS);
  }

  @Test
  void theyDoNotKeepARunThatIsOver() throws InterruptedException {
    keepBusy();
    WeakReference<double[]> results = new WeakReference<>(resultsOfRun());
    while (results.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    assertThat(free.getCount()).isEqualTo(1);
  }

  private double[] resultsOfRun() {
    double[] results = new double[BLOCKS];
    SharedBlocks.run(BLOCKS, helpers, (shared, member, block) -> results[block] = block);
    assertThat(results).containsExactly(0, 1, 2, 3, 4);
    return results;
  }

  /** Who is interrupted while a helper is at work waits for it, and then ends as interrupted. */
  @Test
  void interruptionWhileAHelperIsWaitedFor() throws InterruptedException {
    CountDownLatch helping = new CountDownLatch(1);
    AtomicBoolean isHelperDone = new AtomicBoolean();
    SharedBlocks.Work work =
        (shared, member, block) -> {
          if (member == 0) {
            while (helping.getCount() > 0) {
              Thread.onSpinWait();
            }
          } else {
            helping.countDown();
            await(free);
            isHelperDone.set(true);
          }
        };
    List<String> end = new CopyOnWriteArrayList<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                SharedBlocks.run(2, helpers, work);
              } catch (EvaluationInterruptedException interrupted) {
                end.add("done: " + isHelperDone + ", status: " + Thread.interrupted());
              }
            });
    caller.start();
    helping.await();
    while (caller.getState() != Thread.State.WAITING) {
      Thread.sleep(1);
    }
    caller.interrupt();
    Thread.sleep(20);
    assertThat(end).isEmpty();
    free.countDown();
    caller.join();
    assertThat(end).containsExactly("done: true, status: true");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Offers that nobody will have time for soon are forgotten. */
  @Test
  void theyDoNotKeepAllThatIsOffered() throws InterruptedException {
    keepBusy();
    AtomicInteger taken = new AtomicInteger();
    for (int i = 0; i < 1_000; i++) {
      helpers.execute(taken::incrementAndGet);
    }
    free.countDown();
    helpers.close();
    Thread.sleep(10);
    assertThat(taken).hasValueLessThanOrEqualTo(2);
  }
}
