package org.scalarflow.compiled.ir;

import java.util.List;
import org.scalarflow.spi.Opcode;

/**
 * What a loop over rows does in each row, without saying with which arrays: many loops of a tape
 * have the same shape.
 *
 * @param lanes how many arrays it reads
 * @param cells how many numbers it reads that are the same in all rows
 * @param instructions what it computes, in order
 * @param stored which instructions' results are put into arrays
 * @param summed what is added up over the rows
 */
public record RowLoop(
    int lanes,
    int cells,
    List<Instruction> instructions,
    List<Integer> stored,
    List<Operand> summed) {

  /** Where an operand comes from. */
  public enum Source {
    /** It does not matter. */
    NONE,
    /** An array with a number for each row. */
    LANE,
    /** A number for all rows. */
    CELL,
    /** An instruction before. */
    RESULT
  }

  /**
   * An operand.
   *
   * @param source where it comes from
   * @param index which of them
   */
  public record Operand(Source source, int index) {

    static final Operand NONE = new Operand(Source.NONE, 0);
  }

  /** Which number an instruction computes. */
  public enum Rule {
    /** The operator's value. */
    VALUE(""),
    /** The partial of an operator of one operand. */
    PARTIAL("Partial"),
    /** The partial with respect to the first of two operands. */
    FIRST_PARTIAL("FirstPartial"),
    /** The partial with respect to the second of two operands. */
    SECOND_PARTIAL("SecondPartial"),
    /** The value, of the operands and a part that has been computed. */
    VALUE_OF_PART("OfPart"),
    /** The partial with respect to the first operand, of the operands and a part. */
    FIRST_PARTIAL_OF_PART("FirstPartialOfPart");

    private final String suffix;

    Rule(String suffix) {
      this.suffix = suffix;
    }

    /** What the name of its method ends with. */
    public String suffix() {
      return suffix;
    }
  }

  private static final Rule[] RULES = Rule.values();

  /** One number for an opcode and a rule. */
  static int operator(int opcode, Rule rule) {
    return RULES.length * opcode + rule.ordinal();
  }

  /** The opcode that an operator is made of. */
  public static int opcode(int operator) {
    return operator / RULES.length;
  }

  /** The rule that an operator is made of. */
  public static Rule rule(int operator) {
    return RULES[operator % RULES.length];
  }

  /**
   * An operation on numbers of one row.
   *
   * @param operator an opcode and a rule
   * @param operands its operands; for partials the result of the operator is among them
   */
  public record Instruction(int operator, List<Operand> operands) {

    /** The opcode. */
    public int opcode() {
      return RowLoop.opcode(operator);
    }

    /** The rule. */
    public Rule rule() {
      return RowLoop.rule(operator);
    }

    /** How many parameters the method of its rule has. */
    public int parameters() {
      int operandCount = opcode() == Opcode.SELECT ? 3 : Opcode.isUnary(opcode()) ? 1 : 2;
      return rule() == Rule.VALUE ? operandCount : operandCount + 1;
    }
  }

  /** How many entries of the table an instance has: arrays, numbers, arrays stored, sums. */
  public int width() {
    return lanes + cells + stored.size() + summed.size();
  }
}
