package org.scalarflow;

import java.util.Arrays;
import java.util.Objects;

/**
 * The nodes of a graph as rows of three ints in pages: 12 bytes a node.
 *
 * <p>A row is {@code (code, first, second)}. A code of zero or more is the index of an operator in
 * the graph's operator list, a negative one is a leaf kind. {@code second >= 0} means two operands,
 * {@code first} and {@code second}; {@code second < 0} means {@code -second} operands: one is
 * {@code first} itself, three or more stand in the spill area from {@code first} on. For a constant
 * or variable, {@code first} is its index in the table of its kind.
 *
 * <p>Rows never change once written, so a snapshot shares the pages.
 */
final class NodeTable {

  static final int CONSTANT = -1;
  static final int VARIABLE = -2;
  static final int PLACEHOLDER = -3;

  private static final int PAGE_BITS = 14;
  private static final int PAGE_ROWS = 1 << PAGE_BITS;
  private static final int ROW_MASK = PAGE_ROWS - 1;
  private static final int WIDTH = 3;
  private static final int FIRST_ROWS = 64;

  private int[][] pages;
  private int size;
  private int[] spill;
  private int spilled;

  NodeTable() {
    this(new int[][] {new int[FIRST_ROWS * WIDTH]}, 0, new int[0], 0);
  }

  private NodeTable(int[][] pages, int size, int[] spill, int spilled) {
    this.pages = pages;
    this.size = size;
    this.spill = spill;
    this.spilled = spilled;
  }

  /** What stands here now; later additions to this table do not show in the snapshot. */
  NodeTable snapshot() {
    return new NodeTable(pages.clone(), size, spill, spilled);
  }

  int size() {
    return size;
  }

  int code(int id) {
    return pages[id >>> PAGE_BITS][(id & ROW_MASK) * WIDTH];
  }

  int first(int id) {
    return pages[id >>> PAGE_BITS][(id & ROW_MASK) * WIDTH + 1];
  }

  int operandCount(int id) {
    int[] page = pages[id >>> PAGE_BITS];
    int at = (id & ROW_MASK) * WIDTH;
    if (page[at] < 0) {
      return 0;
    }
    int second = page[at + 2];
    return second >= 0 ? 2 : -second;
  }

  /**
   * An operand's id.
   *
   * @throws IndexOutOfBoundsException if there is none at this position
   */
  int operand(int id, int position) {
    Objects.checkIndex(position, operandCount(id));
    int[] page = pages[id >>> PAGE_BITS];
    int at = (id & ROW_MASK) * WIDTH;
    int first = page[at + 1];
    int second = page[at + 2];
    if (second >= 0) {
      return position == 0 ? first : second;
    }
    return second == -1 ? first : spill[first + position];
  }

  /** Copies the operands' ids to {@code target} from {@code start} on; how many they are. */
  int copyOperands(int id, int[] target, int start) {
    int[] page = pages[id >>> PAGE_BITS];
    int at = (id & ROW_MASK) * WIDTH;
    if (page[at] < 0) {
      return 0;
    }
    int first = page[at + 1];
    int second = page[at + 2];
    if (second >= 0) {
      target[start] = first;
      target[start + 1] = second;
      return 2;
    }
    if (second == -1) {
      target[start] = first;
    } else {
      System.arraycopy(spill, first, target, start, -second);
    }
    return -second;
  }

  int addLeaf(int kind, int index) {
    return append(kind, index, -1);
  }

  int addUnary(int operator, int operand) {
    return append(operator, operand, -1);
  }

  int addBinary(int operator, int first, int second) {
    return append(operator, first, second);
  }

  /** Adds an operation of any number of operands. */
  int add(int operator, int[] operands) {
    if (operands.length == 1) {
      return addUnary(operator, operands[0]);
    }
    if (operands.length == 2) {
      return addBinary(operator, operands[0], operands[1]);
    }
    int start = spilled;
    if (start + operands.length > spill.length) {
      spill = Arrays.copyOf(spill, Math.max(start + operands.length, 2 * spill.length));
    }
    System.arraycopy(operands, 0, spill, start, operands.length);
    spilled += operands.length;
    return append(operator, start, -operands.length);
  }

  private int append(int code, int first, int second) {
    int id = size;
    int page = id >>> PAGE_BITS;
    int at = (id & ROW_MASK) * WIDTH;
    if (page == pages.length) {
      pages = Arrays.copyOf(pages, page + 1 + (page >> 2));
    }
    int[] rows = pages[page];
    if (rows == null) {
      rows = new int[PAGE_ROWS * WIDTH];
      pages[page] = rows;
    } else if (at == rows.length) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
      pages[page] = rows;
    }
    rows[at] = code;
    rows[at + 1] = first;
    rows[at + 2] = second;
    size = id + 1;
    return id;
  }
}
