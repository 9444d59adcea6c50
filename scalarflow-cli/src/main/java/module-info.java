/** The {@code scalarflow} command. */
module org.scalarflow.cli {
  requires org.scalarflow;
  requires org.scalarflow.expression;
  requires org.scalarflow.ml;
  requires org.scalarflow.report;
  requires static org.jspecify;
  requires static org.scalarflow.bench;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires org.apache.commons.csv;

  opens org.scalarflow.cli to
      info.picocli;
}
