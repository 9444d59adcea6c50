package org.scalarflow.parallel;

import java.util.Arrays;
import org.scalarflow.spi.Tape;

/**
 * Makes a {@link Plan} of a tape: numbers the cells of values, constants and seeds, and lets {@link
 * Forward} and {@link Backward} add the stages.
 */
final class Assembly {

  private final Tape tape;
  private final Runnable interruption;
  private final Parts parts;
  private final Order order;
  private final Steps.Builder steps;
  private final int[] valueCells;
  private final int constants;
  private final int seeds;
  private int cells;

  /**
   * Begins a plan.
   *
   * @param interruption run again and again while the plan is made; what it throws ends that
   */
  Assembly(Tape tape, Runnable interruption) {
    this.tape = tape;
    this.interruption = interruption;
    interruption.run();
    parts = new Parts(tape);
    interruption.run();
    order = new Order(tape, parts);
    steps = new Steps.Builder(order.count());
    valueCells = new int[tape.size()];
    Arrays.setAll(valueCells, node -> node < tape.firstOperation() ? node : -1);
    for (int place = 0; place < order.count(); place++) {
      valueCells[order.node(place)] = tape.firstOperation() + place;
    }
    constants = tape.firstOperation() + order.count();
    seeds = constants + Plan.CONSTANTS;
    cells = seeds + tape.outputCount();
  }

  /** How many steps a run has, on average, when values are computed. */
  double stepsPerRun() {
    return order.stepsPerRun();
  }

  /** Makes the plan. */
  Plan plan() {
    interruption.run();
    new Forward(this).add();
    int[] derivatives = new int[tape.derivativeCount()];
    if (derivatives.length > 0) {
      Backward backward = new Backward(this);
      backward.add();
      Arrays.setAll(derivatives, i -> backward.adjointCell(tape.derivativeNode(i)));
    }
    int[] delivered = new int[tape.valueCount()];
    Arrays.setAll(delivered, i -> valueCells[tape.valueNode(i)]);
    return new Plan(
        tape,
        steps.build(),
        cells,
        valueCells,
        constants,
        seeds,
        delivered,
        derivatives,
        order.highestLevel());
  }

  /** Run again and again while the plan is made. */
  Runnable interruption() {
    return interruption;
  }

  Tape tape() {
    return tape;
  }

  Parts parts() {
    return parts;
  }

  Order order() {
    return order;
  }

  Steps.Builder steps() {
    return steps;
  }

  /** By tape node the cell of its value; -1 if it has none. */
  int[] valueCells() {
    return valueCells;
  }

  /** The cell of 0. */
  int zero() {
    return constants;
  }

  /** The cell of 1. */
  int one() {
    return constants + 1;
  }

  /** The cell of −1. */
  int minusOne() {
    return constants + 2;
  }

  /** The cell of the first output's seed. */
  int seeds() {
    return seeds;
  }

  /** Sets cells aside and returns the first. */
  int newCells(int count) {
    int first = cells;
    cells = Math.addExact(cells, count);
    return first;
  }
}
