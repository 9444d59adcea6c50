package org.scalarflow.parallel;

import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Which stages of a plan are shared out among threads when a single row is run, and in what pieces.
 * A chunk is a number of steps of one run.
 */
final class Chunks {

  private final int[] stages;

  /** By shared stage where its chunks start, and one more for the end. */
  private final int[] starts;

  private final int[] runs;
  private final int[] firstSteps;
  private final int[] endSteps;

  private Chunks(
      IntArrayList stages,
      IntArrayList starts,
      IntArrayList runs,
      IntArrayList firstSteps,
      IntArrayList endSteps) {
    this.stages = stages.toArray();
    this.starts = starts.toArray();
    this.runs = runs.toArray();
    this.firstSteps = firstSteps.toArray();
    this.endSteps = endSteps.toArray();
  }

  /** Nothing is shared. */
  static Chunks none() {
    IntArrayList empty = new IntArrayList();
    return new Chunks(empty, IntArrayList.newListWith(0), empty, empty, empty);
  }

  /** Shares the stages that have enough work. */
  static Chunks of(Steps steps, Tuning tuning) {
    IntArrayList stages = new IntArrayList();
    IntArrayList starts = IntArrayList.newListWith(0);
    IntArrayList runs = new IntArrayList();
    IntArrayList firstSteps = new IntArrayList();
    IntArrayList endSteps = new IntArrayList();
    for (int stage = 0; stage < steps.stages(); stage++) {
      if (!isShared(steps, stage, tuning)) {
        continue;
      }
      for (int run = steps.stage(stage); run < steps.stage(stage + 1); run++) {
        int size = Math.max(1, tuning.chunkWork() / steps.cost(run));
        for (int from = 0; from < steps.count(run); from += size) {
          runs.add(run);
          firstSteps.add(from);
          endSteps.add(Math.min(steps.count(run), from + size));
        }
      }
      stages.add(stage);
      starts.add(runs.size());
    }
    return new Chunks(stages, starts, runs, firstSteps, endSteps);
  }

  /** Whether a stage has enough work, and more than one step. */
  private static boolean isShared(Steps steps, int stage, Tuning tuning) {
    long work = 0;
    long count = 0;
    for (int run = steps.stage(stage); run < steps.stage(stage + 1); run++) {
      work += (long) steps.count(run) * steps.cost(run);
      count += steps.count(run);
    }
    return work >= tuning.forkWork() && count > 1;
  }

  /** The number of stages that are shared. */
  int stages() {
    return stages.length;
  }

  /** The stage of the plan that is the {@code index}-th shared one. */
  int stage(int index) {
    return stages[index];
  }

  /** The number of chunks of a shared stage. */
  int count(int index) {
    return starts[index + 1] - starts[index];
  }

  /** The first chunk of a shared stage. */
  int first(int index) {
    return starts[index];
  }

  int run(int chunk) {
    return runs[chunk];
  }

  int firstStep(int chunk) {
    return firstSteps[chunk];
  }

  int endStep(int chunk) {
    return endSteps[chunk];
  }
}
