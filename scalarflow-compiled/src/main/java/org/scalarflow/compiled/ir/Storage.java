package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.spi.Tape;

/**
 * Where values and adjoints are kept. Those that no other iteration and no other method needs are
 * in local variables and nowhere else; the rest have places in two arrays. Inputs come first in the
 * array of values, then constants, each number once, then operations, the instances of a step in a
 * row.
 */
public final class Storage {

  private static final int NONE = -1;

  private final Nest nest;
  private final Tape tape;
  private final boolean isFused;
  private final int[] valuePlaces;
  private final int[] adjointPlaces;
  private final boolean[] isSole;
  private final BitSet isWanted = new BitSet();
  private final InPlace inPlace;
  private final Address.Table table = new Address.Table();
  private final double[] constants;
  private int valueCount;
  private int adjointCount;
  private int zeroCount;
  private final Sources sources;
  private boolean hasSums;

  /** Whether the adjoints of what is wanted stand in the caller's array of derivatives. */
  private final boolean deliversInPlace;

  Storage(Nest nest, boolean isFused) {
    this.nest = nest;
    this.isFused = isFused;
    tape = nest.tape();
    sources = new Sources(tape);
    valuePlaces = new int[tape.size()];
    adjointPlaces = new int[tape.size()];
    Arrays.fill(valuePlaces, NONE);
    Arrays.fill(adjointPlaces, NONE);
    nest.steps().forEach(step -> step.node = Address.ofNodes(nest.node(step, 0), step.loop()));
    for (int i = 0; i < tape.derivativeCount(); i++) {
      isWanted.set(tape.derivativeNode(i));
    }
    Keeping.find(nest, isFused);
    for (int i = 0; i < tape.valueCount(); i++) {
      sources.copy(tape.valueNode(i));
    }
    PacedThread.mayRest();
    isSole = Contributions.findSole(nest);
    inPlace = new InPlace(nest, isWanted);
    deliversInPlace = inPlace.isPossible();
    constants = placeLeaves();
    List<List<Step>> families = nest.families();
    PacedThread.mayRest();
    families.forEach(this::placeValues);
    PacedThread.mayRest();
    placeAdjoints(families);
    PacedThread.mayRest();
    nest.steps().forEach(this::address);
  }

  // -------------------------------------------------------------------- places

  private double[] placeLeaves() {
    for (int node = 0; node < tape.firstConstant(); node++) {
      valuePlaces[node] = valueCount++;
    }
    int first = valueCount;
    Map<Long, Integer> places = new HashMap<>();
    double[] numbers = new double[tape.firstOperation() - tape.firstConstant()];
    for (int node = tape.firstConstant(); node < tape.firstOperation(); node++) {
      double number = tape.constant(node);
      int place = places.computeIfAbsent(Double.doubleToRawLongBits(number), bits -> valueCount++);
      valuePlaces[node] = place;
      numbers[place - first] = number;
    }
    return Arrays.copyOf(numbers, valueCount - first);
  }

  private void placeValues(List<Step> family) {
    List<Step> stored = family.stream().filter(step -> step.isStored || step.isKept).toList();
    for (int node : inTapeOrder(stored)) {
      valuePlaces[node] = valueCount++;
    }
    for (Step step : stored) {
      step.value = Address.fit(places(nest.kept(step), valuePlaces), nest.loopOfKept(step), table);
    }
  }

  private int[] inTapeOrder(List<Step> steps) {
    return steps.stream().flatMapToInt(step -> Arrays.stream(nest.kept(step))).sorted().toArray();
  }

  /**
   * Those that start as zero come first. Those of inputs that are delivered are in the order in
   * which they are.
   */
  private void placeAdjoints(List<List<Step>> families) {
    families.stream().filter(family -> !isSole(family)).forEach(this::placeAdjointsOf);
    for (int node = 0; node < tape.firstConstant(); node++) {
      if (!isSole[node] && !isWanted.get(node)) {
        placeAdjoint(node);
      }
    }
    zeroCount = adjointCount;
    for (int i = 0; i < tape.derivativeCount(); i++) {
      int node = tape.derivativeNode(i);
      if (deliversInPlace) {
        adjointPlaces[node] = i;
        hasSums |= !isSole[node];
      } else if (!nest.isOperation(node)) {
        adjointPlaces[node] = adjointCount++;
        zeroCount = isSole[node] ? zeroCount : adjointCount;
      }
    }
    for (int node = 0; node < tape.firstConstant(); node++) {
      placeAdjoint(node);
    }
    families.stream().filter(this::isSole).forEach(this::placeAdjointsOf);
  }

  private void placeAdjoint(int node) {
    if (tape.needsAdjoint(node) && adjointPlaces[node] == NONE) {
      adjointPlaces[node] = adjointCount++;
    }
  }

  private void placeAdjointsOf(List<Step> family) {
    List<Step> stored =
        family.stream()
            .filter(
                step ->
                    step.isDelivered
                        || (step.isActive
                            && (!step.isAdjointLocal || step.isSeeded || step.isSumOfLayer)))
            .toList();
    for (int node : inTapeOrder(stored)) {
      adjointPlaces[node] = adjointCount++;
    }
    for (Step step : stored) {
      step.adjoint =
          Address.fit(places(nest.kept(step), adjointPlaces), nest.loopOfKept(step), table);
    }
  }

  private boolean isSole(List<Step> family) {
    return family.stream().allMatch(step -> isSole(nest.kept(step)));
  }

  private boolean isSole(int[] nodes) {
    for (int node : nodes) {
      if (!isSole[node]) {
        return false;
      }
    }
    return true;
  }

  private void address(Step step) {
    for (Use use : step.uses()) {
      if (step.isGeneral()) {
        sources.copy(use);
        continue;
      }
      if (use.isCopied) {
        use.value = Address.counting(valueCount, step.loop());
        valueCount += use.nodes.length;
      } else if (!use.isLocal() || (!isFused && Keeping.isReadBackward(step, use))) {
        use.value = Address.fit(places(use.nodes, valuePlaces), step.loop(), table);
        sources.read(use);
      }
      if (use.passes() && !use.passesLocally()) {
        use.adjoint = Address.fit(places(use.nodes, adjointPlaces), step.loop(), table);
        use.isSole = isSole(use.nodes);
        use.isDelivered = deliversInPlace && inPlace.isWantedInput(use.nodes[0]);
      }
    }
    Use initial = step.initial;
    Loop loop = step.loop();
    if (initial != null && loop != null) {
      if (!initial.isLocal()) {
        sources.read(initial);
        initial.value = Address.fit(places(initial.nodes, valuePlaces), loop.parent(), table);
      }
      if (initial.passes() && step.isAdjointLocal && !initial.passesLocally()) {
        initial.adjoint = Address.fit(places(initial.nodes, adjointPlaces), loop.parent(), table);
        initial.isSole = isSole(initial.nodes);
        initial.isDelivered = deliversInPlace && inPlace.isWantedInput(initial.nodes[0]);
      }
    }
  }

  private static int[] places(int[] nodes, int[] places) {
    return Arrays.stream(nodes).map(node -> places[node]).toArray();
  }

  // ------------------------------------------------------------------- results

  /** The size of the array of values. */
  public int valueCount() {
    return valueCount;
  }

  /** The size of the array of adjoints. */
  public int adjointCount() {
    return adjointCount;
  }

  /** How many of the first adjoints are zero before the backward sweep. */
  public int zeroCount() {
    return zeroCount;
  }

  /** Whether uniform inputs are read from the array of values as well. */
  public boolean copiesUniforms() {
    return sources.copiesUniforms();
  }

  /** Whether inputs that vary by row are read from the array of values as well. */
  public boolean copiesRows() {
    return sources.copiesRows();
  }

  /** Whether the adjoints of what is wanted stand in the caller's array of derivatives. */
  public boolean deliversInPlace() {
    return deliversInPlace;
  }

  /** Whether derivatives that are delivered in place are added up, from zero on. */
  public boolean hasSums() {
    return hasSums;
  }

  /** Puts the constants into an array of values. */
  public void copyConstants(double[] values) {
    System.arraycopy(constants, 0, values, tape.firstConstant(), constants.length);
  }

  /** The indices that addresses refer to. */
  public int[] table() {
    return table.toArray();
  }

  /** By tape node, where its value stands, or −1. */
  public int[] valuePlaces() {
    return valuePlaces.clone();
  }

  /** By tape node, where its adjoint stands, or −1. */
  public int[] adjointPlaces() {
    return adjointPlaces.clone();
  }
}
