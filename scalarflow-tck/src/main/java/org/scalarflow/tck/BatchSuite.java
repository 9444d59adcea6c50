package org.scalarflow.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;

/**
 * Rules of section 4: batches. But for the last, they compare a batch with rows that the same
 * kernel runs one by one, so a mistake in values or derivatives does not show here.
 */
abstract class BatchSuite extends BackendSuite {

  /** Enough for several whole blocks and a part of one. */
  private static final int ROWS = 200;

  /** A batch costs as much as many rows, so fewer graphs are run as one. */
  private static final int GRAPHS_PER_BATCH = 10;

  private final Sample sample = new Sample();

  BatchSuite(Supplier<Backend> factory) {
    super(factory);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128, 1000})
  final void required_spec401_valuesOfARowAreThoseOfTheRowAlone(int count) {
    Rows rows = rows(count);
    double[] expected = rows.valuesOneByOne(0, count);
    Bits.assertSame(expected, rows.values(0, count), () -> "values of " + count + " rows");
    Bits.assertSame(
        expected,
        rows.gradients(0, count, false).values(),
        () -> "values of " + count + " rows with derivatives");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 128, 129, 1000})
  final void required_spec402_sumsAreMadeInBlocksOf64(int count) {
    Rows rows = rows(count);
    Bits.assertSame(
        Rows.sum(rows.derivativesOneByOne(0, count), rows.tape().derivativeCount()),
        rows.gradients(0, count, false).sums(),
        () -> "derivatives summed over " + count + " rows");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 128, 1000})
  final void required_spec403_derivativesOfARowAreThoseOfTheRowAlone(int count) {
    Rows rows = rows(count);
    Bits.assertSame(
        Rows.join(rows.derivativesOneByOne(0, count)),
        Rows.perRow(rows.gradients(0, count, true)),
        () -> "derivatives of each of " + count + " rows");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 200})
  final void required_spec404_sumsDoNotDependOnDerivativesPerRow(int count) {
    Rows rows = rows(count);
    Bits.assertSame(
        rows.gradients(0, count, false).sums(),
        rows.gradients(0, count, true).sums(),
        () -> "sums over " + count + " rows when the derivatives of each are asked for");
  }

  @Test
  final void required_spec405_seedsAreSharedOrOfEachRow() {
    Rows rows = rows(ROWS);
    SplittableRandom random = new SplittableRandom(405);
    double[] seeds = random.doubles(2L * ROWS, -2, 2).toArray();
    for (int stride : new int[] {0, 2}) {
      Seeds given = new Seeds(stride == 0 ? Arrays.copyOf(seeds, 2) : seeds, stride);
      Gradients actual = rows.gradients(0, ROWS, given, true);
      List<double[]> expected = rows.derivativesOneByOne(0, ROWS, given);
      String what = " with a seed stride of " + stride;
      Bits.assertSame(
          Rows.join(expected), Rows.perRow(actual), () -> "derivatives of each row" + what);
      Bits.assertSame(
          Rows.sum(expected, rows.tape().derivativeCount()), actual.sums(), () -> "sums" + what);
    }
  }

  @Test
  final void required_spec406_rowsStandAtTheStride() {
    Kernel kernel = kernel(sample.request());
    Gradients expected = Rows.of(kernel, ROWS, sample::inputs).gradients(0, ROWS, true);
    for (int gap : new int[] {1, 5}) {
      Rows apart = Rows.of(kernel, ROWS, gap, sample::inputs);
      assertSame(expected, apart.gradients(0, ROWS, true), gap + " other numbers after each row");
    }
  }

  @Test
  final void required_spec407_windowsOfRowsStartAtIndexZero() {
    Rows rows = rows(ROWS);
    SplittableRandom random = new SplittableRandom(407);
    for (int first : new int[] {1, 63, 64, 100}) {
      int count = ROWS - first;
      Seeds seeds = new Seeds(random.doubles(2L * count, -2, 2).toArray(), 2);
      String what = "rows " + first + " to " + (ROWS - 1);
      double[] values = rows.valuesOneByOne(first, count);
      Bits.assertSame(values, rows.values(first, count), () -> "values of " + what);
      List<double[]> derivatives = rows.derivativesOneByOne(first, count, seeds);
      Gradients expected =
          new Gradients(
              values, Rows.sum(derivatives, rows.tape().derivativeCount()), Rows.join(derivatives));
      assertSame(expected, rows.gradients(first, count, seeds, true), what);
    }
  }

  @Test
  final void required_spec408_noRowsEvaluateNothing() {
    Graph graph = new Graph();
    Variable x = graph.variable(2);
    CountingOperator counting = CountingOperator.pure();
    Node output = graph.apply(counting, x);
    Kernel kernel = kernel(Request.of(output).differentiate(x));
    int whenCompiled = counting.values();
    double[] values = {Rows.UNTOUCHED};
    Inputs inputs = new Inputs(new double[] {2}, new double[0], 0);
    Gradients results = new Gradients(values, new double[] {Rows.UNTOUCHED}, values);
    kernel.evaluate(kernel.newWorkspace(), inputs, 0, 0, values);
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, 0, Seeds.ones(kernel.tape()), results);
    assertEquals(whenCompiled, counting.values(), "values that the operator was asked for");
    Bits.assertSame(Rows.UNTOUCHED, values[0], () -> "the value array");
    Bits.assertSame(0.0, results.sums()[0], () -> "the sum over no rows");
  }

  @Test
  final void required_spec409_uniformInputsHaveOneValueForAllRows() {
    Request varying = sample.request().varyByRow(sample.w, sample.b);
    Request uniform = sample.request().uniform(sample.y);
    Request both = varying.uniform(sample.x, sample.y);
    for (Request request : List.of(varying, uniform, both)) {
      Rows rows = Rows.of(kernel(request), ROWS, row -> sameWhere(request, row));
      Rows allVary =
          Rows.of(
              kernel(varying.varyByRow(sample.x, sample.y)), ROWS, row -> sameWhere(request, row));
      String what = rows.tape().uniformCount() + " of 4 inputs uniform";
      for (Node input : List.of(sample.w, sample.b, sample.x, sample.y, sample.score)) {
        Bits.assertSame(
            derivative(allVary, input),
            derivative(rows, input),
            () -> "derivative of '" + input.name() + "' in each row, " + what);
      }
      Bits.assertSame(
          allVary.gradients(0, ROWS, false).values(),
          rows.gradients(0, ROWS, false).values(),
          () -> "values, " + what);
    }
  }

  @Test
  final void required_spec410_impureOperationsAreEvaluatedOncePerRow() {
    Graph graph = new Graph();
    Variable w = graph.variable(2);
    CountingOperator counting = CountingOperator.impure();
    Node drawn = graph.apply(counting, w);
    Kernel kernel = kernel(Request.of(drawn.times(graph.placeholder())).differentiate(w));
    Rows rows = Rows.of(kernel, ROWS, row -> new double[graph.size()]);
    counting.reset();
    rows.values(0, ROWS);
    assertEquals(ROWS, counting.values(), "evaluations of an impure operation of a uniform input");
    rows.gradients(0, ROWS, false);
    assertEquals(2 * ROWS, counting.values(), "evaluations after a run with derivatives");
  }

  @Test
  final void required_spec411_sumsAreWrittenNotAdded() {
    Rows rows = rows(ROWS);
    Gradients expected = rows.gradients(0, ROWS, true);
    Gradients again =
        new Gradients(expected.values().clone(), expected.sums().clone(), copy(expected));
    rows.kernel()
        .differentiate(rows.workspace(), rows.inputs(), 0, ROWS, Seeds.ones(rows.tape()), again);
    assertSame(expected, again, "a second run into the same arrays");
  }

  @Test
  final void required_spec412_batchesOfAnyGraphHaveTheReferenceBits() {
    for (long seed = 1; seed <= Math.max(1, RandomGraphs.count() / GRAPHS_PER_BATCH); seed++) {
      RandomBatch.of(seed).verify(backend());
    }
  }

  @Test
  final void required_spec413_rowsDoNotMix() {
    double[][] awkward = new double[ROWS][];
    for (int row = 0; row < ROWS; row++) {
      awkward[row] = sample.inputs(row);
      if (row % 3 == 1) {
        awkward[row][sample.x.id()] = row % 2 == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
      }
    }
    Kernel kernel = kernel(sample.request());
    Rows mixed = Rows.of(kernel, ROWS, row -> awkward[row]);
    Gradients sound = Rows.of(kernel, ROWS, sample::inputs).gradients(0, ROWS, true);
    Gradients actual = mixed.gradients(0, ROWS, true);
    int values = mixed.tape().valueCount();
    int derivatives = mixed.tape().derivativeCount();
    for (int row = 0; row < ROWS; row++) {
      if (row % 3 != 1) {
        String what = "row " + row + " beside rows of NaN and infinities";
        Bits.assertSame(
            part(sound.values(), row, values), part(actual.values(), row, values), () -> what);
        Bits.assertSame(
            part(copy(sound), row, derivatives),
            part(copy(actual), row, derivatives),
            () -> "derivatives of " + what);
      }
    }
  }

  private Rows rows(int count) {
    return Rows.of(kernel(sample.request()), count, sample::inputs);
  }

  /** The inputs of a row, those that are uniform in a request as in row 0. */
  private double[] sameWhere(Request request, int row) {
    double[] inputs = sample.inputs(row);
    double[] first = sample.inputs(0);
    for (Node input : List.of(sample.w, sample.b, sample.x, sample.y)) {
      if (!request.variesByRow(input)) {
        inputs[input.id()] = first[input.id()];
      } else if (input.equals(sample.w) || input.equals(sample.b)) {
        inputs[input.id()] += row / 16.0;
      }
    }
    return inputs;
  }

  private static double[] derivative(Rows rows, Node node) {
    int width = rows.tape().derivativeCount();
    int index =
        IntStream.range(0, width)
            .filter(i -> rows.tape().origin(rows.tape().derivativeNode(i)) == node.id())
            .findFirst()
            .orElseThrow();
    double[] perRow = copy(rows.gradients(0, ROWS, true));
    return IntStream.range(0, ROWS).mapToDouble(row -> perRow[row * width + index]).toArray();
  }

  private static double[] part(double[] array, int row, int width) {
    return Arrays.copyOfRange(array, row * width, (row + 1) * width);
  }

  private static double[] copy(Gradients gradients) {
    double[] perRow = gradients.perRow();
    return perRow == null ? new double[0] : perRow.clone();
  }

  private static void assertSame(Gradients expected, Gradients actual, String what) {
    Bits.assertSame(expected.values(), actual.values(), () -> "values, " + what);
    Bits.assertSame(expected.sums(), actual.sums(), () -> "sums, " + what);
    Bits.assertSame(copy(expected), copy(actual), () -> "derivatives of each row, " + what);
  }
}
