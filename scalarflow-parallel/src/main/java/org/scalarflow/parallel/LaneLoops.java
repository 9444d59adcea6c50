package org.scalarflow.parallel;

import org.scalarflow.math.Activations;
import org.scalarflow.math.Exponentials;
import org.scalarflow.math.Hyperbolics;
import org.scalarflow.math.Powers;
import org.scalarflow.math.Trigonometry;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Rules;

/**
 * The tight loops over the rows of a block, for one step. An array holds one number for each row;
 * {@code rows} is how many there are. The loops are shaped so that the JIT vectorises those that
 * are arithmetic only.
 */
final class LaneLoops {

  private LaneLoops() {}

  /** The value of a unary operator. */
  static void unary(int opcode, double[] out, double[] x, int rows) {
    switch (opcode) {
      case Opcode.NEGATE -> negate(out, x, rows);
      case Opcode.SQUARE -> product(out, x, x, rows);
      case Opcode.RELU -> relu(out, x, rows);
      case Opcode.SQRT -> sqrt(out, x, rows);
      case Opcode.EXP -> exp(out, x, rows);
      case Opcode.SIN -> sin(out, x, rows);
      case Opcode.TANH -> tanh(out, x, rows);
      case Opcode.SIGMOID -> sigmoid(out, x, rows);
      default -> {
        for (int r = 0; r < rows; r++) {
          out[r] = Rules.value(opcode, x[r]);
        }
      }
    }
  }

  private static void negate(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = -x[r];
    }
  }

  private static void relu(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Activations.relu(x[r]);
    }
  }

  private static void sqrt(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Powers.sqrt(x[r]);
    }
  }

  private static void exp(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Exponentials.exp(x[r]);
    }
  }

  private static void sin(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Trigonometry.sin(x[r]);
    }
  }

  private static void tanh(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Hyperbolics.tanh(x[r]);
    }
  }

  private static void sigmoid(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Activations.sigmoid(x[r]);
    }
  }

  /** The value of a binary operator other than a product. */
  static void binary(int opcode, double[] out, double[] a, double[] b, int rows) {
    switch (opcode) {
      case Opcode.ADD -> add(out, a, b, rows);
      case Opcode.SUBTRACT -> subtract(out, a, b, rows);
      case Opcode.DIVIDE -> divide(out, a, b, rows);
      default -> {
        for (int r = 0; r < rows; r++) {
          out[r] = Rules.value(opcode, a[r], b[r]);
        }
      }
    }
  }

  private static void add(double[] out, double[] a, double[] b, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = a[r] + b[r];
    }
  }

  private static void subtract(double[] out, double[] a, double[] b, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = a[r] - b[r];
    }
  }

  private static void divide(double[] out, double[] a, double[] b, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = a[r] / b[r];
    }
  }

  /** The partial of a unary operator. */
  static void partial(int opcode, double[] out, double[] x, double[] result, int rows) {
    switch (opcode) {
      case Opcode.SQUARE -> scaled(out, x, 2.0, rows);
      case Opcode.RELU -> reluPartial(out, x, rows);
      case Opcode.SIGMOID -> sigmoidPartial(out, x, result, rows);
      case Opcode.TANH -> tanhPartial(out, x, result, rows);
      default -> {
        for (int r = 0; r < rows; r++) {
          out[r] = Rules.partial(opcode, x[r], result[r]);
        }
      }
    }
  }

  private static void reluPartial(double[] out, double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Activations.reluPartial(x[r], 0);
    }
  }

  private static void sigmoidPartial(double[] out, double[] x, double[] result, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Activations.sigmoidPartial(x[r], result[r]);
    }
  }

  private static void tanhPartial(double[] out, double[] x, double[] result, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Hyperbolics.tanhPartial(x[r], result[r]);
    }
  }

  /** The first partial of a binary operator. */
  static void firstPartial(
      int opcode, double[] out, double[] a, double[] b, double[] result, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Rules.firstPartial(opcode, a[r], b[r], result[r]);
    }
  }

  /** The second partial of a binary operator. */
  static void secondPartial(
      int opcode, double[] out, double[] a, double[] b, double[] result, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = Rules.secondPartial(opcode, a[r], b[r], result[r]);
    }
  }

  // -------------------------------------------------------------- products

  /** {@code out = a · b}. */
  static void product(double[] out, double[] a, double[] b, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = a[r] * b[r];
    }
  }

  /** {@code out = a · factor}. */
  static void scaled(double[] out, double[] a, double factor, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = a[r] * factor;
    }
  }

  /** {@code out += a · b}. */
  static void addProduct(double[] out, double[] a, double[] b, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] += a[r] * b[r];
    }
  }

  /** {@code out += a · factor}. */
  static void addScaled(double[] out, double[] a, double factor, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] += a[r] * factor;
    }
  }

  /** {@code out = (((out + a·fa) + b·fb) + c·fc) + d·fd}. */
  static void addScaled(
      double[] out,
      double[] a,
      double fa,
      double[] b,
      double fb,
      double[] c,
      double fc,
      double[] d,
      double fd,
      int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = out[r] + a[r] * fa + b[r] * fb + c[r] * fc + d[r] * fd;
    }
  }

  /** Adds the products of those rows whose gate is open, and opens theirs. */
  static void addGated(
      double[] out, double[] gates, double[] a, double[] b, double[] gate, int rows) {
    for (int r = 0; r < rows; r++) {
      if (gate[r] != 0) {
        out[r] += a[r] * b[r];
        gates[r] = 1.0;
      }
    }
  }

  // ------------------------------------------------------------- selection

  /** The value of {@code select}. */
  static void select(double[] out, double[] condition, double[] a, double[] b, int rows) {
    for (int r = 0; r < rows; r++) {
      out[r] = condition[r] != 0 ? a[r] : b[r];
    }
  }

  /** The gates of the branches of {@code select}. */
  static void selectGates(
      double[] first, double[] second, double[] condition, double[] gate, int rows) {
    for (int r = 0; r < rows; r++) {
      boolean taken = condition[r] != 0;
      first[r] = taken ? gate[r] : 0.0;
      second[r] = taken ? 0.0 : gate[r];
    }
  }

  // ------------------------------------------------------------------ sums

  /** Adds the numbers of the rows, from the first on, to a sum. */
  static double total(double sum, double[] x, int rows) {
    double total = sum;
    for (int r = 0; r < rows; r++) {
      total += x[r];
    }
    return total;
  }

  /** Adds the numbers of four arrays to a sum each; no addition waits for another's. */
  static void totals(
      double[] sums,
      int toA,
      double[] a,
      int toB,
      double[] b,
      int toC,
      double[] c,
      int toD,
      double[] d,
      int rows) {
    double sumA = sums[toA];
    double sumB = sums[toB];
    double sumC = sums[toC];
    double sumD = sums[toD];
    for (int r = 0; r < rows; r++) {
      sumA += a[r];
      sumB += b[r];
      sumC += c[r];
      sumD += d[r];
    }
    sums[toA] = sumA;
    sums[toB] = sumB;
    sums[toC] = sumC;
    sums[toD] = sumD;
  }

  /** Adds the products {@code a · b} of the rows to a sum. */
  static double totalProduct(double sum, double[] a, double[] b, int rows) {
    double total = sum;
    for (int r = 0; r < rows; r++) {
      total += a[r] * b[r];
    }
    return total;
  }

  /** Adds the products {@code a · factor} of the rows to a sum. */
  static double totalScaled(double sum, double[] a, double factor, int rows) {
    double total = sum;
    for (int r = 0; r < rows; r++) {
      total += a[r] * factor;
    }
    return total;
  }

  /** Adds four products to a sum each; no addition waits for another's. */
  static void totalProducts(
      double[] sums,
      int toA,
      double[] a,
      double[] fa,
      int toB,
      double[] b,
      double[] fb,
      int toC,
      double[] c,
      double[] fc,
      int toD,
      double[] d,
      double[] fd,
      int rows) {
    double sumA = sums[toA];
    double sumB = sums[toB];
    double sumC = sums[toC];
    double sumD = sums[toD];
    for (int r = 0; r < rows; r++) {
      sumA += a[r] * fa[r];
      sumB += b[r] * fb[r];
      sumC += c[r] * fc[r];
      sumD += d[r] * fd[r];
    }
    sums[toA] = sumA;
    sums[toB] = sumB;
    sums[toC] = sumC;
    sums[toD] = sumD;
  }
}
