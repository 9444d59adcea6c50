package org.scalarflow.compiled.vector;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.EnumMap;
import java.util.Map;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.compiled.runtime.FunctionCode;

/**
 * Elementary functions, four rows at once. They are called by handles that are no constants, which
 * keeps HotSpot from making kernels a part of their caller: as there is a limit to the size of what
 * is compiled at once, several in one method would no longer be kept in registers.
 */
public final class VectorFunctions implements FunctionCode {

  private final Map<LaneFunction, MethodHandle> kernels = new EnumMap<>(LaneFunction.class);

  /**
   * Finds the kernels, which have no state.
   *
   * @throws ReflectiveOperationException never, since all are in this package
   */
  public VectorFunctions() throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType type =
        MethodType.methodType(void.class, double[].class, double[].class, int.class);
    MethodType withRoom = type.insertParameterTypes(2, double[].class);
    String suffix = StrictExponentials.hasBitsOfMath() ? "" : "OfMath";
    for (LaneFunction function : LaneFunction.values()) {
      kernels.put(
          function,
          switch (function) {
            case EXP -> lookup.findStatic(Exponentials.class, "exp", type);
            case STRICT_EXP -> lookup.findStatic(StrictExponentials.class, "exp" + suffix, withRoom);
            case LOG -> lookup.findStatic(Logarithms.class, "log", type);
            case LOG1P -> lookup.findStatic(Logarithms.class, "log1p", type);
            case STRICT_LOG1P -> lookup.findStatic(StrictLogarithms.class, "log1p", type);
            case SIN -> lookup.findStatic(Trigonometry.class, "sin", type);
            case COS -> lookup.findStatic(Trigonometry.class, "cos", type);
            case NEGATED_SIN -> lookup.findStatic(Trigonometry.class, "negatedSin", type);
            case TANH -> lookup.findStatic(Exponentials.class, "tanh", type);
            case SIGMOID -> lookup.findStatic(Exponentials.class, "sigmoid", type);
            case STRICT_SIGMOID ->
                lookup.findStatic(StrictExponentials.class, "sigmoid" + suffix, withRoom);
          });
    }
  }

  @Override
  public void apply(
      LaneFunction function, double[] from, double[] to, double[] room, int rows) {
    MethodHandle kernel = kernels.get(function);
    try {
      if (kernel.type().parameterCount() == 4) {
        kernel.invokeExact(from, to, room, rows);
      } else {
        kernel.invokeExact(from, to, rows);
      }
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
