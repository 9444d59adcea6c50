/** The conformance kit: JUnit classes that authors of backends and operators extend. */
module org.scalarflow.tck {
  exports org.scalarflow.tck;

  opens org.scalarflow.tck to
      org.junit.platform.commons;

  requires transitive org.junit.jupiter.api;
  requires transitive org.scalarflow;
  requires commons.math3;
  requires java.management;
  requires jdk.management;
  requires org.junit.jupiter.params;
  requires static org.jspecify;
}
