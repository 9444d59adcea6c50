package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Opcode;

/** An operation in a block: one of the tape's, or one for each time that the block is done. */
public final class Step implements Item {

  /** In the place of the number of an operator that is called directly. */
  static final int NOT_DIRECT = -1;

  /** Its place among all steps, in the order in which they are first done. */
  final int index;

  /** The operation of its first instance. */
  final int operation;

  private final @Nullable Loop loop;
  private final int opcode;
  private final int direct;
  private final List<Use> uses = new ArrayList<>();

  /** Which method has it. */
  int group;

  /** Whether it is the sum of a layer, of which only what the last iteration gives is kept. */
  boolean isSumOfLayer;

  boolean isActive;
  boolean isGuarded;
  boolean isStored;
  boolean isKept;
  boolean isAdjointLocal;
  boolean isSeeded;
  boolean isDelivered;

  /** How many loops are around the block at whose end the adjoint's variable starts as zero. */
  int adjointDepth;

  /** What the next iteration's uses read in the first iteration. */
  @Nullable Use initial;

  int carriedUses;
  @Nullable Address value;
  @Nullable Address adjoint;
  @Nullable Address node;

  Step(int index, int operation, @Nullable Loop loop, int opcode, int direct) {
    this.index = index;
    this.operation = operation;
    this.loop = loop;
    this.opcode = opcode;
    this.direct = direct;
    adjointDepth = depth();
  }

  void add(Use use) {
    uses.add(use);
  }

  /** The loop whose block it is in. */
  public @Nullable Loop loop() {
    return loop;
  }

  /** How many loops are around it. */
  public int depth() {
    return loop == null ? 0 : loop.depth();
  }

  /** Its opcode. */
  public int opcode() {
    return opcode;
  }

  /** Whether it is called through its operator, for want of a rule in plain numbers. */
  public boolean isGeneral() {
    return !isDirect()
        && !Opcode.isUnary(opcode)
        && !Opcode.isBinary(opcode)
        && opcode != Opcode.SELECT;
  }

  /** Whether its operator is a user's and called directly. */
  public boolean isDirect() {
    return direct != NOT_DIRECT;
  }

  /** Which of {@link Outline#operators} it calls directly. */
  public int directOperator() {
    return direct;
  }

  /** Its operands. */
  public List<Use> uses() {
    return uses;
  }

  /** Whether it passes contributions to some operand. */
  public boolean passesAny() {
    return isActive && uses.stream().anyMatch(Use::passes);
  }

  /** Whether it depends on values whether its adjoint gets a contribution at all. */
  public boolean isGuarded() {
    return isGuarded;
  }

  /** Whether later steps or the caller read its value from the array of values. */
  public boolean isStored() {
    return isStored;
  }

  /** Whether the backward sweep reads its value from the array of values. */
  public boolean isKept() {
    return isKept;
  }

  /** Whether its adjoint is summed in a local variable. */
  public boolean isAdjointLocal() {
    return isAdjointLocal;
  }

  /** Whether the sum in the local variable starts with what stands in the array of adjoints. */
  public boolean isSeeded() {
    return isSeeded;
  }

  /** Whether the sum in the local variable is wanted in the array of adjoints. */
  public boolean isDelivered() {
    return isDelivered;
  }

  /** How many loops are around the block at whose end the adjoint's variable starts as zero. */
  public int adjointDepth() {
    return adjointDepth;
  }

  /** What uses of the previous iteration's value read in the first one; null without such uses. */
  public @Nullable Use initial() {
    return initial;
  }

  /** How many uses read the previous iteration's value. */
  public int carriedUses() {
    return carriedUses;
  }

  /** Where its value is put in the array of values. */
  public Address value() {
    return required(value, "value");
  }

  /** Where its adjoint stands in the array of adjoints. */
  public Address adjoint() {
    return required(adjoint, "adjoint");
  }

  /** Its tape node. */
  public Address node() {
    return required(node, "node");
  }

  private Address required(@Nullable Address address, String what) {
    if (address == null) {
      throw new IllegalStateException("no " + what + " in memory: operation " + operation);
    }
    return address;
  }
}
