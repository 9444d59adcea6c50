/** Formulas as text, parsed into graphs. */
module org.scalarflow.expression {
  exports org.scalarflow.expression;

  requires transitive org.scalarflow;
  requires static org.jspecify;
  requires org.antlr.antlr4.runtime;
}
