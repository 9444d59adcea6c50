/** The level-scheduled ForkJoin backend. */
module org.scalarflow.parallel {
  exports org.scalarflow.parallel;

  requires transitive org.scalarflow;
  requires static org.jspecify;

  provides org.scalarflow.spi.Backend with
      org.scalarflow.parallel.ParallelBackend;
}
