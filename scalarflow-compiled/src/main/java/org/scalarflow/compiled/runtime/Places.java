package org.scalarflow.compiled.runtime;

import java.util.Arrays;
import java.util.Objects;
import org.scalarflow.compiled.emit.Frame;
import org.scalarflow.compiled.ir.Outline;
import org.scalarflow.compiled.ir.Storage;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Tape;

/** Where generated code expects inputs and seeds, and where it leaves results. */
final class Places {

  private static final int NONE = -1;
  private static final int[] NOWHERE = {};

  private final Tape tape;
  private final double[] initialValues;
  private final int adjointCount;
  private final int zeroCount;
  private final int[] table;

  /** By tape node, for operations that are called through their operators; else empty. */
  private final int[] values;

  private final int[] adjoints;

  /** Of outputs and observed nodes. */
  private final int[] delivered;

  /** Of the adjoints of outputs, {@link #NONE} for one that no wanted node leads to. */
  private final int[] seeds;

  private final boolean isSelective;
  private final boolean copiesUniforms;
  private final boolean copiesRows;
  private final boolean deliversInPlace;
  private final boolean hasSums;
  private final int[] derivatives;

  /** Where derivatives start if they follow each other in memory, else {@link #NONE}. */
  private final int derivativesStart;

  Places(Outline outline) {
    tape = outline.tape();
    isSelective = tape.isSelective();
    Storage storage = outline.storage();
    initialValues = new double[storage.valueCount()];
    storage.copyConstants(initialValues);
    adjointCount = storage.adjointCount();
    zeroCount = storage.zeroCount();
    table = storage.table();
    copiesUniforms = storage.copiesUniforms();
    copiesRows = storage.copiesRows();
    deliversInPlace = storage.deliversInPlace();
    hasSums = storage.hasSums();
    int[] valuePlaces = storage.valuePlaces();
    int[] adjointPlaces = storage.adjointPlaces();
    boolean isCalled = outline.generalSteps() > 0;
    values = isCalled ? valuePlaces : NOWHERE;
    adjoints = isCalled ? adjointPlaces : NOWHERE;
    delivered = new int[tape.valueCount()];
    Arrays.setAll(delivered, i -> valuePlaces[tape.valueNode(i)]);
    seeds = new int[tape.outputCount()];
    Arrays.setAll(seeds, i -> adjointPlaces[tape.output(i)]);
    derivatives = new int[tape.derivativeCount()];
    Arrays.setAll(derivatives, i -> adjointPlaces[tape.derivativeNode(i)]);
    derivativesStart = start(derivatives);
  }

  Tape tape() {
    return tape;
  }

  boolean isSelective() {
    return isSelective;
  }

  double[] newValues() {
    return initialValues.clone();
  }

  int adjointCount() {
    return adjointCount;
  }

  int[] table() {
    return table;
  }

  int value(int node) {
    return values[node];
  }

  int adjoint(int node) {
    return adjoints[node];
  }

  /** Copies what is delivered. One value is the usual case; a loop would be seen in short runs. */
  void deliver(double[] from, double[] to, int start) {
    if (delivered.length == 1) {
      to[start] = from[delivered[0]];
    } else {
      for (int i = 0; i < delivered.length; i++) {
        to[start + i] = from[delivered[i]];
      }
    }
  }

  /** Sets the adjoints as they are before the backward sweep. */
  void seed(Frame frame, double[] values, int start) {
    clear(frame);
    if (seeds.length == 1) {
      start(frame, seeds[0], values[start]);
    } else {
      for (int i = 0; i < seeds.length; i++) {
        start(frame, seeds[i], values[start + i]);
      }
    }
  }

  /** Sets the adjoints as they are before the backward sweep with seeds of 1. */
  void seed(Frame frame) {
    clear(frame);
    for (int seed : seeds) {
      start(frame, seed, 1.0);
    }
  }

  private void clear(Frame frame) {
    // A small tape has nothing to clear, and its runs are so short that the calls would be seen.
    if (zeroCount > 0) {
      Arrays.fill(frame.adjoints, 0, zeroCount, 0.0);
    }
    if (isSelective) {
      Arrays.fill(frame.reached, false);
    }
  }

  private void start(Frame frame, int place, double seed) {
    if (place != NONE) {
      frame.adjoints[place] = seed;
      if (isSelective) {
        frame.reached[place] = true;
      }
    }
  }

  /**
   * Puts the inputs of a row where generated code finds them, if it does not read them where they
   * are. Returns where the row starts, less the number of uniform inputs.
   */
  int load(Frame frame, Inputs inputs, int row) {
    int uniforms = tape.uniformCount();
    int rowInputs = tape.rowInputCount();
    Objects.checkFromIndexSize(0, uniforms, inputs.uniform().length);
    int rowStart = row * inputs.stride();
    Objects.checkFromIndexSize(rowStart, rowInputs, inputs.rows().length);
    if (copiesUniforms) {
      System.arraycopy(inputs.uniform(), 0, frame.values, 0, uniforms);
    }
    if (copiesRows) {
      System.arraycopy(inputs.rows(), rowStart, frame.values, uniforms, rowInputs);
    }
    return rowStart - uniforms;
  }

  /** Sets derivatives to zero that are added up where they are delivered. */
  void clear(double[] derivatives) {
    if (hasSums) {
      Arrays.fill(derivatives, 0.0);
    }
  }

  /** Copies the derivatives, zeros as +0.0, unless they are in place. */
  void differentiate(double[] from, double[] to) {
    if (deliversInPlace) {
      return;
    }
    int start = derivativesStart;
    if (start == NONE) {
      for (int i = 0; i < derivatives.length; i++) {
        to[i] = from[derivatives[i]] + 0.0;
      }
    } else {
      for (int i = 0; i < derivatives.length; i++) {
        to[i] = from[start + i] + 0.0;
      }
    }
  }

  /** Where places that follow each other start, or {@link #NONE} if they do not. */
  private static int start(int[] places) {
    for (int i = 1; i < places.length; i++) {
      if (places[i] != places[0] + i) {
        return NONE;
      }
    }
    return places.length == 0 ? NONE : places[0];
  }
}
