package org.scalarflow.tck;

import java.util.function.UnaryOperator;
import org.scalarflow.Node;

/** A formula of one node. */
@FunctionalInterface
interface Formula extends UnaryOperator<Node> {}
