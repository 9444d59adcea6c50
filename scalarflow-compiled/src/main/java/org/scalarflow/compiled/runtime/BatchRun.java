package org.scalarflow.compiled.runtime;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.emit.BatchCode;
import org.scalarflow.compiled.ir.BatchPlan;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.compiled.ir.Tile;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/** What one thread runs blocks of rows with. The lanes serve both kinds of runs. */
final class BatchRun {

  /** How many instances of loops, or copies, are done between two looks at the interrupt status. */
  private static final int STRETCH = 256;

  /** The JVM compiles a loop of 16 steps well when it has been run some 900 times. */
  private static final int REHEARSALS = 1_500;

  private final BatchKernel kernel;
  private final Tape tape;
  private final BatchCode code;
  private final @Nullable VectorKernels vectors;
  private final int[] widths;
  private final double[][] lanes;
  private final Sweep values;
  private final Sweep gradient;

  private final Runnable interruption = this::check;

  /** The sums over the rows of the block that is under way, and those of all blocks so far. */
  private final double[] sums;

  private final double[] totals;

  // Of use to tiles.
  private final double[] band = new double[RowSums.BLOCK * Tile.WIDTH];

  private final double[] room = new double[FunctionCode.ROOM];

  /** What a helper takes part in; null where the thread is the one that runs. */
  private @Nullable SharedBlocks shared;

  BatchRun(BatchKernel kernel) {
    this.kernel = kernel;
    tape = kernel.tape();
    code = kernel.code();
    vectors = kernel.vectors();
    widths = kernel.widths();
    BatchPlan.Pair plans = kernel.plans();
    lanes =
        new double[Math.max(plans.values().laneCount(), plans.gradient().laneCount())]
            [RowSums.BLOCK];
    values = new Sweep(plans.values());
    gradient = new Sweep(plans.gradient());
    sums = new double[plans.gradient().sumCount()];
    totals = new double[sums.length];
  }

  void evaluate(Inputs inputs, int first, int count, double[] results) {
    Interruption.check();
    startValues(inputs);
    for (int row = 0; row < count; row += RowSums.BLOCK) {
      evaluateBlock(inputs, first, row, count, results);
    }
  }

  void differentiate(Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    Interruption.check();
    Arrays.fill(totals, 0.0);
    startGradient(inputs);
    for (int row = 0; row < count; row += RowSums.BLOCK) {
      differentiateBlock(inputs, first, row, count, seeds, results);
      for (int i = 0; i < sums.length; i++) {
        totals[i] += sums[i];
      }
    }
    deliverSums(totals, results);
  }

  /** Delivers the sums over all rows. */
  void deliverSums(double[] from, Gradients results) {
    int[] places = kernel.plans().gradient().sums();
    for (int i = 0; i < places.length; i++) {
      results.sums()[i] = places[i] == BatchPlan.NONE ? 0.0 : from[places[i]];
    }
  }

  /**
   * Does everything so often, on whatever numbers are there, that the JVM compiles it well.
   *
   * @param mostNanos after how long it stops anyway
   */
  void rehearse(long mostNanos) {
    long end = System.nanoTime() + mostNanos;
    values.rehearse(end);
    gradient.rehearse(end);
  }

  /** Computes what is the same in all rows of a run for values. */
  void startValues(Inputs inputs) {
    values.start(inputs);
  }

  /** Computes what is the same in all rows of a run for derivatives. */
  void startGradient(Inputs inputs) {
    gradient.start(inputs);
  }

  /** Computes the values of the block that starts at a row, counted from the first. */
  void evaluateBlock(Inputs inputs, int first, int row, int count, double[] results) {
    int rows = Math.min(RowSums.BLOCK, count - row);
    values.load(inputs, first + row, rows);
    values.run(rows);
    values.deliver(results, row, rows);
  }

  /** Does the same with derivatives, whose sums over the block are left in {@link #sums()}. */
  void differentiateBlock(
      Inputs inputs, int first, int row, int count, Seeds seeds, Gradients results) {
    int rows = Math.min(RowSums.BLOCK, count - row);
    gradient.load(inputs, first + row, rows);
    gradient.seed(seeds, row, rows);
    Arrays.fill(sums, 0.0);
    gradient.run(rows);
    gradient.deliver(results.values(), row, rows);
    double[] perRow = results.perRow();
    if (perRow != null) {
      gradient.differentiate(perRow, row, rows);
    }
  }

  /** From now on a helper runs blocks of somebody else's run with it; null ends that. */
  void helpWith(@Nullable SharedBlocks other) {
    shared = other;
  }

  private void check() {
    if (shared == null) {
      Interruption.check();
    } else {
      shared.check();
    }
  }

  /** The sums over the last block. */
  double[] sums() {
    return sums;
  }

  /** Blocks of one kind, with numbers that are the same in all rows. */
  private final class Sweep {

    private final double[] cells;
    private final int[] uniform;
    private final int[] runs;
    private final int[] table;
    private final int[] inputLanes;
    private final int[] seedLanes;
    private final int[] delivered;
    private final int[] derivatives;
    private final int ones;
    private final int[] packedCells;

    /** The numbers of those cells. */
    private final double[] packed;

    private final double[] panel;

    Sweep(BatchPlan plan) {
      cells = plan.cells().clone();
      uniform = plan.uniform();
      runs = plan.runs();
      table = plan.table();
      inputLanes = plan.inputs();
      seedLanes = plan.seeds();
      delivered = plan.delivered();
      derivatives = plan.derivatives();
      ones = plan.ones();
      packedCells = plan.packed();
      packed = new double[packedCells.length];
      panel = new double[plan.panel() * RowSums.BLOCK];
    }

    /** Computes what is the same in all rows. */
    void start(Inputs inputs) {
      System.arraycopy(inputs.uniform(), 0, cells, 0, tape.uniformCount());
      UniformRules.compute(uniform, cells, interruption);
      for (int i = 0; i < packed.length; i++) {
        packed[i] = cells[packedCells[i]];
      }
      if (ones != BatchPlan.NONE) {
        Arrays.fill(lanes[ones], 1.0);
      }
    }

    void load(Inputs inputs, int first, int rows) {
      for (int i = 0; i < inputLanes.length; i++) {
        if (inputLanes[i] != BatchPlan.NONE) {
          copy(
              inputs.rows(),
              first * inputs.stride() + i,
              inputs.stride(),
              lanes[inputLanes[i]],
              rows);
        }
      }
    }

    void seed(Seeds seeds, int row, int rows) {
      for (int i = 0; i < seedLanes.length; i++) {
        if (seedLanes[i] != BatchPlan.NONE) {
          copy(seeds.values(), row * seeds.stride() + i, seeds.stride(), lanes[seedLanes[i]], rows);
        }
      }
    }

    private static void copy(double[] from, int start, int stride, double[] lane, int rows) {
      if (stride == 0) {
        Arrays.fill(lane, 0, rows, from[start]);
        return;
      }
      for (int r = 0; r < rows; r++) {
        lane[r] = from[start + r * stride];
      }
    }

    /** Does what differs so often, an instance of each, that the JVM compiles all of it well. */
    void rehearse(long end) {
      Set<Integer> known = new HashSet<>();
      Set<LaneFunction> functions = EnumSet.noneOf(LaneFunction.class);
      for (int run = 0; run < runs.length; run += BatchPlan.RUN) {
        int loop = runs[run];
        int start = runs[run + 1];
        if (vectors != null && Tile.isTile(loop) && Tile.of(loop) == Tile.FUNCTION) {
          LaneFunction function = LaneFunction.of(table[start]);
          if (functions.add(function)) {
            new FunctionRehearsal(vectors.functions()).rehearse(function, end);
          }
        } else if (known.add(loop)) {
          for (int i = 0; i < REHEARSALS && System.nanoTime() - end < 0; i++) {
            runOnce(loop, start, RowSums.BLOCK);
            PacedThread.mayRest();
          }
        }
      }
    }

    private void runOnce(int loop, int start, int rows) {
      if (vectors != null && Tile.isTile(loop)) {
        run(vectors, Tile.of(loop), start, rows);
      } else {
        code.run(loop, lanes, cells, sums, table, start, rows);
      }
    }

    void run(int rows) {
      int patience = STRETCH;
      for (int run = 0; run < runs.length; run += BatchPlan.RUN) {
        int loop = runs[run];
        int width = Tile.isTile(loop) ? 1 : widths[loop];
        int end = runs[run + 1] + runs[run + 2] * width;
        for (int start = runs[run + 1]; start < end; start += width) {
          runOnce(loop, start, rows);
          if (--patience == 0) {
            check();
            patience = STRETCH;
          }
        }
      }
      check();
    }

    private void run(VectorKernels kernels, Tile tile, int start, int rows) {
      TileCode tiles = kernels.tiles();
      switch (tile) {
        case PANEL -> tiles.panel(lanes, panel, table, start);
        case WEIGHTED_SUMS -> tiles.weightedSums(lanes, panel, cells, packed, table, start);
        case BAND -> tiles.band(lanes, band, table, start);
        case FUNCTION ->
            kernels
                .functions()
                .apply(
                    LaneFunction.of(table[start]),
                    lanes[table[start + 1]],
                    lanes[table[start + 2]],
                    room,
                    rows);
        case PRODUCT_SUMS -> tiles.productSums(lanes, band, sums, table, start, rows);
      }
    }

    /** Looks at the interrupt status now and then while many numbers are copied. */
    private void checkInterruption(int number) {
      if (number % STRETCH == STRETCH - 1) {
        check();
      }
    }

    void deliver(double[] results, int row, int rows) {
      for (int i = 0; i < delivered.length; i++) {
        checkInterruption(i);
        int place = delivered[i];
        int at = row * delivered.length + i;
        if (BatchPlan.isCell(place)) {
          double cell = cells[BatchPlan.cell(place)];
          for (int r = 0; r < rows; r++) {
            results[at + r * delivered.length] = cell;
          }
        } else {
          double[] lane = lanes[place];
          for (int r = 0; r < rows; r++) {
            results[at + r * delivered.length] = lane[r];
          }
        }
      }
    }

    /** Copies the derivatives of each row, zeros as +0.0. */
    void differentiate(double[] results, int row, int rows) {
      int width = derivatives.length / 2;
      for (int i = 0; i < width; i++) {
        checkInterruption(i);
        int place = derivatives[2 * i];
        int factor = derivatives[2 * i + 1];
        int at = row * width + i;
        for (int r = 0; r < rows; r++) {
          double derivative = place == BatchPlan.NONE ? 0.0 : lanes[place][r];
          if (BatchPlan.isCell(factor)) {
            derivative *= cells[BatchPlan.cell(factor)];
          } else if (factor != BatchPlan.NONE) {
            derivative *= lanes[factor][r];
          }
          results[at + r * width] = derivative + 0.0;
        }
      }
    }
  }
}
