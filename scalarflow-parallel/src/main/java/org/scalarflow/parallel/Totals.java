package org.scalarflow.parallel;

import java.util.BitSet;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.scalarflow.spi.Opcode;

/**
 * How the derivatives of rows in lanes are added up.
 *
 * <p>The adjoint of a weight is one product, and there are as many weights as products of the whole
 * network. Nothing but the sum over the rows needs it. So the products of inputs that have one
 * contribution are not put into lanes first but multiplied when they are added.
 */
final class Totals {

  private final Plan plan;

  /** The run of these products; -1 if there is none. */
  private final int productRun;

  private final BitSet products = new BitSet();

  /** The derivatives that are in lanes, and those that are products, by index. */
  private final int[] fromLanes;

  private final int[] fromProducts;

  Totals(Plan plan) {
    this.plan = plan;
    productRun = productRun(plan.steps());
    if (productRun >= 0) {
      int first = plan.steps().firstCell(productRun);
      products.set(first, first + plan.steps().count(productRun));
    }
    IntArrayList lanes = new IntArrayList();
    IntArrayList multiplied = new IntArrayList();
    for (int i = 0; i < plan.derivatives().length; i++) {
      int cell = plan.derivatives()[i];
      // The adjoint of a node to which nothing flows is the constant 0 and adds nothing.
      if (cell != plan.zero()) {
        (products.get(cell) ? multiplied : lanes).add(i);
      }
    }
    fromLanes = lanes.toArray();
    fromProducts = multiplied.toArray();
  }

  /** The products of the last stage, in which the inputs get their adjoints. */
  private static int productRun(Steps steps) {
    int last = steps.stages() - 1;
    if (last < steps.forwardStages()) {
      return -1;
    }
    int run = steps.stage(last);
    return steps.kind(run) == Opcode.MULTIPLY ? run : -1;
  }

  /** The run of products that need not be done; -1 if there is none. */
  int productRun() {
    return productRun;
  }

  /** The cells that it computes. */
  BitSet products() {
    return products;
  }

  /**
   * Adds the derivatives of rows, one row after the other.
   *
   * @param cells the cells that are the same in all rows
   * @param lanes by cell its lane
   * @param rows the number of rows
   * @param sums where they are added
   * @param start where in {@code sums} the first derivative is
   */
  void add(double[] cells, double[][] lanes, int rows, double[] sums, int start) {
    addLanes(fromLanes, lanes, rows, sums, start);
    int i = 0;
    while (i < fromProducts.length) {
      if (i + 4 <= fromProducts.length && areOfLanes(lanes, i, i + 4)) {
        LaneLoops.totalProducts(
            sums,
            start + fromProducts[i],
            first(lanes, i),
            second(lanes, i),
            start + fromProducts[i + 1],
            first(lanes, i + 1),
            second(lanes, i + 1),
            start + fromProducts[i + 2],
            first(lanes, i + 2),
            second(lanes, i + 2),
            start + fromProducts[i + 3],
            first(lanes, i + 3),
            second(lanes, i + 3),
            rows);
        i += 4;
      } else {
        int at = start + fromProducts[i];
        double[] adjoint = first(lanes, i);
        double[] factor = second(lanes, i);
        sums[at] =
            factor == null
                ? LaneLoops.totalScaled(
                    sums[at], adjoint, cells[plan.steps().code()[operand(i) + 1]], rows)
                : LaneLoops.totalProduct(sums[at], adjoint, factor, rows);
        i++;
      }
    }
  }

  /** The same when all derivatives are in lanes. */
  void addLanesOnly(double[][] lanes, int rows, double[] sums, int start) {
    addLanes(fromLanes, lanes, rows, sums, start);
    addLanes(fromProducts, lanes, rows, sums, start);
  }

  private void addLanes(int[] some, double[][] lanes, int rows, double[] sums, int start) {
    int[] derivatives = plan.derivatives();
    int i = 0;
    for (; i + 4 <= some.length; i += 4) {
      LaneLoops.totals(
          sums,
          start + some[i],
          lanes[derivatives[some[i]]],
          start + some[i + 1],
          lanes[derivatives[some[i + 1]]],
          start + some[i + 2],
          lanes[derivatives[some[i + 2]]],
          start + some[i + 3],
          lanes[derivatives[some[i + 3]]],
          rows);
    }
    for (; i < some.length; i++) {
      int at = start + some[i];
      sums[at] = LaneLoops.total(sums[at], lanes[derivatives[some[i]]], rows);
    }
  }

  private boolean areOfLanes(double[][] lanes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (second(lanes, i) == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where the operands of a product are in the code: an adjoint, which is in a lane, and a factor.
   */
  private int operand(int product) {
    Steps steps = plan.steps();
    int cell = plan.derivatives()[fromProducts[product]];
    return steps.operands(productRun) + 2 * (cell - steps.firstCell(productRun));
  }

  private double[] first(double[][] lanes, int product) {
    return lanes[plan.steps().code()[operand(product)]];
  }

  private double[] second(double[][] lanes, int product) {
    return lanes[plan.steps().code()[operand(product) + 1]];
  }
}
