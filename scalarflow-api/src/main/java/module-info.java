/** Graphs, operators, programs and the service interfaces for backends and operators. */
module org.scalarflow {
  exports org.scalarflow;
  exports org.scalarflow.inspect;
  exports org.scalarflow.math;
  exports org.scalarflow.spi;

  uses org.scalarflow.Operator;
  uses org.scalarflow.spi.Backend;

  requires static org.jspecify;
  requires org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
}
