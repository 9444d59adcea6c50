package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.ILOAD;

import org.scalarflow.compiled.ir.RowLoop;
import org.scalarflow.spi.Opcode;

/** A number at a time. The JIT makes vectors of those of plain loops. */
final class ScalarNumbers implements RowNumbers {

  private static final String SELECTION = "org/scalarflow/math/Selection";

  private final RuleMethods rules;

  ScalarNumbers(RuleMethods rules) {
    this.rules = rules;
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int variables() {
    return 2;
  }

  @Override
  public void load(Instructions code, int variable) {
    code.load(variable);
  }

  @Override
  public void store(Instructions code, int variable) {
    code.store(variable);
  }

  @Override
  public void read(Instructions code, int array, int row) {
    code.variable(ALOAD, array);
    code.variable(ILOAD, row);
    code.plain(DALOAD);
  }

  @Override
  public void write(Instructions code, int array, int row, int variable) {
    code.variable(ALOAD, array);
    code.variable(ILOAD, row);
    code.load(variable);
    code.plain(DASTORE);
  }

  @Override
  public void spread(Instructions code) {
    // It is one already.
  }

  @Override
  public boolean fuses() {
    return false;
  }

  @Override
  public void multiplyAdd(Instructions code) {
    code.callStatic("java/lang/Math", "fma", "(DDD)D");
  }

  @Override
  public void compute(Instructions code, RowLoop.Instruction instruction) {
    int opcode = instruction.opcode();
    if (instruction.rule() != RowLoop.Rule.VALUE) {
      call(code, instruction);
      return;
    }
    switch (opcode) {
      case Opcode.ADD -> code.plain(DADD);
      case Opcode.SUBTRACT -> code.plain(DSUB);
      case Opcode.MULTIPLY -> code.plain(DMUL);
      case Opcode.DIVIDE -> code.plain(DDIV);
      case Opcode.NEGATE -> code.plain(DNEG);
      case Opcode.SELECT -> code.callStatic(SELECTION, "select", "(DDD)D");
      default -> call(code, instruction);
    }
  }

  private void call(Instructions code, RowLoop.Instruction instruction) {
    RuleMethods.Rule rule = rules.of(instruction.opcode());
    code.callStatic(
        rule.owner(),
        rule.name() + instruction.rule().suffix(),
        "(" + "D".repeat(instruction.parameters()) + ")D");
  }
}
