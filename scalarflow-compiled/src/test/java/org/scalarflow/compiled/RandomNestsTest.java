package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * The bits of the plain kernel on seeded random nests of loops over arrays, with indices that are
 * linear in the counters, around the end of an array or not: grids, products of matrices,
 * convolutions, triangles, recurrences over time.
 *
 * <p>There is one nest for every twenty seeds of {@code scalarflow.soak.graphs} (10,000), from
 * {@code scalarflow.soak.first} on.
 */
class RandomNestsTest {

  private static final long NESTS = Long.getLong("scalarflow.soak.graphs", 10_000) / 20 + 1;
  private static final long FIRST = Long.getLong("scalarflow.soak.first", 1);
  private static final int MOST_OPERATIONS = 6_000;

  @Test
  void nests() {
    Backend[] backends = {new Eager(), Eager.rolled(), Eager.portable()};
    int aroundLoops = 0;
    for (long seed = FIRST; seed < FIRST + NESTS; seed++) {
      Tape tape = Tape.lower(new Nests(seed).request());
      for (Backend backend : backends) {
        Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
        aroundLoops += kernel.describe().matches("(?s).* [1-9][0-9]* around others.*") ? 1 : 0;
        try {
          new LikePlain(kernel).verify(1, 2);
        } catch (AssertionError wrong) {
          throw new AssertionError("nest of seed " + seed, wrong);
        }
      }
    }
    assertThat(aroundLoops).as("loops around others").isGreaterThan((int) NESTS / 2);
  }

  /** Arrays that are filled by nests of loops. */
  private static final class Nests {

    private final SplittableRandom random;
    private final Graph graph = new Graph();
    private final List<Node> inputs = new ArrayList<>();
    private final List<List<Node>> arrays = new ArrayList<>();
    private int operations;

    Nests(long seed) {
      random = new SplittableRandom(seed);
    }

    Request request() {
      for (int i = random.nextInt(2, 5); i > 0; i--) {
        arrays.add(inputs(random.nextInt(1, 40)));
      }
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        arrays.add(new Nest().results());
      }
      List<Node> last = arrays.get(arrays.size() - 1);
      List<Node> outputs = random.nextInt(3) == 0 ? last : List.of(total(last));
      Request request = Request.of(outputs).differentiate(inputs);
      return random.nextInt(8) == 0 ? request.observeAll() : request;
    }

    private List<Node> inputs(int count) {
      List<Node> array = new ArrayList<>();
      int kind = random.nextInt(4);
      for (int i = 0; i < count; i++) {
        Node input =
            switch (kind) {
              case 0 -> graph.placeholder();
              case 1 -> graph.constant(random.nextDouble());
              default -> graph.variable(random.nextDouble());
            };
        array.add(input);
        if (kind != 1) {
          inputs.add(input);
        }
      }
      return array;
    }

    private Node total(List<Node> nodes) {
      Node total = nodes.get(0);
      for (Node node : nodes.subList(1, nodes.size())) {
        total = total.plus(node);
      }
      return total;
    }

    /** Up to three loops, the innermost of which adds terms up or goes on from its last result. */
    private final class Nest {

      private final int[] trips = new int[random.nextInt(1, 4)];
      private final boolean isTriangle = random.nextInt(5) == 0;
      private final boolean isSum = random.nextBoolean();
      private final boolean overwrites = random.nextInt(3) == 0;
      private final int[][] strides = new int[3][trips.length + 1];
      private final List<List<Node>> read = new ArrayList<>();
      private final int[] rules = random.ints(3, 0, 9).toArray();
      private final List<Node> results = new ArrayList<>();

      Nest() {
        for (int i = 0; i < trips.length; i++) {
          trips[i] = random.nextInt(2, 14);
        }
        for (int[] stride : strides) {
          List<Node> array = arrays.get(random.nextInt(arrays.size()));
          // Over an array that is being overwritten, as over the last step of time.
          read.add(overwrites ? new ArrayList<>(array) : array);
          for (int i = 0; i < stride.length; i++) {
            stride[i] = random.nextInt(3) == 0 ? random.nextInt(0, 14) : random.nextInt(0, 2);
          }
        }
      }

      List<Node> results() {
        run(0, new int[trips.length], null);
        return results;
      }

      private Node run(int depth, int[] counters, Node before) {
        if (depth == trips.length) {
          return step(counters, before);
        }
        boolean isInnermost = depth == trips.length - 1;
        int count = isTriangle && depth > 0 ? counters[depth - 1] + 1 : trips[depth];
        Node last = isInnermost && isSum ? null : before;
        for (int i = 0; i < count && (i == 0 || operations < MOST_OPERATIONS); i++) {
          counters[depth] = i;
          last = run(depth + 1, counters, last);
          if (isInnermost && !isSum) {
            write(counters, last);
          }
        }
        if (isInnermost && isSum) {
          write(counters, Functions.sin(last));
          operations++;
        }
        return last;
      }

      private void write(int[] counters, Node result) {
        results.add(result);
        if (overwrites) {
          List<Node> array = read.get(0);
          array.set(index(counters, strides[0], array.size()), result);
        }
      }

      private Node step(int[] counters, Node before) {
        Node a = read(0, counters);
        Node b = read(1, counters);
        Node next = apply(rules[0], a, b);
        if (rules[1] < 5) {
          next = apply(rules[1], next, read(2, counters));
        }
        operations += 3;
        return before == null ? next : isSum ? before.plus(next) : apply(rules[2], before, next);
      }

      private Node read(int which, int[] counters) {
        List<Node> array = read.get(which);
        return array.get(index(counters, strides[which], array.size()));
      }

      private int index(int[] counters, int[] stride, int size) {
        int index = stride[counters.length];
        for (int i = 0; i < counters.length; i++) {
          index += stride[i] * counters[i];
        }
        return index % size;
      }

      private Node apply(int rule, Node a, Node b) {
        return switch (rule) {
          case 0, 1, 2 -> a.times(b);
          case 3 -> a.plus(b);
          case 4 -> a.minus(b);
          case 5 -> Functions.tanh(a).plus(b);
          case 6 -> Functions.sigmoid(a.times(b));
          case 7 -> Functions.relu(a).minus(b);
          default -> Functions.exp(a.times(-0.5)).times(b);
        };
      }
    }
  }
}
