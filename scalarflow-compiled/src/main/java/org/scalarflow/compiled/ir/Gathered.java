package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.scalarflow.spi.RowSums;

/**
 * Steps of straight code that are the same elementary function, to be computed at once.
 *
 * @param function the function
 * @param steps the steps, none of which needs another one
 */
public record Gathered(LaneFunction function, List<Step> steps) implements Item {

  /** Fewer are computed one by one. */
  private static final int LEAST = Layers.LEAST_FUNCTIONS;

  /** More are computed in several goes. */
  private static final int MOST = RowSums.BLOCK;

  /**
   * The order in which the forward sweep does the items of straight code: functions are put off
   * until something needs one of them. Values do not depend on the order; the backward sweep keeps
   * to that of the items.
   */
  static List<Item> gather(List<Item> items, VectorUse use) {
    List<Item> ordered = new ArrayList<>();
    List<Step> waiting = new ArrayList<>();
    Set<Item> isWaiting = new HashSet<>();
    for (Item item : items) {
      Step step = (Step) item;
      LaneFunction function = LaneFunction.ofUnits(step.opcode(), use);
      boolean isNeeded =
          step.isGeneral()
              || step.uses().stream()
                  .anyMatch(operand -> operand.isLocal() && isWaiting.contains(operand.producer()));
      boolean isOther =
          function != null && !waiting.isEmpty() && waiting.get(0).opcode() != step.opcode();
      if (isNeeded || isOther || waiting.size() == MOST) {
        release(waiting, use, ordered);
        waiting.clear();
        isWaiting.clear();
      }
      if (function == null) {
        ordered.add(step);
      } else {
        waiting.add(step);
        isWaiting.add(step);
      }
    }
    release(waiting, use, ordered);
    return ordered;
  }

  private static void release(List<Step> waiting, VectorUse use, List<Item> ordered) {
    LaneFunction function =
        waiting.size() < LEAST ? null : LaneFunction.ofUnits(waiting.get(0).opcode(), use);
    if (function == null) {
      ordered.addAll(waiting);
    } else {
      ordered.add(new Gathered(function, List.copyOf(waiting)));
    }
  }
}
