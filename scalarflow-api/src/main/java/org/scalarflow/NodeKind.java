package org.scalarflow;

import java.util.Locale;

/** The kinds of node. */
public enum NodeKind {
  /** A value fixed when the graph is built; it has no derivative. */
  CONSTANT,
  /** An input with a current value that can be assigned, a parameter to be learned for instance. */
  VARIABLE,
  /** An input that has no value of its own and must be fed in every run. */
  PLACEHOLDER,
  /** An operator applied to operands. */
  OPERATION;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The kind in lower case: {@code constant}. */
  public String label() {
    return label;
  }

  /** Whether nodes of this kind are inputs: variables and placeholders. */
  public boolean isInput() {
    return this == VARIABLE || this == PLACEHOLDER;
  }
}
