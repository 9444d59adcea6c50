/** Pictures of data, models and training, and pages that show them. */
module org.scalarflow.report {
  exports org.scalarflow.report;

  requires transitive org.scalarflow;
  requires transitive org.scalarflow.ml;
  requires static org.jspecify;
  requires java.desktop;
  requires java.xml;
  requires xchart;
  requires VectorGraphics2D;
}
