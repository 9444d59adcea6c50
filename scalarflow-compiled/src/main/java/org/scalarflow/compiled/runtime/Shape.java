package org.scalarflow.compiled.runtime;

import java.util.List;
import org.scalarflow.compiled.ir.Item;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Outline;

/**
 * The loops of an outline on one line: {@code 8 × (32 × (8) + 4) + 3} is a loop of eight iterations
 * over another one of 32 that has eight operations, and four more, and then three operations.
 */
final class Shape {

  private static final int LONGEST = 200;

  private final StringBuilder text = new StringBuilder();
  private int operations;

  private Shape() {}

  static String of(Outline outline) {
    Shape shape = new Shape();
    for (List<Item> group : outline.groups()) {
      shape.add(group);
    }
    shape.end();
    return shape.text.length() <= LONGEST
        ? shape.text.toString()
        : shape.text.substring(0, LONGEST) + "…";
  }

  private void add(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Loop loop) {
        end();
        separate();
        text.append(loop.trips()).append(" × (");
        add(loop.items());
        end();
        text.append(')');
      } else {
        operations++;
      }
    }
  }

  /** Writes how many operations there were since the last loop. */
  private void end() {
    if (operations > 0) {
      separate();
      text.append(operations);
      operations = 0;
    }
  }

  private void separate() {
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '(') {
      text.append(" + ");
    }
  }
}
