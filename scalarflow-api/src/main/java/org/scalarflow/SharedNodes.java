package org.scalarflow;

import java.util.function.DoubleToIntFunction;
import org.eclipse.collections.api.list.primitive.ImmutableIntList;
import org.eclipse.collections.api.map.primitive.MutableLongIntMap;
import org.eclipse.collections.api.map.primitive.MutableObjectIntMap;
import org.eclipse.collections.impl.factory.primitive.IntLists;
import org.eclipse.collections.impl.map.mutable.primitive.LongIntHashMap;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;

/** Finds the node that already computes the same, for graphs that share equal nodes. */
final class SharedNodes {

  /** From operator code and operands to the node. */
  private final MutableObjectIntMap<ImmutableIntList> operations = new ObjectIntHashMap<>();

  /** From the bits of a constant to the node; all NaNs are one, the two zeros are two. */
  private final MutableLongIntMap constants = new LongIntHashMap();

  int operation(int code, NodeTable nodes, int... operands) {
    ImmutableIntList key = IntLists.immutable.with(operands).newWith(code);
    return operations.getIfAbsentPut(key, () -> nodes.add(code, operands));
  }

  int constant(double value, DoubleToIntFunction add) {
    return constants.getIfAbsentPut(Double.doubleToLongBits(value), () -> add.applyAsInt(value));
  }
}
