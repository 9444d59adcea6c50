package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.lang.invoke.MethodType;
import java.util.List;
import org.objectweb.asm.Label;
import org.scalarflow.compiled.ir.RowLoop;

/**
 * Writes the method of a loop over rows, which takes the arrays from the table and goes through the
 * rows. Around it there is no other loop: HotSpot would not vectorise it then. In each step
 * everything is read before anything is written, because an array may be written over that is read
 * for the last time. Sums over rows are added up with numbers, not with vectors.
 */
final class RowLoopWriter {

  static final MethodType TYPE =
      MethodType.methodType(
          void.class,
          double[][].class,
          double[].class,
          double[].class,
          int[].class,
          int.class,
          int.class);

  private static final int LANES = 0;
  private static final int CELLS = 1;
  private static final int SUMS = 2;
  private static final int TABLE = 3;
  private static final int START = 4;
  private static final int ROWS = 5;
  private static final int ROW = 6;
  private static final int FIRST_FREE = 7;

  private final Instructions code;
  private final RowLoop loop;
  private final RowNumbers numbers;
  private final Fusing fusing;

  // The first variables of arrays that are read and written, and of numbers.
  private final int read = FIRST_FREE;
  private final int written;
  private final int cells;
  private final int sums;
  private final int operands;
  private final int results;

  RowLoopWriter(Instructions code, RowLoop loop, RowNumbers numbers) {
    this.code = code;
    this.loop = loop;
    this.numbers = numbers;
    fusing = numbers.fuses() ? Fusing.of(loop) : Fusing.none(loop);
    written = read + loop.lanes();
    cells = written + loop.stored().size();
    sums = cells + numbers.variables() * loop.cells();
    operands = sums + numbers.variables() * loop.summed().size();
    results = operands + numbers.variables() * loop.lanes();
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
    code.increment(ROW, numbers.rows());
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
      takeNumber(CELLS, entry++, cells + numbers.variables() * i);
    }
    for (int i = 0; i < loop.stored().size(); i++) {
      takeLane(entry++, written + i);
    }
    for (int i = 0; i < loop.summed().size(); i++) {
      takeNumber(SUMS, entry++, sums + numbers.variables() * i);
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
    numbers.spread(code);
    numbers.store(code, variable);
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
      numbers.read(code, read + i, ROW);
      numbers.store(code, operands + numbers.variables() * i);
    }
    List<RowLoop.Instruction> instructions = loop.instructions();
    for (int i = 0; i < instructions.size(); i++) {
      if (!fusing.isDoneElsewhere(i)) {
        write(instructions.get(i), i);
        numbers.store(code, results + numbers.variables() * i);
      }
    }
    for (int i = 0; i < loop.stored().size(); i++) {
      int result = results + numbers.variables() * loop.stored().get(i);
      numbers.write(code, written + i, ROW, result);
    }
    for (int i = 0; i < loop.summed().size(); i++) {
      code.load(sums + 2 * i);
      push(loop.summed().get(i));
      code.plain(DADD);
      code.store(sums + 2 * i);
    }
  }

  private void write(RowLoop.Instruction instruction, int at) {
    if (fusing.hasProduct(at)) {
      fusing.operands(at).forEach(this::push);
      numbers.multiplyAdd(code);
      return;
    }
    for (int i = 0; i < instruction.parameters(); i++) {
      push(instruction.operands().get(i));
    }
    numbers.compute(code, instruction);
  }

  private void push(RowLoop.Operand operand) {
    switch (operand.source()) {
      case NONE -> {
        code.plain(DCONST_0);
        numbers.spread(code);
      }
      case LANE -> numbers.load(code, operands + numbers.variables() * operand.index());
      case CELL -> numbers.load(code, cells + numbers.variables() * operand.index());
      case RESULT -> numbers.load(code, results + numbers.variables() * operand.index());
    }
  }
}
