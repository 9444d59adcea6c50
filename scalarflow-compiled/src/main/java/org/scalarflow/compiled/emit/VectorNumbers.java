package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.ILOAD;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.ir.RowLoop;
import org.scalarflow.spi.Opcode;

/**
 * Vectors of the Vector API. What the JIT does not know as one instruction is done by static
 * methods, whose names are those of the rules in {@code org.scalarflow.math}.
 */
final class VectorNumbers implements RowNumbers {

  private static final String VECTOR = "jdk/incubator/vector/DoubleVector";
  private static final String VECTOR_TYPE = "L" + VECTOR + ";";
  private static final String SPECIES_TYPE = "Ljdk/incubator/vector/VectorSpecies;";
  private static final String OF_THREE =
      "(Ljdk/incubator/vector/Vector;Ljdk/incubator/vector/Vector;)" + VECTOR_TYPE;
  private static final String OF_TWO = "(Ljdk/incubator/vector/Vector;)" + VECTOR_TYPE;

  private final RuleMethods rules;
  private final String owner;
  private final Set<String> names;
  private final boolean fuses;

  /**
   * Vectors.
   *
   * @param methods the class with the methods
   * @param fuses whether products may be added without being rounded before
   */
  VectorNumbers(RuleMethods rules, Class<?> methods, boolean fuses) {
    this.fuses = fuses;
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
        && loop.instructions().stream()
            .allMatch(some -> own(some) != null || names.contains(name(some)));
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
  public void read(Instructions code, int array, int row) {
    code.staticField(VECTOR, "SPECIES_256", SPECIES_TYPE);
    code.variable(ALOAD, array);
    code.variable(ILOAD, row);
    code.callStatic(VECTOR, "fromArray", "(" + SPECIES_TYPE + "[DI)" + VECTOR_TYPE);
  }

  @Override
  public void write(Instructions code, int array, int row, int variable) {
    load(code, variable);
    code.variable(ALOAD, array);
    code.variable(ILOAD, row);
    code.callVirtual(VECTOR, "intoArray", "([DI)V");
  }

  @Override
  public void spread(Instructions code) {
    code.callStatic(owner, "spread", "(D)" + VECTOR_TYPE);
  }

  @Override
  public boolean fuses() {
    return fuses;
  }

  @Override
  public void multiplyAdd(Instructions code) {
    code.callVirtual(VECTOR, "fma", OF_THREE);
  }

  @Override
  public void compute(Instructions code, RowLoop.Instruction instruction) {
    String method = own(instruction);
    if (method == null) {
      String operands = VECTOR_TYPE.repeat(instruction.parameters());
      code.callStatic(owner, name(instruction), "(" + operands + ")" + VECTOR_TYPE);
    } else {
      code.callVirtual(VECTOR, method, OF_TWO);
    }
  }

  /** The vector's own method, which the JIT inlines however large the code is; else null. */
  private static @Nullable String own(RowLoop.Instruction instruction) {
    if (instruction.rule() != RowLoop.Rule.VALUE) {
      return null;
    }
    return switch (instruction.opcode()) {
      case Opcode.ADD -> "add";
      case Opcode.SUBTRACT -> "sub";
      case Opcode.MULTIPLY -> "mul";
      case Opcode.DIVIDE -> "div";
      default -> null;
    };
  }
}
