package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Tape;

/** The operations of a tape as blocks of steps and loops, and which step does an operation when. */
final class Nest {

  private final Tape tape;
  private final int first;
  private final List<Item> items;
  private final List<Step> steps = new ArrayList<>();

  /** By operation, the index of its step. */
  private final int[] stepOf;

  /** By operation, how often its step was done before. */
  private final int[] instanceOf;

  Nest(Tape tape, List<Pattern> patterns) {
    this.tape = tape;
    first = tape.firstOperation();
    stepOf = new int[tape.size() - first];
    instanceOf = new int[stepOf.length];
    items = block(patterns, null, 0);
  }

  private List<Item> block(List<Pattern> patterns, @Nullable Loop loop, int start) {
    List<Item> block = new ArrayList<>();
    int operation = start;
    for (Pattern pattern : patterns) {
      block.add(pattern.isLoop() ? loop(pattern, loop, operation) : step(operation, loop));
      operation += pattern.operations();
    }
    return block;
  }

  private Loop loop(Pattern pattern, @Nullable Loop parent, int start) {
    int length = pattern.operations() / pattern.trips();
    Loop loop = new Loop(parent, start, length, pattern.trips());
    loop.setItems(block(pattern.body(), loop, start));
    return loop;
  }

  private Step step(int operation, @Nullable Loop loop) {
    Step step = new Step(operation, loop, tape.opcode(first + operation));
    int[] offsets = Loop.offsets(loop);
    for (int k = 0; k < offsets.length; k++) {
      stepOf[operation + offsets[k]] = steps.size();
      instanceOf[operation + offsets[k]] = k;
    }
    steps.add(step);
    return step;
  }

  Tape tape() {
    return tape;
  }

  List<Item> items() {
    return items;
  }

  /** All steps, in the order of their first operations. */
  List<Step> steps() {
    return steps;
  }

  boolean isOperation(int node) {
    return node >= first;
  }

  /** The step that does the operation at a tape node. */
  Step step(int node) {
    return steps.get(stepOf[node - first]);
  }

  /** How often the step of the operation at a tape node was done before. */
  int instance(int node) {
    return instanceOf[node - first];
  }

  /** The tape node of a step's instance. */
  int node(Step step, int instance) {
    return first + step.operation + Loop.offsets(step.loop())[instance];
  }

  /** The tape nodes of all instances of a step. */
  int[] nodes(Step step) {
    int[] offsets = Loop.offsets(step.loop());
    int[] nodes = new int[offsets.length];
    Arrays.setAll(nodes, k -> first + step.operation + offsets[k]);
    return nodes;
  }

  /** The tape nodes that stand at an operand position of all instances of a step. */
  int[] operands(Step step, int position) {
    int[] nodes = nodes(step);
    for (int k = 0; k < nodes.length; k++) {
      nodes[k] = tape.operand(nodes[k], position);
    }
    return nodes;
  }
}
