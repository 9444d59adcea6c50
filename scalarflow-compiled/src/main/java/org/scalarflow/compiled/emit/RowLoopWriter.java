package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.List;
import org.objectweb.asm.Label;
import org.scalarflow.compiled.ir.RowLoop;
import org.scalarflow.spi.Opcode;

/**
 * Writes the method of a loop over rows, which takes the arrays from the table and goes through the
 * rows. Around it there is no other loop: HotSpot would not vectorise it then. In each row
 * everything is read before anything is written, because an array may be written over that is read
 * for the last time.
 */
final class RowLoopWriter {

  static final String DESCRIPTOR = "([[D[D[D[III)V";

  private static final int LANES = 0;
  private static final int CELLS = 1;
  private static final int SUMS = 2;
  private static final int TABLE = 3;
  private static final int START = 4;
  private static final int ROWS = 5;
  private static final int ROW = 6;
  private static final int FIRST_FREE = 7;

  private static final String SELECTION = "org/scalarflow/math/Selection";

  private final Instructions code;
  private final RowLoop loop;
  private final RuleMethods rules;

  // The first variables of arrays that are read and written, and of numbers.
  private final int read = FIRST_FREE;
  private final int written;
  private final int cells;
  private final int sums;
  private final int numbers;
  private final int results;

  RowLoopWriter(Instructions code, RowLoop loop, RuleMethods rules) {
    this.code = code;
    this.loop = loop;
    this.rules = rules;
    written = read + loop.lanes();
    cells = written + loop.stored().size();
    sums = cells + 2 * loop.cells();
    numbers = sums + 2 * loop.summed().size();
    results = numbers + 2 * loop.lanes();
  }

  void write() {
    takeFromTable();
    code.plain(ICONST_0);
    code.variable(ISTORE, ROW);
    Label nextRow = new Label();
    Label test = new Label();
    code.jump(GOTO, test);
    code.mark(nextRow);
    writeRow();
    code.increment(ROW, 1);
    code.mark(test);
    code.variable(ILOAD, ROW);
    code.variable(ILOAD, ROWS);
    code.jump(IF_ICMPLT, nextRow);
    putSums();
  }

  private void takeFromTable() {
    int entry = 0;
    for (int i = 0; i < loop.lanes(); i++) {
      takeLane(entry++, read + i);
    }
    for (int i = 0; i < loop.cells(); i++) {
      takeNumber(CELLS, entry++, cells + 2 * i);
    }
    for (int i = 0; i < loop.stored().size(); i++) {
      takeLane(entry++, written + i);
    }
    for (int i = 0; i < loop.summed().size(); i++) {
      takeNumber(SUMS, entry++, sums + 2 * i);
    }
  }

  private void takeLane(int entry, int variable) {
    code.variable(ALOAD, LANES);
    pushEntry(entry);
    code.plain(AALOAD);
    code.variable(ASTORE, variable);
  }

  private void takeNumber(int array, int entry, int variable) {
    code.variable(ALOAD, array);
    pushEntry(entry);
    code.plain(DALOAD);
    code.store(variable);
  }

  private void pushEntry(int entry) {
    code.variable(ALOAD, TABLE);
    code.variable(ILOAD, START);
    code.constant(entry);
    code.plain(IADD);
    code.plain(IALOAD);
  }

  private void putSums() {
    int first = loop.lanes() + loop.cells() + loop.stored().size();
    for (int i = 0; i < loop.summed().size(); i++) {
      code.variable(ALOAD, SUMS);
      pushEntry(first + i);
      code.load(sums + 2 * i);
      code.plain(DASTORE);
    }
  }

  private void writeRow() {
    for (int i = 0; i < loop.lanes(); i++) {
      code.variable(ALOAD, read + i);
      code.variable(ILOAD, ROW);
      code.plain(DALOAD);
      code.store(numbers + 2 * i);
    }
    List<RowLoop.Instruction> instructions = loop.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      write(instructions.get(i));
      code.store(results + 2 * i);
    }
    for (int i = 0; i < loop.stored().size(); i++) {
      code.variable(ALOAD, written + i);
      code.variable(ILOAD, ROW);
      code.load(results + 2 * loop.stored().get(i));
      code.plain(DASTORE);
    }
    for (int i = 0; i < loop.summed().size(); i++) {
      code.load(sums + 2 * i);
      push(loop.summed().get(i));
      code.plain(DADD);
      code.store(sums + 2 * i);
    }
  }

  private void write(RowLoop.Instruction instruction) {
    int parameters = instruction.parameters();
    for (int i = 0; i < parameters; i++) {
      push(instruction.operands().get(i));
    }
    if (instruction.rule() == RowLoop.Rule.VALUE) {
      writeValue(instruction.opcode(), parameters);
    } else {
      writeRule(instruction.opcode(), instruction.rule().suffix(), parameters);
    }
  }

  private void writeValue(int opcode, int parameters) {
    switch (opcode) {
      case Opcode.ADD -> code.plain(DADD);
      case Opcode.SUBTRACT -> code.plain(DSUB);
      case Opcode.MULTIPLY -> code.plain(DMUL);
      case Opcode.DIVIDE -> code.plain(DDIV);
      case Opcode.NEGATE -> code.plain(DNEG);
      case Opcode.SELECT -> code.callStatic(SELECTION, "select", "(DDD)D");
      default -> writeRule(opcode, "", parameters);
    }
  }

  private void writeRule(int opcode, String suffix, int parameters) {
    RuleMethods.Rule rule = rules.of(opcode);
    code.callStatic(rule.owner(), rule.name() + suffix, "(" + "D".repeat(parameters) + ")D");
  }

  private void push(RowLoop.Operand operand) {
    switch (operand.source()) {
      case NONE -> code.plain(DCONST_0);
      case LANE -> code.load(numbers + 2 * operand.index());
      case CELL -> code.load(cells + 2 * operand.index());
      case RESULT -> code.load(results + 2 * operand.index());
    }
  }
}
