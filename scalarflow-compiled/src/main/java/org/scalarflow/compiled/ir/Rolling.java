package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.spi.Tape;

/**
 * Finds loops in a sequence of operations: stretches of the same kinds that follow each other
 * become one token, then stretches of such tokens, until nothing repeats. So products and sums
 * become neurons, neurons layers, and the operations of a time step a recurrence.
 *
 * <p>What is repeated is only the kinds of operations, unless operands must move alike; see {@link
 * Rerolling}. Which operands they have is found out later and may differ from iteration to
 * iteration.
 *
 * <p>Of all periods at a place the shortest is taken. Candidates are the distances to the next few
 * tokens of the same kind, and hashes of all prefixes compare two stretches at once, so the time is
 * linear in the length of the sequence.
 */
final class Rolling {

  /** The longest periods that are looked for, in tokens: the inner loops first. */
  private static final int[] PERIODS = {2, 8, Limits.MOST_BODY_STEPS};

  private static final int CANDIDATES = 16;
  private static final long BASE = 0x9E3779B97F4A7C15L;

  private final Tape tape;
  private final Limits limits;
  private final int first;
  private final boolean movesAlike;
  private final int mostDepth;

  /** By token. */
  private final List<Pattern> patterns;

  private final Map<List<Integer>, Integer> loops = new HashMap<>();
  private int[] tokens;

  /** Where the operations of each token start. */
  private int[] starts = {};

  /**
   * A sequence of tokens.
   *
   * @param first the operation at which it starts
   * @param movesAlike whether operands must move alike from one iteration to the next
   * @param mostDepth how many loops may be in each other in the body of a new loop
   * @param patterns by token; loops are added
   */
  Rolling(
      Tape tape,
      Limits limits,
      int first,
      boolean movesAlike,
      int mostDepth,
      int[] tokens,
      List<Pattern> patterns) {
    this.tape = tape;
    this.limits = limits;
    this.first = first;
    this.movesAlike = movesAlike;
    this.mostDepth = mostDepth;
    this.tokens = tokens;
    this.patterns = patterns;
  }

  /**
   * The patterns in the operations of a tape.
   *
   * @param kinds the kinds of operations
   */
  static List<Pattern> roll(Tape tape, Kinds kinds, Limits limits) {
    List<Pattern> patterns = new ArrayList<>(Collections.nCopies(kinds.count(), Pattern.OPERATION));
    return new Rolling(tape, limits, 0, false, Integer.MAX_VALUE, kinds.numbers(), patterns).roll();
  }

  /** The patterns that the sequence becomes. */
  List<Pattern> roll() {
    for (int i = 0; i < PERIODS.length; ) {
      PacedThread.mayRest();
      i = collapse(PERIODS[i]) ? 0 : i + 1;
    }
    return Arrays.stream(tokens).mapToObj(patterns::get).toList();
  }

  /** Makes loops of stretches that are no longer than that; returns whether there were any. */
  private boolean collapse(int longest) {
    int[] next = nextOfSameKind();
    Hashes hashes = new Hashes(tokens);
    starts = starts();
    int[] collapsed = new int[tokens.length];
    int size = 0;
    for (int i = 0; i < tokens.length; ) {
      PacedThread.mayRest();
      int period = period(i, longest, next, hashes);
      if (period > 0) {
        int phase = phase(i, period, hashes);
        System.arraycopy(tokens, i, collapsed, size, phase);
        size += phase;
        i += phase;
        int trips = trips(i, period, Integer.MAX_VALUE, hashes);
        collapsed[size++] = loop(i, period, trips);
        i += period * trips;
      } else {
        collapsed[size++] = tokens[i++];
      }
    }
    boolean hasLoops = size < tokens.length;
    tokens = Arrays.copyOf(collapsed, size);
    return hasLoops;
  }

  private int[] starts() {
    int[] found = new int[tokens.length + 1];
    found[0] = first;
    for (int i = 0; i < tokens.length; i++) {
      found[i + 1] = found[i] + patterns.get(tokens[i]).operations();
    }
    return found;
  }

  /**
   * At which of its tokens a body is best taken to start: where the fewest values of the iteration
   * before are used.
   */
  private int phase(int start, int period, Hashes hashes) {
    int best = 0;
    int fewest = Integer.MAX_VALUE;
    for (int phase = 0; phase < period && isWorthIt(start + phase, period, hashes); phase++) {
      int crossing = crossing(start + phase, period);
      if (crossing < fewest) {
        fewest = crossing;
        best = phase;
      }
    }
    return best;
  }

  private int crossing(int start, int period) {
    int from = starts[start + period];
    int length = from - starts[start];
    BitSet crossing = new BitSet();
    for (int operation = from; operation < from + length; operation++) {
      int node = tape.firstOperation() + operation;
      for (int position = 0; position < tape.operandCount(node); position++) {
        int operand = tape.operand(node, position) - tape.firstOperation();
        if (operand < from && operand >= from - length) {
          crossing.set(operand - from + length);
        }
      }
    }
    return crossing.cardinality();
  }

  private int[] nextOfSameKind() {
    int[] next = new int[tokens.length];
    int[] last = new int[patterns.size()];
    Arrays.fill(last, tokens.length);
    for (int i = tokens.length - 1; i >= 0; i--) {
      next[i] = last[tokens[i]];
      last[tokens[i]] = i;
    }
    return next;
  }

  /** The shortest period of a loop that is worth it at a place, or 0. */
  private int period(int start, int longest, int[] next, Hashes hashes) {
    int to = start;
    for (int i = 0; i < CANDIDATES; i++) {
      to = next[to];
      int period = to - start;
      if (to + period > tokens.length || period > longest) {
        return 0;
      }
      if (hashes.areEqual(start, to, period) && isWorthIt(start, period, hashes)) {
        return period;
      }
    }
    return 0;
  }

  private boolean isWorthIt(int start, int period, Hashes hashes) {
    int operations = 0;
    int steps = 0;
    for (int i = start; i < start + period; i++) {
      Pattern pattern = patterns.get(tokens[i]);
      operations += pattern.operations();
      steps += pattern.steps();
      if (steps > limits.bodySteps() || pattern.depth() > mostDepth) {
        return false;
      }
    }
    int least = Math.max(limits.leastTrips(), (limits.leastOperations() - 1) / operations + 1);
    return trips(start, period, least, hashes) >= least;
  }

  /** How often a stretch is there in a row; those that come after enough are not counted. */
  private int trips(int start, int period, int enough, Hashes hashes) {
    int trips = 1;
    while (trips < enough
        && start + (trips + 1) * period <= tokens.length
        && hashes.areEqual(start, start + trips * period, period)
        && (!movesAlike || movesAsBefore(start, period, trips))) {
      trips++;
    }
    return trips;
  }

  /** Whether each operand moves to an iteration as far as it moved to the second one. */
  private boolean movesAsBefore(int start, int period, int iteration) {
    int length = starts[start + period] - starts[start];
    for (int i = 0; iteration > 1 && i < length; i++) {
      int one = tape.firstOperation() + starts[start] + i;
      int last = one + iteration * length;
      for (int position = 0; position < tape.operandCount(one); position++) {
        if (tape.operand(last, position) - tape.operand(last - length, position)
            != tape.operand(one + length, position) - tape.operand(one, position)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The token of a loop. */
  private int loop(int start, int period, int trips) {
    List<Pattern> body = new ArrayList<>();
    List<Integer> key = new ArrayList<>();
    for (int i = start; i < start + period; i++) {
      body.add(patterns.get(tokens[i]));
      key.add(tokens[i]);
    }
    key.add(trips);
    return loops.computeIfAbsent(
        key,
        any -> {
          patterns.add(Pattern.repeated(body, trips));
          return patterns.size() - 1;
        });
  }

  /** Hashes of all prefixes of a sequence, from which that of any stretch follows. */
  private static final class Hashes {

    private final int[] tokens;
    private final long[] prefixes;
    private final long[] powers;

    Hashes(int[] tokens) {
      this.tokens = tokens;
      prefixes = new long[tokens.length + 1];
      powers = new long[Limits.MOST_BODY_STEPS + 1];
      powers[0] = 1;
      for (int i = 1; i < powers.length; i++) {
        powers[i] = powers[i - 1] * BASE;
      }
      for (int i = 0; i < tokens.length; i++) {
        prefixes[i + 1] = prefixes[i] * BASE + mix(tokens[i]);
      }
    }

    boolean areEqual(int one, int other, int length) {
      return of(one, length) == of(other, length)
          && Arrays.equals(tokens, one, one + length, tokens, other, other + length);
    }

    private long of(int start, int length) {
      return prefixes[start + length] - prefixes[start] * powers[length];
    }

    private static long mix(int token) {
      long mixed = (token + 1) * 0xBF58476D1CE4E5B9L;
      return mixed ^ (mixed >>> 29);
    }
  }
}
