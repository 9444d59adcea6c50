package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.scalarflow.EvaluationInterruptedException;

/** Chunks are done once each, by members that do not disturb each other. */
@Timeout(60)
class TeamTest {

  private static final int CHUNKS = 1_000;

  private final Workers workers = new Workers(4);
  private final Team team = new Team(workers);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void eachChunkIsDoneOnce() {
    for (int repetition = 0; repetition < 200; repetition++) {
      AtomicIntegerArray done = new AtomicIntegerArray(CHUNKS);
      team.run(CHUNKS, (member, chunk) -> done.incrementAndGet(chunk));
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        assertThat(done.get(chunk)).isEqualTo(1);
      }
    }
  }

  @Test
  void noTwoAtOnceAreTheSameMember() {
    AtomicIntegerArray busy = new AtomicIntegerArray(team.members());
    AtomicBoolean met = new AtomicBoolean();
    for (int repetition = 0; repetition < 200; repetition++) {
      team.run(
          CHUNKS,
          (member, chunk) -> {
            met.compareAndSet(false, busy.incrementAndGet(member) != 1);
            busy.decrementAndGet(member);
          });
    }
    assertThat(met).isFalse();
  }

  @Test
  void helpersTakePart() {
    CountDownLatch together = new CountDownLatch(2);
    team.run(
        2,
        (member, chunk) -> {
          together.countDown();
          await(together);
        });
    assertThat(together.getCount()).isZero();
  }

  @Test
  void theFirstFailureIsThrownAndWhatIsBeforeItIsDone() {
    for (int repetition = 0; repetition < 200; repetition++) {
      AtomicInteger before = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  team.run(
                      CHUNKS,
                      (member, chunk) -> {
                        if (chunk < 50) {
                          before.incrementAndGet();
                        } else if (chunk % 2 == 0) {
                          throw new IllegalStateException("chunk " + chunk);
                        }
                      }))
          .hasMessage("chunk 50");
      assertThat(before).hasValue(50);
    }
  }

  @Test
  void aRunWithoutHelpersEnds() {
    workers.close();
    AtomicInteger done = new AtomicInteger();
    team.run(
        CHUNKS,
        (member, chunk) -> {
          assertThat(member).isZero();
          done.incrementAndGet();
        });
    assertThat(done).hasValue(CHUNKS);
  }

  @Test
  void aPoolThatNeverGetsRoundToHelpingHoldsNothingUp() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    CountDownLatch free = new CountDownLatch(1);
    try {
      pool.execute(() -> await(free));
      AtomicInteger done = new AtomicInteger();
      new Team(new Workers(pool)).run(CHUNKS, (member, chunk) -> done.incrementAndGet());
      assertThat(done).hasValue(CHUNKS);
    } finally {
      free.countDown();
      pool.shutdown();
      assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A pool that may not replace a thread that waits says so by an exception. */
  @Test
  void aCallerInAPoolAtItsLimitWaitsForHelpersAllTheSame() throws Exception {
    ForkJoinPool full =
        new ForkJoinPool(
            1,
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            false,
            1,
            1,
            1,
            null,
            60,
            TimeUnit.SECONDS);
    CountDownLatch helping = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    try {
      full.submit(
              () ->
                  team.run(
                      2,
                      (member, chunk) -> {
                        if (member == 0) {
                          await(helping);
                        } else {
                          helping.countDown();
                          LockSupport.parkNanos(200_000_000);
                        }
                        done.incrementAndGet();
                      }))
          .get(30, TimeUnit.SECONDS);
      assertThat(done).hasValue(2);
    } finally {
      full.shutdownNow();
    }
  }

  @Test
  void aPoolThatCannotStartThreadsHoldsNothingUp() {
    ForkJoinPool pool =
        new ForkJoinPool(
            2,
            any -> {
              throw new IllegalStateException("no thread");
            },
            null,
            false);
    Team alone = new Team(new Workers(pool));
    AtomicInteger done = new AtomicInteger();
    for (int repetition = 0; repetition < 3; repetition++) {
      alone.run(CHUNKS, (member, chunk) -> done.incrementAndGet());
    }
    assertThat(done).hasValue(3 * CHUNKS);
    pool.shutdownNow();
  }

  @Test
  void theCallingThreadIsNotKept() throws Exception {
    WeakReference<Thread> caller = runInThread();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (caller.get() != null && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(caller.get()).isNull();
    assertThat(team.members()).isEqualTo(4);
  }

  private WeakReference<Thread> runInThread() throws InterruptedException {
    Thread thread = new Thread(() -> team.run(CHUNKS, (member, chunk) -> {}));
    thread.start();
    thread.join();
    return new WeakReference<>(thread);
  }

  /** A worker may help while it waits for something inside a task of its own. */
  @Test
  void anInterruptionOfAnotherTaskIsLeftToIt() throws Exception {
    AtomicBoolean seenAtWork = new AtomicBoolean();
    AtomicBoolean leftAfterwards = new AtomicBoolean();
    Phase phase =
        new Phase(
            2,
            (member, chunk) ->
                seenAtWork.compareAndSet(false, Thread.currentThread().isInterrupted()),
            Thread.currentThread(),
            2);
    Thread helper =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              phase.takeChunks(1);
              leftAfterwards.set(Thread.interrupted());
            });
    helper.start();
    helper.join();

    assertThat(phase.isDone()).isTrue();
    assertThat(seenAtWork).isFalse();
    assertThat(leftAfterwards).isTrue();
  }

  @Test
  void interruptingTheCallerEndsTheChunksOfHelpersToo() throws Exception {
    CountDownLatch helperAsleep = new CountDownLatch(1);
    AtomicBoolean woken = new AtomicBoolean();
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              await(helperAsleep);
              caller.interrupt();
            });
    interrupter.start();
    assertThatThrownBy(
            () ->
                team.run(
                    2,
                    (member, chunk) -> {
                      if (member == 0) {
                        await(helperAsleep);
                      } else {
                        helperAsleep.countDown();
                        woken.set(!sleep());
                      }
                    }))
        .isInstanceOf(EvaluationInterruptedException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(woken).isTrue();
    interrupter.join();
    // The helper is not left interrupted.
    AtomicBoolean interrupted = new AtomicBoolean();
    team.run(
        CHUNKS,
        (member, chunk) -> {
          if (Thread.currentThread().isInterrupted()) {
            interrupted.set(true);
          }
        });
    assertThat(interrupted).isFalse();
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThatThrownBy(() -> new Workers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1 thread");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sleeps long, and returns whether nobody interrupted. */
  private static boolean sleep() {
    try {
      Thread.sleep(30_000);
      return true;
    } catch (InterruptedException interrupted) {
      return false;
    }
  }
}
