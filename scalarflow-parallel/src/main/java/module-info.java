/** The level-scheduled ForkJoin backend. */
module org.scalarflow.parallel {
  exports org.scalarflow.parallel;

  requires transitive org.scalarflow;
  requires static org.jspecify;
  requires org.eclipse.collections.api;
  requires org.eclipse.collections.impl;

  provides org.scalarflow.spi.Backend with
      org.scalarflow.parallel.ParallelBackend;
}
