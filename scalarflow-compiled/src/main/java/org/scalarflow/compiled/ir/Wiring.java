package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds which operands a step can read from a local variable: those that the same iteration
 * computed, the last iteration of an earlier loop, or the previous iteration.
 *
 * <p>It is a matter of distances: an operand is local if in every instance of the step it is the
 * same producer's, at the same place relative to the step.
 */
final class Wiring {

  private final Nest nest;

  private Wiring(Nest nest) {
    this.nest = nest;
  }

  static void connect(Nest nest) {
    Wiring wiring = new Wiring(nest);
    for (Step step : nest.steps()) {
      wiring.connect(step);
      PacedThread.mayRest();
    }
    wiring.carry();
  }

  private void connect(Step step) {
    int node = nest.node(step, 0);
    step.isActive = nest.tape().needsAdjoint(node);
    for (int position = 0; position < nest.tape().operandCount(node); position++) {
      Use use =
          new Use(position, nest.tape().passesBack(node, position), nest.operands(step, position));
      step.add(use);
      if (step.isGeneral()) {
        use.kind = Use.Kind.GATHERED;
      } else {
        use.producer = here(use.nodes, step.loop(), step.group);
        use.kind = use.producer == null ? Use.Kind.STORED : Use.Kind.HERE;
      }
    }
  }

  /** The step that in the same iteration gave all these values last, or null. */
  private @Nullable Step here(int[] nodes, @Nullable Loop loop, int group) {
    int last = nodes.length - 1;
    if (!nest.isOperation(nodes[last])) {
      return null;
    }
    Step producer = nest.step(nodes[last]);
    if (producer.group != group) {
      return null;
    }
    Loop[] own = Loop.nest(loop);
    Loop[] other = Loop.nest(producer.loop());
    int common = Loop.common(loop, producer.loop());
    for (int i = common; i < other.length; i++) {
      if (other[i].isDivided) {
        // A kernel leaves nothing in local variables.
        return null;
      }
    }
    Loop shared = common == 0 ? null : own[common - 1];
    int[] offsets = Loop.offsets(shared);
    int innerTrips = nodes.length / offsets.length;
    int start = nest.node(producer, 0);
    for (int i = common; i < other.length; i++) {
      start += (other[i].trips() - 1) * other[i].length();
    }
    for (int k = 0; k < nodes.length; k++) {
      if (nodes[k] != start + offsets[k / innerTrips]) {
        return null;
      }
    }
    return producer;
  }

  /** Finds the uses of the previous iteration's values. */
  private void carry() {
    Map<Step, List<Use>> found = new LinkedHashMap<>();
    for (Step step : nest.steps()) {
      for (Use use : step.uses()) {
        Step producer = use.kind == Use.Kind.STORED ? previous(step, use) : null;
        if (producer != null) {
          found.computeIfAbsent(producer, any -> new ArrayList<>()).add(use);
        }
      }
    }
    found.forEach(this::carry);
  }

  /** The step of the same block that gave all these values one iteration before, or null. */
  private @Nullable Step previous(Step step, Use use) {
    Loop loop = step.loop();
    int last = use.nodes.length - 1;
    if (loop == null || !nest.isOperation(use.nodes[last])) {
      return null;
    }
    Step producer = nest.step(use.nodes[last]);
    // What comes before the user in the block has overwritten its variable by then.
    if (producer.loop() != loop || producer.index < step.index) {
      return null;
    }
    for (int k = 0; k <= last; k++) {
      if (k % loop.trips() != 0 && use.nodes[k] != nest.node(producer, k - 1)) {
        return null;
      }
    }
    return producer;
  }

  private void carry(Step producer, List<Use> uses) {
    Loop loop = producer.loop();
    if (loop == null) {
      return;
    }
    int[] initial = initial(uses.get(0), loop.trips());
    for (Use use : uses) {
      if (!Arrays.equals(initial(use, loop.trips()), initial)) {
        return;
      }
    }
    boolean passes = uses.stream().anyMatch(Use::passes);
    if (!isBefore(initial, loop) || (passes && isUsedOtherwise(initial, loop, uses))) {
      return;
    }
    Use start = new Use(0, passes, initial);
    start.producer = here(initial, loop.parent(), producer.group);
    start.kind = start.producer == null ? Use.Kind.STORED : Use.Kind.HERE;
    producer.initial = start;
    for (Use use : uses) {
      use.kind = Use.Kind.PREVIOUS;
      use.producer = producer;
      producer.carriedUses += use.passes() ? 1 : 0;
    }
  }

  private static int[] initial(Use use, int trips) {
    int[] nodes = new int[use.nodes.length / trips];
    Arrays.setAll(nodes, k -> use.nodes[k * trips]);
    return nodes;
  }

  /** Whether the initial operands are there when the loop starts. */
  private boolean isBefore(int[] initial, Loop loop) {
    for (int k = 0; k < initial.length; k++) {
      if (nest.isOperation(initial[k]) && isIn(loop, nest.step(initial[k]))) {
        Step step = nest.step(initial[k]);
        int ofParent = nest.instance(initial[k]) / (instances(step.loop()) / initial.length);
        if (ofParent == k) {
          return false;
        }
      }
    }
    return true;
  }

  private static int instances(@Nullable Loop loop) {
    return Loop.offsets(loop).length;
  }

  private static boolean isIn(Loop loop, Step step) {
    Loop[] around = Loop.nest(step.loop());
    return around.length >= loop.depth() && around[loop.depth() - 1] == loop;
  }

  /**
   * Whether the first iteration passes contributions to an initial operand elsewhere too. Then
   * their order would not be kept if those of the variable were added in the end.
   */
  private static boolean isUsedOtherwise(int[] initial, Loop loop, List<Use> uses) {
    for (Item item : loop.items()) {
      if (isUsedOtherwise(item, initial, loop, uses)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUsedOtherwise(Item item, int[] initial, Loop loop, List<Use> uses) {
    if (item instanceof Loop inner) {
      return inner.items().stream().anyMatch(one -> isUsedOtherwise(one, initial, loop, uses));
    }
    for (Use use : ((Step) item).uses()) {
      if (use.passes() && !uses.contains(use) && isUsedInFirst(use, initial, loop)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUsedInFirst(Use use, int[] initial, Loop loop) {
    int eachTime = use.nodes.length / initial.length;
    for (int k = 0; k < initial.length; k++) {
      for (int i = 0; i < eachTime / loop.trips(); i++) {
        if (use.nodes[k * eachTime + i] == initial[k]) {
          return true;
        }
      }
    }
    return false;
  }
}
