/** The compiling backend: bytecode generated from the tape. */
module org.scalarflow.compiled {
  exports org.scalarflow.compiled;

  requires transitive org.scalarflow;
  requires static org.jspecify;
  requires org.eclipse.collections.api;
  requires org.eclipse.collections.impl;
  requires org.scalarflow.parallel;
  requires org.objectweb.asm;

  provides org.scalarflow.spi.Backend with
      org.scalarflow.compiled.CompiledBackend;
}
