package org.scalarflow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Request;

/** The sweep that defines the bits, against numbers worked out by hand. */
class ReferenceSweepTest {

  private final Graph g = new Graph();
  private final Node x = g.variable(0.0);
  private final Node y = g.variable(0.0);

  private ReferenceSweep.Row run(Request request, double atX, double atY, double... seeds) {
    return new ReferenceSweep(request).run(KernelProbe.byId(new Node[] {x, y}, atX, atY), seeds);
  }

  @Test
  void valuesAndDerivativesOfEveryAncestor() {
    Node product = x.times(y);
    Node loss = product.minus(3.0).pow(2.0).plus(x.pow(2.0));
    ReferenceSweep.Row row = run(Request.everything(loss), 1.0, 2.0);
    assertThat(row.value(product)).isEqualTo(2.0);
    assertThat(row.value(loss)).isEqualTo(2.0);
    assertThat(row.derivative(loss)).isEqualTo(1.0);
    assertThat(row.derivative(product)).isEqualTo(-2.0);
    assertThat(row.derivative(x)).isEqualTo(-2.0);
    assertThat(row.derivative(y)).isEqualTo(-2.0);
  }

  @Test
  void seedFirstThenConsumersFromTheLast() {
    Node up = x.times(1e16);
    Node down = x.times(-1e16);
    assertThat(run(Request.of(x, up, down).differentiate(x), 1.0, 0.0).derivative(x)).isZero();
    // From the last consumer on: (−1e16 + 1e16) + 1.
    Node one = g.variable(0.0);
    Node early = one.times(1.0);
    Node sum = early.plus(one.times(1e16)).plus(one.times(-1e16));
    assertThat(run(Request.of(sum).differentiate(one), 0.0, 0.0).derivative(one)).isEqualTo(1.0);
  }

  @Test
  void positionsFromTheFirst() {
    Node node = g.apply(new WeightsOperator(1.0, 1e16, -1e16), x, x, x);
    assertThat(run(Request.of(node).differentiate(x), 1.0, 0.0).derivative(x)).isZero();
  }

  @Test
  void zerosArePositiveAndNothingLeaksFromTheBranchNotTaken() {
    Node root = g.apply(Operators.SQRT, x);
    Node guarded = g.apply(Operators.SELECT, x, root, y.times(-0.0));
    ReferenceSweep.Row row = run(Request.of(guarded).differentiate(x, y, root), 0.0, 5.0);
    assertThat(Double.doubleToLongBits(row.derivative(y))).isZero();
    assertThat(row.derivative(x)).isZero();
    assertThat(row.derivative(root)).isZero();
  }

  @Test
  void nodesAsideOfTheWayAreZero() {
    Node aside = y.times(2.0);
    ReferenceSweep.Row row = run(Request.of(x.times(x)).observe(aside).differentiate(x), 3.0, 4.0);
    assertThat(row.value(aside)).isEqualTo(8.0);
    assertThat(row.derivative(y)).isZero();
    assertThat(row.derivative(x)).isEqualTo(6.0);
  }

  @Test
  void rowsAreAddedInBlocksOfSixtyFour() {
    Request request = Request.of(x).differentiate(x);
    List<ReferenceSweep.Row> rows = new ArrayList<>();
    double first = 0.0;
    double second = 0.0;
    for (int i = 0; i < 100; i++) {
      double seed = 1.0 / (i + 1);
      rows.add(run(request, 0.0, 0.0, seed));
      if (i < 64) {
        first += seed;
      } else {
        second += seed;
      }
    }
    assertThat(ReferenceSweep.sum(rows)[x.id()]).isEqualTo(first + second);
    assertThat(ReferenceSweep.sum(List.of())).isEmpty();
  }

  @Test
  void aMillionNodes() {
    int depth = 1_000_000;
    Request request = Chains.of(depth);
    double[] inputs = new double[request.graph().size()];
    inputs[request.differentiated().get(0).id()] = 1.0;
    ReferenceSweep.Row row = SmallStack.call(330, () -> new ReferenceSweep(request).run(inputs));
    assertThat(row.value(request.outputs().get(0))).isEqualTo(Chains.value(depth));
    assertThat(row.derivative(request.differentiated().get(0))).isEqualTo(Chains.derivative(depth));
  }
}
