package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.scalarflow.compiled.ir.RowLoop;
import org.scalarflow.spi.Opcode;

/**
 * Vectors of the Vector API. Whatever is done with one is a call of a static method, which the JIT
 * inlines; the names of those for rules are the same as in {@code org.scalarflow.math}.
 */
final class VectorNumbers implements RowNumbers {

  private static final String VECTOR = "Ljdk/incubator/vector/DoubleVector;";

  private final RuleMethods rules;
  private final String owner;
  private final Set<String> names;

  /**
   * Vectors.
   *
   * @param methods the class with the methods
   */
  VectorNumbers(RuleMethods rules, Class<?> methods) {
    this.rules = rules;
    owner = methods.getName().replace('.', '/');
    names =
        Arrays.stream(methods.getDeclaredMethods())
            .map(Method::getName)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a loop can be done: all its rules have methods, and nothing is added up. */
  boolean canDo(RowLoop loop) {
    return loop.summed().isEmpty()
        && loop.instructions().stream().allMatch(some -> names.contains(name(some)));
  }

  private String name(RowLoop.Instruction instruction) {
    int opcode = instruction.opcode();
    return (opcode == Opcode.SELECT ? "select" : rules.of(opcode).name())
        + instruction.rule().suffix();
  }

  @Override
  public int rows() {
    return 4;
  }

  @Override
  public int variables() {
    return 1;
  }

  @Override
  public void load(Instructions code, int variable) {
    code.variable(ALOAD, variable);
  }

  @Override
  public void store(Instructions code, int variable) {
    code.variable(ASTORE, variable);
  }

  @Override
  public void read(Instructions code) {
    code.callStatic(owner, "read", "([DI)" + VECTOR);
  }

  @Override
  public void write(Instructions code) {
    code.callStatic(owner, "write", "([DI" + VECTOR + ")V");
  }

  @Override
  public void spread(Instructions code) {
    code.callStatic(owner, "spread", "(D)" + VECTOR);
  }

  @Override
  public void compute(Instructions code, RowLoop.Instruction instruction) {
    code.callStatic(
        owner, name(instruction), "(" + VECTOR.repeat(instruction.parameters()) + ")" + VECTOR);
  }
}
