package org.scalarflow.tck.meta;

import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Flaws of section 5: threads. */
final class ThreadFlaws {

  private ThreadFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of(
        wrapped("501", "inputs are staged in the kernel", StagedInputs::new, "703"),
        flaw("502", "tape to compile is kept in a field", TapeInAField::new),
        wrapped("503", "every second large run is off by a bit", AlternatingBit::new, "504", "505"),
        wrapped("504", "waits for another worker of its pool", WaitingForAWorker::new),
        wrapped("505", "one run at a time in a thread", NotReentrant::new),
        wrapped("506", "workspace belongs to a thread", BoundWorkspaces::new, "501", "708"),
        flaw("507", "starts a thread that is no daemon", UserThread::new));
  }

  private static Flaw<Backend> wrapped(
      String rule, String name, UnaryOperator<Kernel> wrapper, String... alsoTrips) {
    return flaw(rule, name, () -> new WrappedBackend(wrapper), alsoTrips);
  }

  private static Flaw<Backend> flaw(
      String rule, String name, Supplier<Backend> make, String... alsoTrips) {
    return Flaw.of(rule, name, make, alsoTrips);
  }

  private static final class StagedInputs extends WrappedKernel {

    private volatile Inputs staged = Inputs.NONE;

    StagedInputs(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] row = inputs.rows();
      int width = tape().rowInputCount();
      double[] window = new double[count * inputs.stride()];
      int length = count == 0 ? 0 : (count - 1) * inputs.stride() + width;
      System.arraycopy(row, first * inputs.stride(), window, 0, length);
      staged = new Inputs(inputs.uniform(), window, inputs.stride());
      Thread.yield();
      inner.differentiate(workspace, staged, 0, count, seeds, results);
    }
  }

  private static final class TapeInAField extends WrappedBackend {

    private volatile Tape tape;

    @Override
    public Kernel compile(Tape given, CompileOptions options) {
      tape = given;
      Thread.yield();
      return super.compile(tape, options);
    }
  }

  private static final class AlternatingBit extends WrappedKernel {

    private static final int LARGE = 1_000;

    private int runs;

    AlternatingBit(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      inner.differentiate(workspace, inputs, first, count, seeds, results);
      if (tape().size() > LARGE && ++runs % 2 == 0) {
        results.sums()[0] = Math.nextUp(results.sums()[0]);
      }
    }
  }

  private static final class WaitingForAWorker extends WrappedKernel {

    /** Longer than the kit waits, and then over, so that no thread is left behind. */
    private static final long SECONDS = 4;

    WaitingForAWorker(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      ForkJoinPool pool = ForkJoinTask.getPool();
      if (pool != null && pool != ForkJoinPool.commonPool()) {
        CountDownLatch done = new CountDownLatch(1);
        pool.execute(done::countDown);
        try {
          if (!done.await(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no worker came");
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      run.run();
    }
  }

  private static final class NotReentrant extends WrappedKernel {

    private static final ThreadLocal<Boolean> RUNNING = ThreadLocal.withInitial(() -> false);

    NotReentrant(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      if (RUNNING.get()) {
        throw new IllegalStateException("this thread is running a program");
      }
      RUNNING.set(true);
      try {
        run.run();
      } finally {
        RUNNING.set(false);
      }
    }
  }

  private static final class BoundWorkspaces extends WrappedKernel {

    private final Map<Workspace, Thread> owners = new WeakHashMap<>();

    BoundWorkspaces(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      synchronized (owners) {
        Thread owner = owners.computeIfAbsent(workspace, unknown -> Thread.currentThread());
        if (owner != Thread.currentThread()) {
          throw new IllegalStateException("the workspace belongs to " + owner.getName());
        }
      }
      run.run();
    }
  }

  private static final class UserThread extends WrappedBackend {

    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean started;

    @Override
    public synchronized Kernel compile(Tape tape, CompileOptions options) {
      if (!started && closed.getCount() > 0) {
        started = true;
        Thread thread =
            new Thread(
                () -> {
                  try {
                    closed.await();
                  } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                  }
                },
                "user thread");
        thread.setDaemon(false);
        thread.start();
      }
      return super.compile(tape, options);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
