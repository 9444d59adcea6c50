package org.scalarflow.bench.hand;

import java.lang.reflect.InvocationTargetException;

/**
 * Finds the code written by hand with the Vector API. It is compiled apart from all other code, and
 * only by JDKs that have the incubator module, so it is known here by name alone.
 */
public final class VectorKernels {

  private static final String PACKAGE = "org.scalarflow.bench.vector.";

  private VectorKernels() {}

  /** Whether it was compiled; the module may still be missing from this JVM. */
  public static boolean isCompiled() {
    String file = PACKAGE.replace('.', '/') + "VectorReluNet.class";
    return VectorKernels.class.getClassLoader().getResource(file) != null;
  }

  /** The network of {@link SigmoidNet}. */
  public static SampleGradient sigmoidNet(int width, int depth) {
    return make("VectorSigmoidNet", SampleGradient.class, width, depth);
  }

  /** The network of {@link ReluNet}. */
  public static BatchGradient reluNet(int width, int depth) {
    return make("VectorReluNet", BatchGradient.class, width, depth);
  }

  /** The call of {@link AsianCall}. */
  public static BatchGradient asianCall(int steps) {
    return make("VectorAsianCall", BatchGradient.class, steps);
  }

  private static <T> T make(String name, Class<T> type, int... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    Object[] values = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      types[i] = int.class;
      values[i] = arguments[i];
    }
    try {
      return type.cast(Class.forName(PACKAGE + name).getConstructor(types).newInstance(values));
    } catch (InvocationTargetException failure) {
      throw new IllegalStateException(failure.getCause());
    } catch (ReflectiveOperationException | NoClassDefFoundError missing) {
      throw new IllegalStateException(
          "no " + name + " here; it needs --add-modules jdk.incubator.vector", missing);
    }
  }
}
