package org.scalarflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of inputs for a run, by node or by name.
 *
 * <p>Every placeholder that the run needs must be fed; a variable that is fed takes this value
 * instead of its current one, for this run only. Feeding an input of the graph that the run does
 * not need is allowed and has no effect. NaN and infinities are values like others. Immutable.
 */
public final class Feed {

  private static final Feed EMPTY = new Feed(null, null, "", 0.0);

  /** The entries before this one; null only for the empty feed. */
  final @Nullable Feed rest;

  /** The input, or null if it is named. */
  final @Nullable Node node;

  /** The input's name if {@link #node} is null. */
  final String name;

  final double value;

  private Feed(@Nullable Feed rest, @Nullable Node node, String name, double value) {
    this.rest = rest;
    this.node = node;
    this.name = name;
    this.value = value;
  }

  /** Nothing is fed. */
  public static Feed empty() {
    return EMPTY;
  }

  /**
   * Feeds one input.
   *
   * @throws FeedException if the node is null
   */
  public static Feed of(Node input, double value) {
    return EMPTY.and(input, value);
  }

  /**
   * Feeds one input by name.
   *
   * @throws FeedException if the name is null
   */
  public static Feed of(String name, double value) {
    return EMPTY.and(name, value);
  }

  /**
   * Feeds inputs by name.
   *
   * @throws FeedException if a name or value is null
   */
  public static Feed of(Map<String, Double> values) {
    Feed feed = EMPTY;
    for (Map.Entry<String, Double> entry : values.entrySet()) {
      Double value = entry.getValue();
      if (value == null) {
        throw new FeedException("the value fed to '" + entry.getKey() + "' is null");
      }
      feed = feed.and(entry.getKey(), value);
    }
    return feed;
  }

  /**
   * This feed and one more input.
   *
   * @throws FeedException if the node is null
   */
  public Feed and(Node input, double value) {
    if (input == null) {
      throw new FeedException("a null node is fed with " + value);
    }
    return new Feed(this, input, "", value);
  }

  /**
   * This feed and one more input by name.
   *
   * @throws FeedException if the name is null
   */
  public Feed and(String name, double value) {
    if (name == null) {
      throw new FeedException("a null name is fed with " + value);
    }
    return new Feed(this, null, name, value);
  }

  /** Whether nothing is fed. */
  public boolean isEmpty() {
    return rest == null;
  }
}
