package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;

/** A loop over rows that is being described, and what one instance of it reads. */
final class LoopDrawing {

  private final Formulas formulas;
  private final IntIntHashMap lanes = new IntIntHashMap();
  private final IntIntHashMap cells = new IntIntHashMap();
  private final IntArrayList laneFormulas = new IntArrayList();
  private final IntArrayList cellFormulas = new IntArrayList();
  private final IntIntHashMap results = new IntIntHashMap();
  private final List<RowLoop.Instruction> instructions = new ArrayList<>();
  private final List<Integer> stored = new ArrayList<>();
  private final List<RowLoop.Operand> summed = new ArrayList<>();

  LoopDrawing(Formulas formulas) {
    this.formulas = formulas;
  }

  /** Computes a formula. */
  void compute(int formula) {
    List<RowLoop.Operand> operands = new ArrayList<>();
    for (int position = 0; position < Formulas.OPERANDS; position++) {
      operands.add(operand(formulas.argument(formula, position)));
    }
    results.put(formula, instructions.size());
    instructions.add(new RowLoop.Instruction(formulas.operator(formula), List.copyOf(operands)));
  }

  /** Puts the result of a formula that has been computed into an array. */
  void store(int formula) {
    stored.add(results.get(formula));
  }

  /** Adds a formula up over the rows. */
  void sum(int formula) {
    summed.add(operand(formula));
  }

  private RowLoop.Operand operand(int formula) {
    if (formula == Formulas.NONE) {
      return RowLoop.Operand.NONE;
    }
    if (results.containsKey(formula)) {
      return new RowLoop.Operand(RowLoop.Source.RESULT, results.get(formula));
    }
    return formulas.isUniform(formula)
        ? operand(RowLoop.Source.CELL, formula, cells, cellFormulas)
        : operand(RowLoop.Source.LANE, formula, lanes, laneFormulas);
  }

  private static RowLoop.Operand operand(
      RowLoop.Source source, int formula, IntIntHashMap numbers, IntArrayList found) {
    int number = numbers.getIfAbsentPut(formula, found.size());
    if (number == found.size()) {
      found.add(formula);
    }
    return new RowLoop.Operand(source, number);
  }

  /** The loop. */
  RowLoop loop() {
    return new RowLoop(
        laneFormulas.size(),
        cellFormulas.size(),
        List.copyOf(instructions),
        List.copyOf(stored),
        List.copyOf(summed));
  }

  /** The formulas whose lanes and cells are read, in the order of an instance's table. */
  int[] read() {
    IntArrayList read = new IntArrayList(laneFormulas.size() + cellFormulas.size());
    read.addAll(laneFormulas);
    read.addAll(cellFormulas);
    return read.toArray();
  }
}
