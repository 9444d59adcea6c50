package org.scalarflow.compiled.ir;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derivatives that are sums over the rows of products of lanes, as far as they are all the products
 * of some lanes with some others: the weights of a dense layer, whose derivatives are products of
 * adjoints and inputs, and its biases, whose derivatives are products with 1.
 */
final class ProductSums {

  /** With fewer, half of a tile, a generated loop is as fast. */
  private static final int LEAST_SUMS = 16;

  /** Stands for a lane of ones. */
  static final int ONES = -2;

  private ProductSums() {}

  /**
   * A tile.
   *
   * @param rows one to four lanes
   * @param columns one to eight lanes or {@link #ONES}
   * @param sums the derivatives of their products, row-major
   */
  record Block(List<Integer> rows, List<Integer> columns, List<Integer> sums) {}

  /**
   * Finds tiles, those with the same columns after each other.
   *
   * @param derivatives see {@link BatchPlan#derivatives}
   */
  static List<Block> find(int[] derivatives) {
    Map<Integer, Map<Integer, Integer>> products = new LinkedHashMap<>();
    for (int i = 0; i < derivatives.length / 2; i++) {
      if (derivatives[2 * i] >= 0 && derivatives[2 * i + 1] >= 0) {
        products
            .computeIfAbsent(derivatives[2 * i], any -> new LinkedHashMap<>())
            .putIfAbsent(derivatives[2 * i + 1], i);
      }
    }
    for (int i = 0; i < derivatives.length / 2; i++) {
      Map<Integer, Integer> others = products.get(derivatives[2 * i]);
      if (others != null && derivatives[2 * i + 1] == BatchPlan.NONE) {
        others.putIfAbsent(ONES, i);
      }
    }
    Map<Set<Integer>, List<Integer>> alike = new LinkedHashMap<>();
    products.forEach(
        (first, others) ->
            alike.computeIfAbsent(others.keySet(), any -> new ArrayList<>()).add(first));
    List<Block> blocks = new ArrayList<>();
    alike.forEach((seconds, firsts) -> add(firsts, List.copyOf(seconds), products, blocks));
    return blocks;
  }

  private static void add(
      List<Integer> firsts,
      List<Integer> seconds,
      Map<Integer, Map<Integer, Integer>> products,
      List<Block> blocks) {
    boolean isTurned = tiles(seconds, firsts) < tiles(firsts, seconds);
    List<Integer> down = isTurned ? seconds : firsts;
    List<Integer> across = isTurned ? firsts : seconds;
    for (List<Integer> columns : cut(across, Tile.WIDTH)) {
      for (List<Integer> rows : cut(down, Tile.HEIGHT)) {
        List<Integer> sums = new ArrayList<>();
        for (Integer row : rows) {
          for (Integer column : columns) {
            Integer first = isTurned ? column : row;
            Integer second = isTurned ? row : column;
            sums.add(requireNonNull(requireNonNull(products.get(first)).get(second)));
          }
        }
        if (sums.size() >= LEAST_SUMS) {
          blocks.add(new Block(rows, columns, sums));
        }
      }
    }
  }

  private static int tiles(List<Integer> down, List<Integer> across) {
    return cut(down, Tile.HEIGHT).size() * cut(across, Tile.WIDTH).size();
  }

  private static List<List<Integer>> cut(List<Integer> all, int length) {
    List<List<Integer>> pieces = new ArrayList<>();
    for (int from = 0; from < all.size(); from += length) {
      pieces.add(all.subList(from, Math.min(all.size(), from + length)));
    }
    return pieces;
  }
}
