package org.scalarflow.ml.train;

import org.jspecify.annotations.Nullable;

/** A schedule that tells what it is; equal names mean equal schedules. */
record NamedSchedule(String name, Schedule rule) implements Schedule {

  @Override
  public double factor(double progress) {
    return rule.factor(progress);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedSchedule schedule && name.equals(schedule.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
