/** Classifiers, training, data sets and metrics on whatever backend is found or given. */
module org.scalarflow.ml {
  exports org.scalarflow.ml;
  exports org.scalarflow.ml.data;
  exports org.scalarflow.ml.metric;
  exports org.scalarflow.ml.model;
  exports org.scalarflow.ml.saved;
  exports org.scalarflow.ml.study;
  exports org.scalarflow.ml.train;
  exports org.scalarflow.ml.validation;

  requires transitive org.scalarflow;
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires commons.math3;
  requires org.apache.commons.csv;
}
