package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Operator;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;

/** Whose threads work, how many, for how long, and what is left of them. */
class PoolTest {

  private static final String PREFIX = "scalarflow-parallel-";

  /** Notes which threads work; slow enough for all of them to come. */
  private static final class Watch {

    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    final Case wide =
        new Case(
            new Wide(
                    200,
                    i ->
                        Operator.unary(
                            "watched",
                            x -> {
                              threads.add(Thread.currentThread());
                              LockSupport.parkNanos(100_000);
                              return x;
                            },
                            (x, result) -> 1))
                .request(),
            Wide.rows(1));

    final Gradients expected = wide.expected();

    /** The threads that worked beside the calling one. */
    Set<Thread> workers() {
      Set<Thread> workers = new HashSet<>(threads);
      workers.remove(Thread.currentThread());
      return workers;
    }

    void run(Backend backend) {
      threads.clear();
      Case.assertSameBits(wide.gradients(wide.compile(backend)), expected, "a run");
    }

    /** Runs until others work too: on a busy machine they may come too late for a single run. */
    void runWithOthers(Kernel kernel) {
      threads.clear();
      long deadline = System.nanoTime() + Race.PATIENCE.toNanos();
      do {
        Case.assertSameBits(wide.gradients(kernel), expected, "a run");
      } while (workers().isEmpty() && System.nanoTime() < deadline);
    }
  }

  /** Waits as long as patience lasts. */
  private static void awaitEnd(Set<Thread> threads) throws InterruptedException {
    long deadline = System.nanoTime() + Race.PATIENCE.toNanos();
    for (Thread thread : threads) {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      assertThat(thread.isAlive()).as(thread.getName() + " is alive").isFalse();
    }
  }

  private static List<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(PREFIX))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void threadsOfItsOwnAreNamedDaemonsAndEndOnClose(int parallelism) throws Exception {
    Watch watch = new Watch();
    Backend backend = new ParallelBackend(parallelism, Tuning.EAGER);
    watch.runWithOthers(watch.wide.compile(backend));
    assertThat(watch.threads).contains(Thread.currentThread());
    assertThat(watch.workers())
        .isNotEmpty()
        .hasSizeLessThan(parallelism)
        .allSatisfy(
            thread -> {
              assertThat(thread.getName()).matches(PREFIX + "\\d+");
              assertThat(thread.isDaemon()).isTrue();
              assertThat(thread.isInterrupted()).isFalse();
            });
    assertThat(watch.workers().stream().map(Thread::getName)).doesNotHaveDuplicates();
    backend.close();
    awaitEnd(watch.workers());
    backend.close();
  }

  @Test
  void oneThreadIsTheCallingOne() {
    Watch watch = new Watch();
    try (Backend backend = new ParallelBackend(1, Tuning.EAGER)) {
      watch.run(backend);
    }
    assertThat(watch.threads).containsExactly(Thread.currentThread());
  }

  @Test
  void parallelismIsAtLeastOne() {
    assertThatThrownBy(() -> new ParallelBackend(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  @Test
  void parallelismIsAtMostThatOfAPool() {
    assertThatThrownBy(() -> new ParallelBackend(32_768))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32768");
  }

  /** The sums of blocks take memory by what a batch has, not by what many threads could do. */
  @Test
  void manyThreadsAndManyDerivatives() {
    try (Backend backend = new ParallelBackend(30_000)) {
      new Case(new Wide(20_000).everything(), Wide.rows(8)).verify(backend);
    }
  }

  /** Discovery makes an instance of every backend, of which it may use none. */
  @Test
  void nothingStartsBeforeTheFirstRun() {
    Set<Thread> before = new HashSet<>(ownThreads());
    try (Backend backend = new ParallelBackend(4, Tuning.EAGER)) {
      Kernel kernel = new Watch().wide.compile(backend);
      kernel.newWorkspace();
      assertThat(kernel.describe()).isNotBlank();
      assertThat(before).containsAll(ownThreads());
    }
  }

  @Test
  void idleThreadsEnd() throws Exception {
    Watch watch = new Watch();
    try (Backend backend = new ParallelBackend(3, Tuning.EAGER)) {
      watch.run(backend);
      awaitEnd(watch.workers());
      watch.run(backend);
    }
  }

  @Test
  void afterCloseRunsGoOnOnTheCallingThread() throws Exception {
    Watch watch = new Watch();
    Backend backend = new ParallelBackend(3, Tuning.EAGER);
    Kernel before = watch.wide.compile(backend);
    watch.runWithOthers(before);
    Set<Thread> workers = watch.workers();
    assertThat(workers).isNotEmpty();
    backend.close();
    awaitEnd(workers);
    watch.threads.clear();
    Case.assertSameBits(watch.wide.gradients(before), watch.expected, "a kernel made before");
    Case.assertSameBits(
        watch.wide.gradients(watch.wide.compile(backend)), watch.expected, "a kernel made after");
    assertThat(watch.threads).containsExactly(Thread.currentThread());
  }

  /** A backend that was closed before its first run has no pool, and must not make one. */
  @Test
  void closedBeforeTheFirstRun() {
    Watch watch = new Watch();
    Backend backend = new ParallelBackend(3, Tuning.EAGER);
    Kernel kernel = watch.wide.compile(backend);
    backend.close();
    watch.threads.clear();
    watch.wide.gradients(kernel);
    assertThat(watch.threads).containsExactly(Thread.currentThread());
  }

  @Test
  void closeMeetsRunsUnderWay() throws Exception {
    Case batch = new Case(new Wide(300).everything(), Wide.rows(256));
    Gradients expected = batch.expected();
    for (int repetition = 0; repetition < 40; repetition++) {
      ParallelBackend backend = new ParallelBackend(3, Tuning.EAGER);
      Kernel kernel = batch.compile(backend);
      int pause = repetition;
      Race.together(
          4,
          thread -> {
            if (thread == 0) {
              LockSupport.parkNanos(pause * 50_000L);
              backend.close();
            } else {
              for (int run = 0; run < 3; run++) {
                Case.assertSameBits(batch.gradients(kernel), expected, "a run beside a close");
              }
            }
          });
    }
  }

  @Test
  void aPoolOfTheUserIsUsedAndLeftOpen() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    try {
      Watch watch = new Watch();
      Backend backend = new ParallelBackend(pool, Tuning.EAGER);
      watch.runWithOthers(watch.wide.compile(backend));
      assertThat(watch.workers())
          .isNotEmpty()
          .allSatisfy(thread -> assertThat(thread.getName()).startsWith("ForkJoinPool-"));
      backend.close();
      assertThat(pool.isShutdown()).isFalse();
      assertThat(pool.submit(() -> 42).get(30, TimeUnit.SECONDS)).isEqualTo(42);
      assertThat(pool.awaitQuiescence(30, TimeUnit.SECONDS)).isTrue();
      watch.run(backend);
      assertThat(watch.threads).as("after close").containsExactly(Thread.currentThread());
      watch.runWithOthers(watch.wide.compile(new ParallelBackend(pool, Tuning.EAGER)));
      assertThat(watch.workers()).as("another backend on the pool").isNotEmpty();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aPoolOfTheUserMayBeShutDown() {
    Watch watch = new Watch();
    ForkJoinPool pool = new ForkJoinPool(2);
    try (Backend backend = new ParallelBackend(pool, Tuning.EAGER)) {
      Kernel kernel = watch.wide.compile(backend);
      watch.wide.gradients(kernel);
      pool.shutdownNow();
      Gradients again = Race.inThread(() -> watch.wide.gradients(kernel));
      Case.assertSameBits(again, watch.expected, "a run on a pool that was shut down");
    }
  }

  @Test
  void aPoolOfTheUserMayBeShutDownWhileRunsAreUnderWay() {
    Case batch = new Case(new Wide(300).everything(), Wide.rows(256));
    Gradients expected = batch.expected();
    for (int repetition = 0; repetition < 40; repetition++) {
      ForkJoinPool pool = new ForkJoinPool(2);
      int pause = repetition;
      try (Backend backend = new ParallelBackend(pool, Tuning.EAGER)) {
        Kernel kernel = batch.compile(backend);
        Race.together(
            3,
            thread -> {
              if (thread == 0) {
                LockSupport.parkNanos(pause * 50_000L);
                if (pause % 2 == 0) {
                  pool.shutdown();
                } else {
                  pool.shutdownNow();
                }
              } else {
                for (int run = 0; run < 3; run++) {
                  Case.assertSameBits(batch.gradients(kernel), expected, "beside a shutdown");
                }
              }
            });
      }
    }
  }

  /** Backends that are dropped without being closed leave nothing once their threads are idle. */
  @Test
  void droppedBackendsLeaveNothing() throws Exception {
    Watch watch = new Watch();
    List<WeakReference<Backend>> dropped =
        IntStream.range(0, 10)
            .mapToObj(
                i -> {
                  Backend backend = new ParallelBackend(2, Tuning.EAGER);
                  watch.run(backend);
                  return new WeakReference<>(backend);
                })
            .toList();
    watch.threads.clear();
    long deadline = System.nanoTime() + Race.PATIENCE.toNanos();
    while (dropped.stream().anyMatch(one -> one.get() != null) && System.nanoTime() < deadline) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(dropped).allSatisfy(one -> assertThat(one.get()).isNull());
  }
}
