package org.scalarflow.compiled;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;

/** The compiled backend keeps every rule of docs/spec.md about backends, whenever it compiles. */
@ParameterizedClass(name = "{0}")
@EnumSource
class CompiledBackendVerificationTest extends BackendVerification {

  @Parameter private Compilation compilation;

  @Override
  protected Backend createBackend() {
    return new Eager(new CompiledBackend(), compilation);
  }
}
