package org.scalarflow.compiled.emit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Operator;
import org.scalarflow.compiled.ir.Outline;
import org.scalarflow.compiled.ir.RowLoop;

/** Writes class files: for runs of single rows, and for batches. */
public interface Emitter {

  /**
   * A class that implements {@link Code} and has a constructor without parameters.
   *
   * @throws RuntimeException if the class would break a limit of class files
   */
  ClassFile emit(Outline outline);

  /**
   * A class with a static method for each of these loops, in their order.
   *
   * @param vectorMethods a class with methods for vectors, which loops are made of as far as it has
   *     them; null where there is no Vector API
   * @param fuses whether these loops may add products without rounding them before
   * @throws RuntimeException if the class would break a limit of class files
   */
  ClassFile emit(List<RowLoop> loops, @Nullable Class<?> vectorMethods, boolean fuses);

  /**
   * A class file.
   *
   * @param name its name, in the package of this interface
   * @param bytes its content
   * @param methods what the methods are that do the work
   * @param operators the operators that the class knows as constants
   */
  @SuppressWarnings("ArrayRecordComponent")
  record ClassFile(String name, byte[] bytes, List<Method> methods, List<Operator> operators) {

    /** The same with other operators, of the same types. */
    public ClassFile with(List<Operator> others) {
      return new ClassFile(name, bytes, methods, others);
    }

    /** The bytes of the largest method. */
    public int largestMethod() {
      return methods.stream().mapToInt(Method::size).max().orElse(0);
    }
  }

  /**
   * A method of generated code.
   *
   * @param name its name
   * @param size the bytes of its code
   */
  record Method(String name, int size) {}
}
