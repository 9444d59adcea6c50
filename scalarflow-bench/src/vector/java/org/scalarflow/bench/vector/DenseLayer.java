package org.scalarflow.bench.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A dense layer, and what it keeps of a block of rows. Its input 0 is the constant 1, of which the
 * biases are the weights. Units are filled up to whole tiles with units whose weights are 0.
 */
final class DenseLayer {

  private final int inputs;
  private final int units;
  private final int paddedInputs;
  private final int paddedUnits;

  /** Where the layer's parameters start: for each unit a bias, then its weights. */
  private final int at;

  private final double[] forwardTiles;
  private final double[] backwardTiles;

  /** Of each parameter the vector of sums of its adjoints, unit-major. */
  private final double[] sums;

  private final int sumColumns;

  /** For a block of rows: the constant 1, then what each unit gives. */
  final double[] results;

  /** By unit: the adjoints of its results. */
  final double[] adjoints;

  DenseLayer(int inputs, int units, int at) {
    this.inputs = inputs;
    this.units = units;
    this.at = at;
    paddedInputs = Products.padded(inputs);
    paddedUnits = Products.padded(units);
    forwardTiles = new double[paddedUnits * (inputs + 1)];
    backwardTiles = new double[paddedInputs * units];
    sumColumns = (inputs + 2) / 2 * 2;
    sums = new double[paddedUnits * sumColumns * Lanes.COUNT];
    results = values(units);
    adjoints = new double[paddedUnits * Products.BLOCK];
  }

  /** A matrix of so many inputs of a layer, with the constant 1 before them. */
  static double[] values(int count) {
    double[] values = new double[(Products.padded(count) + 2) * Products.BLOCK];
    Arrays.fill(values, 0, Products.BLOCK, 1.0);
    return values;
  }

  /** Where the next layer's parameters start. */
  int end() {
    return at + units * (inputs + 1);
  }

  /** Starts a batch. */
  void load(double[] p) {
    for (int j = 0; j < units; j++) {
      int unit = at + j * (inputs + 1);
      for (int i = 0; i <= inputs; i++) {
        forwardTiles[tile(j, i, inputs + 1)] = p[unit + i];
        if (i > 0) {
          backwardTiles[tile(i - 1, j, units)] = p[unit + i];
        }
      }
    }
    Arrays.fill(sums, 0.0);
  }

  private static int tile(int row, int column, int columns) {
    int inTile = row % Products.TILE;
    return (row - inTile) * columns + column * Products.TILE + inTile;
  }

  /** Weighted sums of the inputs. */
  void forward(double[] in) {
    Products.set(forwardTiles, in, 0, inputs + 1, results, 1, paddedUnits);
  }

  /** Negative results become 0. */
  void clip() {
    DoubleVector zero = DoubleVector.zero(Lanes.SPECIES);
    for (int i = Products.BLOCK; i < results.length; i += Lanes.COUNT) {
      DoubleVector.fromArray(Lanes.SPECIES, results, i).max(zero).intoArray(results, i);
    }
  }

  /** Adjoints of results that were clipped become 0. */
  void mask() {
    DoubleVector zero = DoubleVector.zero(Lanes.SPECIES);
    for (int i = 0; i < adjoints.length; i += Lanes.COUNT) {
      DoubleVector adjoint = DoubleVector.fromArray(Lanes.SPECIES, adjoints, i);
      DoubleVector result = DoubleVector.fromArray(Lanes.SPECIES, results, Products.BLOCK + i);
      zero.blend(adjoint, result.compare(VectorOperators.GT, 0.0)).intoArray(adjoints, i);
    }
  }

  /** Adds to the adjoints of the parameters. */
  void addAdjoints(double[] in) {
    Products.addTransposed(adjoints, paddedUnits, in, sums, sumColumns);
  }

  /** The adjoints of the inputs. */
  void backward(double[] adjointsOfInputs) {
    Products.set(backwardTiles, adjoints, 0, units, adjointsOfInputs, 0, paddedInputs);
  }

  /** Ends a batch. */
  void store(double[] g) {
    for (int j = 0; j < units; j++) {
      for (int i = 0; i <= inputs; i++) {
        int first = (j * sumColumns + i) * Lanes.COUNT;
        double sum = 0.0;
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
          sum += sums[first + lane];
        }
        g[at + j * (inputs + 1) + i] = sum;
      }
    }
  }
}
