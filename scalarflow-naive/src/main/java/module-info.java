/** The readable reference backend. */
module org.scalarflow.naive {
  exports org.scalarflow.naive;

  requires transitive org.scalarflow;
  requires static org.jspecify;

  provides org.scalarflow.spi.Backend with
      org.scalarflow.naive.NaiveBackend;
}
