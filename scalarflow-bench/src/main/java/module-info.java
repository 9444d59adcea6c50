/** Benchmarks of every backend that is found, against Java written by hand for the same numbers. */
module org.scalarflow.bench {
  exports org.scalarflow.bench.run;

  requires org.scalarflow;
  requires org.scalarflow.report;
  requires static org.jspecify;
  requires java.management;
  requires com.fasterxml.jackson.core;
  requires commons.math3;
  requires hipparchus.core;
  requires jmh.core;
  requires org.apache.commons.csv;
}
