package org.scalarflow.compiled.emit;

import org.scalarflow.compiled.ir.RowLoop;

/** How a loop over rows computes: with a number at a time, or with several in a vector. */
interface RowNumbers {

  /** How many rows are done at once. */
  int rows();

  /** How many variables one takes. */
  int variables();

  /** Pushes one that is in a variable. */
  void load(Instructions code, int variable);

  /** Pops one into a variable. */
  void store(Instructions code, int variable);

  /** Pushes what stands in an array at a row, both of which are in variables. */
  void read(Instructions code, int array, int row);

  /** Puts one that is in a variable into an array at a row. */
  void write(Instructions code, int array, int row, int variable);

  /** Pops a number that is the same in all rows, and pushes it as one of these. */
  void spread(Instructions code);

  /** Whether products may be added without being rounded before. */
  boolean fuses();

  /** Pops two factors and a number, and pushes the sum of product and number, rounded once. */
  void multiplyAdd(Instructions code);

  /** Pops the operands of an instruction, all its parameters, and pushes the result. */
  void compute(Instructions code, RowLoop.Instruction instruction);
}
