/** Graphs, operators, programs and the service interfaces for backends and operators. */
@SuppressWarnings("module") // Those that write files by its help are built after it.
module org.scalarflow {
  exports org.scalarflow;
  exports org.scalarflow.inspect;
  exports org.scalarflow.math;
  exports org.scalarflow.spi;
  exports org.scalarflow.file to
      org.scalarflow.bench,
      org.scalarflow.cli,
      org.scalarflow.ml,
      org.scalarflow.report;

  uses org.scalarflow.Operator;
  uses org.scalarflow.spi.Backend;

  requires static org.jspecify;
  requires org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
}
