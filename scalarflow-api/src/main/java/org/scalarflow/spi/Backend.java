package org.scalarflow.spi;

import org.scalarflow.CompileOptions;

/**
 * An evaluation strategy; the service interface for backends.
 *
 * <p>To be found, implement this in a public class with a public constructor without parameters and
 * register it for {@link java.util.ServiceLoader} under {@code org.scalarflow.spi.Backend}. A
 * backend may also be passed as an instance, without discovery. It must be usable by several
 * threads at once.
 *
 * <p>Discovery makes an instance of every backend there is, uses one and closes none, and each
 * graph that was not given a backend discovers for itself. So the constructor does no work and
 * starts no threads; what a backend needs it acquires when it first runs, and threads end when they
 * are idle.
 */
public interface Backend extends AutoCloseable {

  /** The unique name by which it is chosen, in lower case: {@code naive}. */
  String name();

  /** When nobody names a backend, the one of the highest priority is taken. */
  default int priority() {
    return 0;
  }

  /**
   * Makes a kernel for a tape. The kernel must give the bits that the specification fixes, unless
   * the options allow otherwise.
   *
   * @throws org.scalarflow.BackendException if it cannot be made
   */
  Kernel compile(Tape tape, CompileOptions options);

  /**
   * Releases threads and other resources. It may be called more than once. Kernels made earlier,
   * and made later, still work, on the calling thread.
   */
  @Override
  default void close() {}
}
