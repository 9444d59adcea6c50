package org.scalarflow.tck.meta;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Flaws of section 6: lifecycle. */
final class LifecycleFlaws {

  private LifecycleFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of(
        flaw("601", "name has capitals and a space", LoudName::new),
        flaw("601", "name is counted up", CountedName::new),
        flaw("602", "priority is counted up", CountedPriority::new),
        flaw("603", "close may be called once", CloseOnce::new, "604", "605", "609"),
        flaw("604", "kernels end with the backend", DeadAfterClose::new),
        flaw("605", "a thread outlives the backend", LeftThread::new),
        flaw(
            "606",
            "kernels of a graph are shared by size",
            SharedBySize::new,
            "301",
            "323",
            "326",
            "608"),
        wrapped(
            "607",
            "sums begin where another workspace ended",
            CarriedOver::new,
            "406",
            "501",
            "504",
            "505",
            "506",
            "604",
            "611",
            "704"),
        wrapped("608", "replaces a foreign workspace", AnyWorkspace::new),
        wrapped("609", "describes nothing", Silent::new),
        flaw("610", "does not know EAGER", NotEager::new),
        wrapped("611", "looks at the graph when it runs", LooksAtGraph::new),
        flaw(
            "613",
            "compiles 30 tapes",
            ThirtyTapes::new,
            "201",
            "203",
            "208",
            "210",
            "302",
            "312",
            "318",
            "323",
            "325",
            "327",
            "329",
            "502"));
  }

  /** Breaks the optional rule, which then is skipped. */
  static Backend allocating() {
    return new WrappedBackend(Allocating::new);
  }

  private static Flaw<Backend> wrapped(
      String rule, String name, UnaryOperator<Kernel> wrapper, String... alsoTrips) {
    return flaw(rule, name, () -> new WrappedBackend(wrapper), alsoTrips);
  }

  private static Flaw<Backend> flaw(
      String rule, String name, Supplier<Backend> make, String... alsoTrips) {
    return Flaw.of(rule, name, make, alsoTrips);
  }

  private static final class LoudName extends WrappedBackend {
    @Override
    public String name() {
      return "My Backend";
    }
  }

  private static final class CountedName extends WrappedBackend {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public String name() {
      return "wrapped" + calls.incrementAndGet();
    }
  }

  private static final class CountedPriority extends WrappedBackend {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public int priority() {
      return calls.incrementAndGet();
    }
  }

  private static final class CloseOnce extends WrappedBackend {
    private boolean closed;

    @Override
    public void close() {
      if (closed) {
        throw new IllegalStateException("closed already");
      }
      closed = true;
    }
  }

  private static final class DeadAfterClose extends WrappedBackend {
    private volatile boolean closed;

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      return new WrappedKernel(super.compile(tape, options)) {
        @Override
        void around(Workspace workspace, Runnable run) {
          if (closed) {
            throw new IllegalStateException("the backend is closed");
          }
          run.run();
        }
      };
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class LeftThread extends WrappedBackend {

    /** Longer than the kit waits. */
    private static final long MILLISECONDS = 4_000;

    private final Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(MILLISECONDS);
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
            },
            "left thread");

    @Override
    public synchronized Kernel compile(Tape tape, CompileOptions options) {
      if (thread.getState() == Thread.State.NEW) {
        thread.setDaemon(true);
        thread.start();
      }
      return super.compile(tape, options);
    }
  }

  private static final class SharedBySize extends WrappedBackend {
    private final Map<String, Kernel> kernels = new ConcurrentHashMap<>();

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      String key = System.identityHashCode(tape.structure().graph()) + " " + tape;
      return kernels.computeIfAbsent(key, unknown -> super.compile(tape, options));
    }
  }

  private static final class CarriedOver extends WrappedKernel {
    private Workspace last;
    private double[] lastSums = {};

    CarriedOver(Kernel inner) {
      super(inner);
    }

    @Override
    public synchronized void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      inner.differentiate(workspace, inputs, first, count, seeds, results);
      double[] own = results.sums().clone();
      if (last != null && last != workspace) {
        Arrays.setAll(results.sums(), i -> own[i] + lastSums[i]);
      }
      last = workspace;
      lastSums = own;
    }
  }

  private static final class AnyWorkspace extends WrappedKernel {
    AnyWorkspace(Kernel inner) {
      super(inner);
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      inner.evaluate(own(workspace), inputs, first, count, values);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      inner.differentiate(own(workspace), inputs, first, count, seeds, results);
    }

    private Workspace own(Workspace workspace) {
      return workspace.kernel() == inner ? workspace : inner.newWorkspace();
    }
  }

  private static final class Silent extends WrappedKernel {
    Silent(Kernel inner) {
      super(inner);
    }

    @Override
    public String describe() {
      return " ";
    }
  }

  private static final class NotEager extends WrappedBackend {
    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      if (options.compilation() == Compilation.EAGER) {
        throw new UnsupportedOperationException("eager");
      }
      return super.compile(tape, options);
    }
  }

  private static final class LooksAtGraph extends WrappedKernel {
    LooksAtGraph(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      if (tape().structure().graph().size() != tape().structure().size()) {
        throw new IllegalStateException("the graph has changed");
      }
      run.run();
    }
  }

  private static final class Allocating extends WrappedKernel {
    private volatile double[] last = {};

    Allocating(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      last = new double[1 + last.length % 2];
      run.run();
    }
  }

  private static final class ThirtyTapes extends WrappedBackend {
    private final AtomicInteger tapes = new AtomicInteger();

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      if (tapes.incrementAndGet() > 30) {
        throw new IllegalStateException("too many tapes");
      }
      return super.compile(tape, options);
    }
  }
}
