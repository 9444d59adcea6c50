package org.scalarflow.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the current thread allocates. */
public final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** The bytes that the current thread allocates while it runs the action. */
  public static long bytes(Runnable action) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    action.run();
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
