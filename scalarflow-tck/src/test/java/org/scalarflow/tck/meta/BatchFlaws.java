package org.scalarflow.tck.meta;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.scalarflow.NodeKind;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Workspace;

/** Flaws of section 4: batches. */
final class BatchFlaws {

  private BatchFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of(
        flaw("401", "values of the first 64 rows only", FirstBlockOnly::new, "407", "410", "412"),
        flaw("402", "sums go from left to right", LeftToRight::new, "405", "407", "412"),
        flaw(
            "403",
            "derivatives of a row are those up to it",
            RunningSums::new,
            "114",
            "405",
            "407",
            "412",
            "413",
            "712"),
        flaw(
            "404",
            "sums change when derivatives of rows are wanted",
            OtherSumsPerRow::new,
            "405",
            "407",
            "412"),
        flaw("405", "all rows have the seeds of the first", SharedSeeds::new, "407", "412", "709"),
        flaw("406", "stride is ignored", IgnoredStride::new),
        flaw("407", "seeds are taken from the first row on", SeedsFromFirst::new),
        flaw("408", "sums of no rows are left alone", NoRowsIgnored::new),
        flaw(
            "409",
            "uniform placeholders are 0 after the first row",
            UniformOnce::new,
            "410",
            "412"),
        flaw("410", "last row is run twice", LastRowTwice::new),
        flaw(
            "411",
            "sums are added",
            AddedSums::new,
            "114",
            "402",
            "403",
            "405",
            "407",
            "408",
            "412",
            "503",
            "505"),
        flaw("412", "sums of large tapes go from left to right", LeftToRightIfLarge::new),
        flaw("413", "a NaN fills the rows after it", SpreadingNaN::new, "412"));
  }

  private static Flaw<Backend> flaw(
      String rule, String name, UnaryOperator<Kernel> wrapper, String... alsoTrips) {
    return Flaw.of(rule, name, () -> new WrappedBackend(wrapper), alsoTrips);
  }

  /** Only the run with derivatives is wrong. */
  private abstract static class WrongGradient extends WrappedKernel {

    WrongGradient(Kernel inner) {
      super(inner);
    }

    /** Runs the sound kernel, which always delivers derivatives of rows too. */
    final double[] sound(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] perRow =
          results.perRow() == null
              ? new double[count * tape().derivativeCount()]
              : results.perRow();
      Gradients full = new Gradients(results.values(), results.sums(), perRow);
      inner.differentiate(workspace, inputs, first, count, seeds, full);
      return perRow;
    }

    final void sumLeftToRight(double[] perRow, int count, double[] sums) {
      int width = tape().derivativeCount();
      for (int i = 0; i < width; i++) {
        sums[i] = 0.0;
        for (int row = 0; row < count; row++) {
          sums[i] += perRow[row * width + i];
        }
      }
    }
  }

  private static final class FirstBlockOnly extends WrappedKernel {
    FirstBlockOnly(Kernel inner) {
      super(inner);
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      inner.evaluate(workspace, inputs, first, Math.min(count, 64), values);
    }
  }

  private static final class LeftToRight extends WrongGradient {
    LeftToRight(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] perRow = sound(workspace, inputs, first, count, seeds, results);
      sumLeftToRight(perRow, count, results.sums());
    }
  }

  private static final class RunningSums extends WrongGradient {
    RunningSums(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] perRow = sound(workspace, inputs, first, count, seeds, results);
      for (int i = tape().derivativeCount(); i < count * tape().derivativeCount(); i++) {
        perRow[i] += perRow[i - tape().derivativeCount()];
      }
    }
  }

  private static final class OtherSumsPerRow extends WrongGradient {
    OtherSumsPerRow(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] perRow = sound(workspace, inputs, first, count, seeds, results);
      if (results.perRow() != null) {
        sumLeftToRight(perRow, count, results.sums());
      }
    }
  }

  private static final class SharedSeeds extends WrappedKernel {
    SharedSeeds(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      inner.differentiate(workspace, inputs, first, count, new Seeds(seeds.values(), 0), results);
    }
  }

  private static final class IgnoredStride extends WrappedKernel {
    IgnoredStride(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      Inputs packed = new Inputs(inputs.uniform(), inputs.rows(), tape().rowInputCount());
      inner.differentiate(workspace, packed, first, count, seeds, results);
    }
  }

  private static final class SeedsFromFirst extends WrappedKernel {
    SeedsFromFirst(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      int from = Math.min(first * seeds.stride(), seeds.values().length);
      double[] shifted = Arrays.copyOfRange(seeds.values(), from, from + seeds.values().length);
      inner.differentiate(
          workspace, inputs, first, count, new Seeds(shifted, seeds.stride()), results);
    }
  }

  private static final class NoRowsIgnored extends WrappedKernel {
    NoRowsIgnored(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      if (count > 0) {
        inner.differentiate(workspace, inputs, first, count, seeds, results);
      }
    }
  }

  private static final class UniformOnce extends WrongGradient {
    UniformOnce(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] uniform = inputs.uniform().clone();
      for (int i = 0; i < uniform.length; i++) {
        if (tape().structure().kind(tape().origin(i)) == NodeKind.PLACEHOLDER && first > 0) {
          uniform[i] = 0;
        }
      }
      Inputs wrong = new Inputs(uniform, inputs.rows(), inputs.stride());
      if (count <= 1) {
        inner.differentiate(workspace, wrong, first, count, seeds, results);
        return;
      }
      double[] perRow = sound(workspace, inputs, first, count, seeds, results);
      int width = tape().derivativeCount();
      int values = tape().valueCount();
      for (int row = 1; row < count; row++) {
        Gradients one = Gradients.of(tape(), 1, false);
        int start = row * seeds.stride();
        Seeds own =
            new Seeds(Arrays.copyOfRange(seeds.values(), start, start + tape().outputCount()), 0);
        differentiate(workspace, inputs, first + row, 1, own, one);
        System.arraycopy(one.sums(), 0, perRow, row * width, width);
        System.arraycopy(one.values(), 0, results.values(), row * values, values);
      }
    }
  }

  private static final class LastRowTwice extends WrappedKernel {
    LastRowTwice(Kernel inner) {
      super(inner);
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      inner.evaluate(workspace, inputs, first, count, values);
      if (count > 1) {
        double[] again = new double[tape().valueCount()];
        inner.evaluate(workspace, inputs, first + count - 1, 1, again);
      }
    }
  }

  private static final class AddedSums extends WrappedKernel {
    AddedSums(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] before = results.sums().clone();
      inner.differentiate(workspace, inputs, first, count, seeds, results);
      Arrays.setAll(results.sums(), i -> results.sums()[i] + before[i]);
    }
  }

  private static final class LeftToRightIfLarge extends WrongGradient {
    LeftToRightIfLarge(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] perRow = sound(workspace, inputs, first, count, seeds, results);
      if (tape().size() > 40) {
        sumLeftToRight(perRow, count, results.sums());
      }
    }
  }

  private static final class SpreadingNaN extends WrongGradient {
    SpreadingNaN(Kernel inner) {
      super(inner);
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      double[] perRow = sound(workspace, inputs, first, count, seeds, results);
      double[] values = results.values();
      int width = tape().valueCount();
      for (int i = 0; i < (count - 1) * width; i++) {
        if (Double.isNaN(values[i])) {
          Arrays.fill(values, i + width, count * width, Double.NaN);
          Arrays.fill(perRow, 0, count * tape().derivativeCount(), Double.NaN);
          return;
        }
      }
    }
  }
}
