package org.scalarflow.compiled.emit;

import java.util.Arrays;
import java.util.List;
import org.scalarflow.compiled.ir.RowLoop;
import org.scalarflow.spi.Opcode;

/** Which products of a loop over rows are computed by what adds them, and rounded only then. */
final class Fusing {

  private static final int NONE = -1;

  private final List<RowLoop.Instruction> instructions;

  /** By addition, the product that it computes itself. */
  private final int[] products;

  /** By product, the addition that computes it. */
  private final int[] additions;

  private Fusing(RowLoop loop) {
    instructions = loop.instructions();
    products = new int[instructions.size()];
    additions = new int[instructions.size()];
    Arrays.fill(products, NONE);
    Arrays.fill(additions, NONE);
  }

  /** Nothing is fused. */
  static Fusing none(RowLoop loop) {
    return new Fusing(loop);
  }

  /** Each product that nothing else needs. */
  static Fusing of(RowLoop loop) {
    Fusing fusing = new Fusing(loop);
    int[] uses = new int[fusing.products.length];
    for (RowLoop.Instruction instruction : fusing.instructions) {
      for (int i = 0; i < instruction.parameters(); i++) {
        RowLoop.Operand operand = instruction.operands().get(i);
        if (operand.source() == RowLoop.Source.RESULT) {
          uses[operand.index()]++;
        }
      }
    }
    loop.stored().forEach(result -> uses[result]++);
    for (int at = 0; at < uses.length; at++) {
      if (fusing.is(Opcode.ADD, at)) {
        fusing.fuse(at, uses);
      }
    }
    return fusing;
  }

  private boolean is(int opcode, int at) {
    RowLoop.Instruction instruction = instructions.get(at);
    return instruction.opcode() == opcode && instruction.rule() == RowLoop.Rule.VALUE;
  }

  private void fuse(int addition, int[] uses) {
    for (int position = 0; position < 2 && products[addition] == NONE; position++) {
      RowLoop.Operand operand = instructions.get(addition).operands().get(position);
      if (operand.source() == RowLoop.Source.RESULT
          && is(Opcode.MULTIPLY, operand.index())
          && uses[operand.index()] == 1) {
        products[addition] = operand.index();
        additions[operand.index()] = addition;
      }
    }
  }

  /** Whether an instruction is done by another one. */
  boolean isDoneElsewhere(int at) {
    return additions[at] != NONE;
  }

  /** Whether an instruction computes a product as well. */
  boolean hasProduct(int at) {
    return products[at] != NONE;
  }

  /** The two factors, and what is added to their product. */
  List<RowLoop.Operand> operands(int at) {
    List<RowLoop.Operand> factors = instructions.get(products[at]).operands();
    List<RowLoop.Operand> terms = instructions.get(at).operands();
    RowLoop.Operand product = new RowLoop.Operand(RowLoop.Source.RESULT, products[at]);
    RowLoop.Operand other = terms.get(0).equals(product) ? terms.get(1) : terms.get(0);
    return List.of(factors.get(0), factors.get(1), other);
  }
}
