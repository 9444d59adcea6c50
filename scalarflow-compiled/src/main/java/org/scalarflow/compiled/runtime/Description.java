package org.scalarflow.compiled.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.ir.Outline;
import org.scalarflow.compiled.ir.VectorUse;

/** Says in words what was made of a tape. */
final class Description {

  private Description() {}

  static String of(Outline outline, Emitter.ClassFile file, VectorUse use) {
    List<Emitter.Method> methods = file.methods();
    int largest = file.largestMethod();
    int all = methods.stream().mapToInt(Emitter.Method::size).sum();
    return count(outline.steps(), "operation")
        + " in code ("
        + Shape.of(outline)
        + "), "
        + loops(outline)
        + layers(outline)
        + (outline.isFused()
            ? "both sweeps in one method"
            : count(outline.groups().size(), "piece") + " a sweep")
        + ", "
        + count(methods.size(), "method")
        + " of "
        + count(all, "byte")
        + " in all, the largest of "
        + number(largest)
        + "; "
        + count(outline.storage().valueCount(), "value")
        + " and "
        + count(outline.storage().adjointCount(), "adjoint")
        + " in memory"
        + operators(outline)
        + ofFast(use);
  }

  private static String loops(Outline outline) {
    int loops = outline.loops();
    return loops == 0
        ? ""
        : count(loops, "loop") + ", " + number(outline.loopsAroundLoops()) + " around others, ";
  }

  private static String layers(Outline outline) {
    List<String> parts = new ArrayList<>();
    if (outline.layers() > 0) {
      parts.add(count(outline.layers(), "layer"));
    }
    if (!outline.functions().isEmpty()) {
      parts.add(count(outline.functions().size(), "function") + " of many units");
    }
    return parts.isEmpty() ? "" : "vectors for " + String.join(" and ", parts) + ", ";
  }

  /** What fast mode does otherwise. */
  static String ofFast(VectorUse use) {
    return use == VectorUse.FAST
        ? ", in fast mode: fused operations, and elementary functions within 2 ulp"
        : "";
  }

  private static String operators(Outline outline) {
    int direct = outline.operators().size();
    int general = outline.generalSteps();
    return (direct > 0 ? "; " + count(direct, "user's operator") + " called directly" : "")
        + (general > 0
            ? "; " + count(general, "operation") + " called through the interface for arrays"
            : "");
  }

  /** A number of things: {@code 1 loop}, {@code 1,024 loops}. */
  static String count(int count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
