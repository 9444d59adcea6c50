package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Opcode;
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
  private final Address.Table table = new Address.Table();
  private final double[] constants;
  private int valueCount;
  private int adjointCount;
  private int zeroCount;
  private boolean readsUniforms;
  private boolean hasSums;

  /** Whether the adjoints of what is wanted stand in the caller's array of derivatives. */
  private final boolean deliversInPlace;

  Storage(Nest nest, boolean isFused) {
    this.nest = nest;
    this.isFused = isFused;
    tape = nest.tape();
    valuePlaces = new int[tape.size()];
    adjointPlaces = new int[tape.size()];
    Arrays.fill(valuePlaces, NONE);
    Arrays.fill(adjointPlaces, NONE);
    nest.steps().forEach(step -> step.node = Address.ofNodes(nest.node(step, 0), step.loop()));
    for (int i = 0; i < tape.derivativeCount(); i++) {
      isWanted.set(tape.derivativeNode(i));
    }
    findGuarded();
    findStored();
    findLocalAdjoints();
    isSole = Contributions.findSole(nest);
    deliversInPlace = canDeliverInPlace();
    constants = placeLeaves();
    List<List<Step>> families = nest.families();
    families.forEach(this::placeValues);
    placeAdjoints(families);
    nest.steps().forEach(this::address);
  }

  // -------------------------------------------------------------- what is kept

  /** An operation is guarded if it depends on values whether anything is passed to it. */
  private void findGuarded() {
    if (!tape.isSelective()) {
      return;
    }
    boolean[] certain = Certainty.of(tape);
    for (Step step : nest.steps()) {
      step.isGuarded = step.isActive && !certain[nest.node(step, 0)];
    }
  }

  private void findStored() {
    for (int i = 0; i < tape.valueCount(); i++) {
      store(tape.valueNode(i));
      readsUniforms |= tape.valueNode(i) < tape.uniformCount();
    }
    for (Step step : nest.steps()) {
      step.isStored |= step.isGeneral();
      for (Use use : step.uses()) {
        if (!use.isLocal()) {
          store(use.nodes);
        }
        if (!isFused && isReadBackward(step, use)) {
          // Of the values of a loop before, only the last is read.
          use.isCopied = use.kind == Use.Kind.HERE && use.producer().depth() > step.depth();
          if (!use.isCopied) {
            keep(use.nodes);
          }
        }
      }
      if (step.initial != null && !step.initial.isLocal()) {
        store(step.initial.nodes);
      }
      step.isKept |= !isFused && step.passesAny() && Reads.result(step.opcode());
    }
  }

  private void store(int... nodes) {
    for (int node : nodes) {
      if (nest.isOperation(node)) {
        nest.step(node).isStored = true;
      }
    }
  }

  private void keep(int... nodes) {
    for (int node : nodes) {
      if (nest.isOperation(node)) {
        nest.step(node).isKept = true;
      }
    }
  }

  /** Whether the backward sweep needs the value of an operand. */
  private static boolean isReadBackward(Step step, Use use) {
    if (!step.passesAny() || step.isGeneral()) {
      return false;
    }
    return step.opcode() == Opcode.MULTIPLY
        ? step.uses().get(1 - use.position()).passes()
        : Reads.operand(step.opcode(), use.position());
  }

  private void findLocalAdjoints() {
    for (Step step : nest.steps()) {
      step.isAdjointLocal = step.isActive && !step.isGuarded;
    }
    for (int i = 0; i < tape.outputCount(); i++) {
      place(tape.output(i), true);
    }
    for (int i = 0; i < tape.derivativeCount(); i++) {
      place(tape.derivativeNode(i), false);
    }
    for (Step step : nest.steps()) {
      for (Use use : step.uses()) {
        if (use.passes() && !use.isLocal()) {
          share(use.nodes);
        }
        if (use.passes() && use.kind == Use.Kind.HERE) {
          use.producer().adjointDepth =
              Math.min(use.producer().adjointDepth, common(step.loop(), use.producer()));
        }
      }
      Use initial = step.initial;
      if (initial != null && initial.passes()) {
        step.adjointDepth = Math.min(step.adjointDepth, step.depth() - 1);
        if (!initial.isLocal()) {
          share(initial.nodes);
        } else {
          Loop loop = step.loop();
          initial.producer().adjointDepth =
              Math.min(
                  initial.producer().adjointDepth,
                  common(loop == null ? null : loop.parent(), initial.producer()));
        }
      }
    }
    shareInitials();
  }

  /** What is in memory for a variable that is carried must be in memory for its start as well. */
  private void shareInitials() {
    boolean isDone = false;
    while (!isDone) {
      isDone = true;
      for (Step step : nest.steps()) {
        Use initial = step.initial;
        if (initial != null
            && initial.passes()
            && initial.isLocal()
            && !step.isAdjointLocal
            && initial.producer().isAdjointLocal) {
          share(initial.nodes);
          isDone = false;
        }
      }
    }
  }

  private static int common(@Nullable Loop loop, Step producer) {
    Loop[] own = Loop.nest(loop);
    Loop[] other = Loop.nest(producer.loop());
    int common = 0;
    while (common < Math.min(own.length, other.length) && own[common] == other[common]) {
      common++;
    }
    return common;
  }

  /** Gives outputs and wanted nodes a place in memory. */
  private void place(int node, boolean isSeeded) {
    if (!nest.isOperation(node)) {
      return;
    }
    Step step = nest.step(node);
    step.isAdjointLocal &= isFused;
    step.isSeeded |= isSeeded;
    step.isDelivered |= !isSeeded;
  }

  private void share(int... nodes) {
    for (int node : nodes) {
      if (nest.isOperation(node)) {
        nest.step(node).isAdjointLocal = false;
      }
    }
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
      step.value = Address.fit(places(nest.nodes(step), valuePlaces), step.loop(), table);
    }
  }

  private int[] inTapeOrder(List<Step> steps) {
    return steps.stream().flatMapToInt(step -> Arrays.stream(nest.nodes(step))).sorted().toArray();
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
                    step.isDelivered || (step.isActive && (!step.isAdjointLocal || step.isSeeded)))
            .toList();
    for (int node : inTapeOrder(stored)) {
      adjointPlaces[node] = adjointCount++;
    }
    for (Step step : stored) {
      step.adjoint = Address.fit(places(nest.nodes(step), adjointPlaces), step.loop(), table);
    }
  }

  private boolean isSole(List<Step> family) {
    return family.stream().allMatch(step -> isSole(nest.nodes(step)));
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
      use.isUniform = isUniform(use.nodes);
      readsUniforms |= !use.isUniform && hasUniform(use.nodes) || step.isGeneral();
      if (step.isGeneral()) {
        continue;
      }
      if (use.isCopied) {
        use.value = Address.counting(valueCount, step.loop());
        valueCount += use.nodes.length;
      } else if (!use.isLocal() || (!isFused && isReadBackward(step, use))) {
        use.value = Address.fit(places(use.nodes, valuePlaces), step.loop(), table);
      }
      if (use.passes() && !use.passesLocally()) {
        use.adjoint = Address.fit(places(use.nodes, adjointPlaces), step.loop(), table);
        use.isSole = isSole(use.nodes);
        use.isDelivered = deliversInPlace && isWantedInput(use.nodes[0]);
      }
    }
    Use initial = step.initial;
    Loop loop = step.loop();
    if (initial != null && loop != null) {
      initial.isUniform = isUniform(initial.nodes);
      readsUniforms |= !initial.isUniform && hasUniform(initial.nodes);
      if (!initial.isLocal()) {
        initial.value = Address.fit(places(initial.nodes, valuePlaces), loop.parent(), table);
      }
      if (initial.passes() && step.isAdjointLocal && !initial.passesLocally()) {
        initial.adjoint = Address.fit(places(initial.nodes, adjointPlaces), loop.parent(), table);
        initial.isSole = isSole(initial.nodes);
        initial.isDelivered = deliversInPlace && isWantedInput(initial.nodes[0]);
      }
    }
  }

  private boolean isUniform(int[] nodes) {
    return Arrays.stream(nodes).allMatch(node -> node < tape.uniformCount());
  }

  private boolean hasUniform(int[] nodes) {
    return Arrays.stream(nodes).anyMatch(node -> node < tape.uniformCount());
  }

  // ------------------------------------------------------- derivatives in place

  private boolean isWantedInput(int node) {
    return !nest.isOperation(node) && isWanted.get(node);
  }

  /**
   * Only inputs are wanted, each has contributions of its own kind of use, and no operator or seed
   * writes to them.
   */
  private boolean canDeliverInPlace() {
    for (int i = 0; i < tape.derivativeCount(); i++) {
      if (!isWantedInput(tape.derivativeNode(i))) {
        return false;
      }
    }
    for (int i = 0; i < tape.outputCount(); i++) {
      if (isWantedInput(tape.output(i))) {
        return false;
      }
    }
    return !tape.isSelective() && nest.steps().stream().allMatch(this::passesAlike);
  }

  private boolean passesAlike(Step step) {
    boolean isAlike = step.initial == null || isAlike(step.initial);
    for (Use use : step.uses()) {
      isAlike &= isAlike(use) && !(step.isGeneral() && use.passes());
    }
    return isAlike;
  }

  private boolean isAlike(Use use) {
    boolean isWantedInput = isWantedInput(use.nodes[0]);
    return !use.passes()
        || Arrays.stream(use.nodes).allMatch(node -> isWantedInput(node) == isWantedInput);
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
  public boolean readsUniforms() {
    return readsUniforms;
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

  /** Whether a selective operator decides where contributions go. */
  public boolean isSelective() {
    return tape.isSelective();
  }

  /** All steps. */
  public List<Step> steps() {
    return nest.steps();
  }
}
