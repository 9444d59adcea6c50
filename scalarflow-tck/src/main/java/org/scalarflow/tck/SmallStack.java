package org.scalarflow.tck;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs something that must not need a deep stack. */
final class SmallStack {

  private static final long BYTES = 256 * 1024;

  private SmallStack() {}

  /** What a supplier gives on this thread; an overflow fails the rule. */
  static <T> T callHere(int rule, Supplier<T> supplier) {
    try {
      return supplier.get();
    } catch (StackOverflowError overflow) {
      throw new AssertionError("rule " + rule + ": on the default stack: " + overflow, overflow);
    }
  }

  /** What a supplier gives on a thread with a small stack; what it throws fails the rule. */
  static <T> T call(int rule, Supplier<T> supplier) {
    FutureTask<T> task = new FutureTask<>(supplier::get);
    Thread thread = new Thread(null, task, "small stack", BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException failure) {
      throw new AssertionError(
          "rule " + rule + ": on a stack of 256 KB: " + failure.getCause(), failure.getCause());
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new AssertionError("rule " + rule + ": interrupted", interruption);
    }
  }
}
