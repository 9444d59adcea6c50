package org.scalarflow.compiled.runtime;

import java.util.List;
import java.util.Locale;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.Outline;

/** Says in words what was made of a tape. */
final class Description {

  private Description() {}

  static String of(Outline outline, Emitter.ClassFile file) {
    List<Emitter.Method> methods = file.methods();
    int largest = methods.stream().mapToInt(Emitter.Method::size).max().orElse(0);
    int all = methods.stream().mapToInt(Emitter.Method::size).sum();
    return String.format(
        Locale.ROOT,
        "%,d operations in code (%s), %s, %d methods of %,d bytes in all, the largest of %,d; %,d values"
            + " and %,d adjoints in memory",
        outline.steps(),
        Shape.of(outline),
        outline.isFused()
            ? "both sweeps in one method"
            : outline.groups().size() + " pieces a sweep",
        methods.size(),
        all,
        largest,
        outline.storage().valueCount(),
        outline.storage().adjointCount());
  }
}
