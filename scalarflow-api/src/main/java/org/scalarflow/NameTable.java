package org.scalarflow;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.collections.api.map.MutableMap;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.eclipse.collections.api.map.primitive.MutableObjectIntMap;
import org.eclipse.collections.impl.factory.Maps;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.eclipse.collections.impl.map.mutable.primitive.ObjectIntHashMap;

/**
 * The names of a graph's nodes: given ones are stored, automatic ones are derived.
 *
 * <p>The automatic name of a node is {@code Stem_n}: its operator's name with a capital, and the
 * number of earlier nodes of that stem. A number that somebody gave away first, by naming a node
 * {@code Pow_7}, is passed over. So an unnamed node costs nothing until a name is looked up; then
 * an index of 4 bytes a node is made and kept up to date.
 *
 * <p>All methods are called with the graph's name lock held.
 */
final class NameTable {

  private static final int NONE = -1;
  private static final Pattern AUTOMATIC = Pattern.compile("(.+)_(0|[1-9][0-9]{0,8})");

  private final MutableIntObjectMap<String> givenNames = new IntObjectHashMap<>();
  private final MutableObjectIntMap<String> givenIds = new ObjectIntHashMap<>();

  /** For each stem, the numbers taken by given names, ascending. */
  private final MutableMap<String, IntArrayList> taken = Maps.mutable.empty();

  /** For each stem, the ids of its nodes, ascending, up to {@link #indexed}. */
  private final MutableMap<String, IntArrayList> members = Maps.mutable.empty();

  private int indexed;

  /** {@code leakyRelu ↦ LeakyRelu}. */
  static String stem(String operatorName) {
    return operatorName.substring(0, 1).toUpperCase(Locale.ROOT) + operatorName.substring(1);
  }

  boolean isGiven(int id) {
    return givenNames.containsKey(id);
  }

  String name(int id, Structure structure) {
    String given = givenNames.get(id);
    if (given != null) {
      return given;
    }
    index(structure);
    String stem = stem(structure.operatorName(id));
    int ordinal = members.getIfAbsentPut(stem, IntArrayList::new).binarySearch(id);
    return stem + '_' + number(stem, ordinal);
  }

  /** The node of that name, or -1. */
  int find(String name, Supplier<Structure> structure) {
    int given = givenIds.getIfAbsent(name, NONE);
    if (given != NONE) {
      return given;
    }
    int id = automaticNode(name, structure);
    return id == NONE || isGiven(id) ? NONE : id;
  }

  /**
   * Whether a new node may be given the name: nobody has it, and it is not an automatic name that
   * was already handed out.
   */
  boolean isFree(String name, Supplier<Structure> structure) {
    return !givenIds.containsKey(name) && automaticNode(name, structure) == NONE;
  }

  /** Gives a node that has none a free name, or its automatic one, which then counts as given. */
  void give(int id, String name, Supplier<Structure> structure) {
    boolean ownAutomatic = automaticNode(name, structure) == id;
    givenNames.put(id, name);
    givenIds.put(name, id);
    Matcher automatic = AUTOMATIC.matcher(name);
    if (!ownAutomatic && automatic.matches()) {
      IntArrayList numbers = taken.getIfAbsentPut(automatic.group(1), IntArrayList::new);
      int number = Integer.parseInt(automatic.group(2));
      numbers.addAtIndex(-numbers.binarySearch(number) - 1, number);
    }
  }

  Iterable<String> givenNames() {
    return givenIds.keySet();
  }

  private void index(Structure structure) {
    for (; indexed < structure.size(); indexed++) {
      members.getIfAbsentPut(stem(structure.operatorName(indexed)), IntArrayList::new).add(indexed);
    }
  }

  /** The n-th number, counted from 0, that no given name took. */
  private int number(String stem, int ordinal) {
    IntArrayList numbers = taken.getIfAbsent(stem, IntArrayList::new);
    int low = 0;
    int high = numbers.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (numbers.get(middle) - middle <= ordinal) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return ordinal + low;
  }

  /** The node that has or had this automatic name, or -1. */
  private int automaticNode(String name, Supplier<Structure> structure) {
    Matcher automatic = AUTOMATIC.matcher(name);
    if (!automatic.matches() || !stem(automatic.group(1)).equals(automatic.group(1))) {
      return NONE;
    }
    index(structure.get());
    String stem = automatic.group(1);
    IntArrayList ids = members.get(stem);
    if (ids == null) {
      return NONE;
    }
    int number = Integer.parseInt(automatic.group(2));
    int passedOver = -taken.getIfAbsent(stem, IntArrayList::new).binarySearch(number) - 1;
    int ordinal = number - passedOver;
    return passedOver >= 0 && ordinal < ids.size() ? ids.get(ordinal) : NONE;
  }
}
