/** The {@code scalarflow} command. */
module org.scalarflow.cli {
  requires org.scalarflow;
  requires org.scalarflow.expression;
  requires org.scalarflow.ml;
  requires org.scalarflow.report;
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires me.tongfei.progressbar;

  opens org.scalarflow.cli to
      info.picocli;
}
