package org.scalarflow.parallel;

import org.scalarflow.math.Activations;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Rules;

/**
 * The tight loops over the steps of a run, for one row: operands are gathered, results written in a
 * row. Operators that cost less than a look into the table of {@link Rules} have loops of their
 * own.
 *
 * <p>In all of them {@code out} is the cell of the first step to do, {@code at} is where its
 * operands stand in {@code code}, and {@code count} is the number of steps.
 */
final class CellLoops {

  private CellLoops() {}

  /** The values of a unary operator. */
  static void unary(int opcode, double[] cells, int out, int[] code, int at, int count) {
    switch (opcode) {
      case Opcode.NEGATE -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = -cells[code[at + i]];
        }
      }
      case Opcode.SQUARE -> {
        for (int i = 0; i < count; i++) {
          double x = cells[code[at + i]];
          cells[out + i] = x * x;
        }
      }
      case Opcode.RELU -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = Activations.relu(cells[code[at + i]]);
        }
      }
      case Opcode.SIGMOID -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = Activations.sigmoid(cells[code[at + i]]);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = Rules.value(opcode, cells[code[at + i]]);
        }
      }
    }
  }

  /** The values of a binary operator. */
  static void binary(int opcode, double[] cells, int out, int[] code, int at, int count) {
    switch (opcode) {
      case Opcode.ADD -> add(cells, out, code, at, count);
      case Opcode.SUBTRACT -> subtract(cells, out, code, at, count);
      case Opcode.MULTIPLY -> multiply(cells, out, code, at, count);
      case Opcode.DIVIDE -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = cells[code[at + 2 * i]] / cells[code[at + 2 * i + 1]];
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] =
              Rules.value(opcode, cells[code[at + 2 * i]], cells[code[at + 2 * i + 1]]);
        }
      }
    }
  }

  private static void add(double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      cells[out + i] = cells[code[at + 2 * i]] + cells[code[at + 2 * i + 1]];
    }
  }

  private static void subtract(double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      cells[out + i] = cells[code[at + 2 * i]] - cells[code[at + 2 * i + 1]];
    }
  }

  private static void multiply(double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      cells[out + i] = cells[code[at + 2 * i]] * cells[code[at + 2 * i + 1]];
    }
  }

  /** The partials of a unary operator. */
  static void unaryPartial(int opcode, double[] cells, int out, int[] code, int at, int count) {
    switch (opcode) {
      case Opcode.SQUARE -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = 2 * cells[code[at + 2 * i]];
        }
      }
      case Opcode.RELU -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] = Activations.reluPartial(cells[code[at + 2 * i]], 0);
        }
      }
      case Opcode.SIGMOID -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] =
              Activations.sigmoidPartial(cells[code[at + 2 * i]], cells[code[at + 2 * i + 1]]);
        }
      }
      default -> {
        for (int i = 0; i < count; i++) {
          cells[out + i] =
              Rules.partial(opcode, cells[code[at + 2 * i]], cells[code[at + 2 * i + 1]]);
        }
      }
    }
  }

  /** The first partials of a binary operator. */
  static void firstPartial(int opcode, double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      int operands = at + 3 * i;
      cells[out + i] =
          Rules.firstPartial(
              opcode, cells[code[operands]], cells[code[operands + 1]], cells[code[operands + 2]]);
    }
  }

  /** The second partials of a binary operator. */
  static void secondPartial(int opcode, double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      int operands = at + 3 * i;
      cells[out + i] =
          Rules.secondPartial(
              opcode, cells[code[operands]], cells[code[operands + 1]], cells[code[operands + 2]]);
    }
  }

  /** Sums of products, each from left to right. */
  static void sum(double[] cells, int out, int[] code, int at, int count) {
    int term = code[at];
    for (int i = 0; i < count; i++) {
      int end = code[at + i + 1];
      double sum = cells[code[term]] * cells[code[term + 1]];
      for (term += 2; term < end; term += 2) {
        sum += cells[code[term]] * cells[code[term + 1]];
      }
      cells[out + i] = sum;
    }
  }

  /**
   * Sums of the products whose gate is open, and their gates, which stand {@code apart} cells on.
   */
  static void gatedSum(double[] cells, int out, int apart, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      double sum = 0.0;
      double gate = 0.0;
      for (int term = code[at + i]; term < code[at + i + 1]; term += 3) {
        if (cells[code[term + 2]] != 0.0) {
          sum += cells[code[term]] * cells[code[term + 1]];
          gate = 1.0;
        }
      }
      cells[out + i] = sum;
      cells[out + apart + i] = gate;
    }
  }

  /** The values of {@code select}. */
  static void select(double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      int taken = cells[code[at + 3 * i]] != 0 ? 1 : 2;
      cells[out + i] = cells[code[at + 3 * i + taken]];
    }
  }

  /** The gates of the branches of {@code select}, two for each step. */
  static void selectGates(double[] cells, int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      boolean first = cells[code[at + 2 * i]] != 0;
      double gate = cells[code[at + 2 * i + 1]];
      cells[out + 2 * i] = first ? gate : 0.0;
      cells[out + 2 * i + 1] = first ? 0.0 : gate;
    }
  }
}
