package org.scalarflow.tck.meta;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.scalarflow.CompileOptions;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.OperatorException;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Flaws of section 7: errors. */
final class ErrorFlaws {

  private ErrorFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of(
        wrapped("701", "does not say whose value failed", inner -> new Vague(inner, "value")),
        wrapped("702", "does not say whose partials failed", inner -> new Vague(inner, "partial")),
        wrapped("703", "row is not named", NoRow::new),
        wrapped("704", "sums are off after a failure", OffAfterFailure::new),
        flaw(
            "705",
            "evaluates the branch taken only",
            () -> new FlawedBackend(SweepFlaw.LAZY_BRANCHES),
            "207"),
        wrapped("706", "runs on an interrupted thread", RunsAnyway::new),
        wrapped("706", "clears the interrupt status", ClearsStatus::new),
        wrapped("707", "is not interrupted in a long run", NotInterrupted::new),
        wrapped("708", "sums are off after an interruption", OffAfterInterruption::new),
        wrapped("709", "short arrays are filled as far as they go", ShortArraysAccepted::new),
        sloppy(
            "710",
            "operators get the arrays that are used again",
            SloppyKernel.Habit.KEEPS_OPERANDS),
        sloppy("711", "a NaN of an operator is an error", SloppyKernel.Habit.REFUSES_NAN),
        sloppy("712", "partials are not set to NaN before", SloppyKernel.Habit.STALE_PARTIALS),
        wrapped("713", "does not say whose choice failed", inner -> new Vague(inner, "choice")));
  }

  private static Flaw<Backend> wrapped(
      String rule, String name, UnaryOperator<Kernel> wrapper, String... alsoTrips) {
    return flaw(rule, name, () -> new WrappedBackend(wrapper), alsoTrips);
  }

  private static Flaw<Backend> sloppy(
      String rule, String name, SloppyKernel.Habit habit, String... alsoTrips) {
    return flaw(
        rule,
        name,
        () ->
            new WrappedBackend() {
              @Override
              public Kernel compile(Tape tape, CompileOptions options) {
                return new SloppyKernel(tape, habit);
              }
            },
        alsoTrips);
  }

  private static Flaw<Backend> flaw(
      String rule, String name, Supplier<Backend> make, String... alsoTrips) {
    return Flaw.of(rule, name, make, alsoTrips);
  }

  /** Leaves names out of the message of one kind of failure. */
  private static final class Vague extends WrappedKernel {

    private final String kind;

    Vague(Kernel inner, String kind) {
      super(inner);
      this.kind = kind;
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      try {
        run.run();
      } catch (OperatorException failure) {
        if (!failure.getMessage().contains("failed to give its " + kind)) {
          throw failure;
        }
        OperatorException vague = new OperatorException("an operator failed", failure.getCause());
        throw failure.row().isPresent() ? vague.inRow(failure.row().getAsInt()) : vague;
      }
    }
  }

  private static final class NoRow extends WrappedKernel {
    NoRow(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      try {
        run.run();
      } catch (OperatorException failure) {
        String message = failure.getMessage().replaceAll(", in row \\d+", "");
        throw new OperatorException(message, failure.getCause());
      }
    }
  }

  /** Adds something to the sums of the run after one that failed. */
  private abstract static class Off extends WrappedKernel {

    private final Class<? extends RuntimeException> failure;
    private final Set<Workspace> failed = ConcurrentHashMap.newKeySet();

    Off(Kernel inner, Class<? extends RuntimeException> failure) {
      super(inner);
      this.failure = failure;
    }

    @Override
    public final void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      try {
        inner.differentiate(workspace, inputs, first, count, seeds, results);
      } catch (RuntimeException thrown) {
        if (failure.isInstance(thrown)) {
          failed.add(workspace);
        }
        throw thrown;
      }
      if (failed.remove(workspace)) {
        Arrays.setAll(results.sums(), i -> results.sums()[i] + 1);
      }
    }
  }

  private static final class OffAfterFailure extends Off {
    OffAfterFailure(Kernel inner) {
      super(inner, OperatorException.class);
    }
  }

  private static final class OffAfterInterruption extends Off {
    OffAfterInterruption(Kernel inner) {
      super(inner, EvaluationInterruptedException.class);
    }
  }

  private static final class RunsAnyway extends WrappedKernel {
    RunsAnyway(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      boolean interrupted = Thread.interrupted();
      try {
        run.run();
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static final class ClearsStatus extends WrappedKernel {
    ClearsStatus(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      try {
        run.run();
      } catch (EvaluationInterruptedException interruption) {
        Thread.interrupted();
        throw interruption;
      }
    }
  }

  /** Runs what is long in a thread that nobody interrupts. */
  private static final class NotInterrupted extends WrappedKernel {
    NotInterrupted(Kernel inner) {
      super(inner);
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      if (Thread.currentThread().isInterrupted()) {
        throw new EvaluationInterruptedException();
      }
      AtomicReference<RuntimeException> failure = new AtomicReference<>();
      Thread worker =
          new Thread(
              () -> {
                try {
                  inner.evaluate(workspace, inputs, first, count, values);
                } catch (RuntimeException thrown) {
                  failure.set(thrown);
                }
              });
      worker.setDaemon(true);
      worker.start();
      boolean interrupted = false;
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
        throw new EvaluationInterruptedException();
      }
      if (failure.get() != null) {
        throw failure.get();
      }
    }
  }

  private static final class ShortArraysAccepted extends WrappedKernel {
    ShortArraysAccepted(Kernel inner) {
      super(inner);
    }

    @Override
    void around(Workspace workspace, Runnable run) {
      try {
        run.run();
      } catch (IndexOutOfBoundsException short_) {
        Thread.onSpinWait();
      }
    }
  }
}
