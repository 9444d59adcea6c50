package org.scalarflow.compiled.runtime;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.compiled.Child;
import org.scalarflow.compiled.JvmAssumptions;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.math.Activations;
import org.scalarflow.spi.RowSums;

/**
 * The functions of fast mode: errors, special cases, independence of rows, and garbage.
 *
 * <p>The system property {@code scalarflow.accuracy.points} says at how many points the error of a
 * function is measured (100,000).
 */
class LaneFunctionsTest {

  private static final long POINTS = Long.getLong("scalarflow.accuracy.points", 100_000);
  private static final long SEED = 20_240_607;

  private final double[] from = new double[RowSums.BLOCK];
  private final double[] to = new double[RowSums.BLOCK];
  private final double[] room = new double[FunctionCode.ROOM];
  private FunctionCode functions;

  @BeforeEach
  void find() {
    JvmAssumptions.hasVectors();
    functions = requireNonNull(VectorKernels.find()).functions();
  }

  private static double strict(LaneFunction function, double x) {
    return switch (function) {
      case EXP, STRICT_EXP -> Math.exp(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case STRICT_LOG1P -> StrictMath.log1p(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case NEGATED_SIN -> -Math.sin(x);
      case TANH -> Math.tanh(x);
      case SIGMOID, STRICT_SIGMOID -> Activations.sigmoid(x);
    };
  }

  @ParameterizedTest
  @EnumSource
  void errorsAreBounded(LaneFunction function) {
    LaneSamples samples = LaneSamples.of(function, SEED);
    double largest = 0;
    double where = 0;
    for (long done = 0; done < POINTS; done += RowSums.BLOCK) {
      samples.fill(from);
      functions.apply(function, from, to, room, RowSums.BLOCK);
      for (int r = 0; r < RowSums.BLOCK; r++) {
        double ulps = LaneReference.of(function, from[r]).ulps(to[r]);
        if (!(ulps <= largest)) {
          largest = ulps;
          where = from[r];
        }
      }
    }
    System.getLogger(getClass().getName())
        .log(System.Logger.Level.DEBUG, "{0}: {1} ulp at {2}", function, largest, where);
    assertThat(largest)
        .as("largest error of %s, in ulps, at %s", function, where)
        .isLessThanOrEqualTo(function.ulps());
  }

  @ParameterizedTest
  @EnumSource
  void specialCasesAreThoseOfMath(LaneFunction function) {
    double[] specials = {
      0.0,
      Double.MIN_VALUE,
      Double.MIN_NORMAL,
      1e-30,
      Double.POSITIVE_INFINITY,
      Double.NaN,
      Math.nextUp(0x1p20),
      1e22,
      Double.MAX_VALUE
    };
    for (double special : specials) {
      for (double x : new double[] {special, -special}) {
        Arrays.fill(from, 0.3);
        from[5] = x;
        functions.apply(function, from, to, room, RowSums.BLOCK);
        assertThat(Double.valueOf(to[5]))
            .as("%s(%s)", function, x)
            .isEqualTo(Double.valueOf(strict(function, x)));
        assertThat(to[6]).as("beside %s", x).isEqualTo(to[0]);
      }
    }
  }

  /** Otherwise the next two tests compare {@code Math} with itself. */
  @Test
  void strictExponentialsAreVectorsOnX86() throws ReflectiveOperationException {
    assumeThat(System.getProperty("os.arch")).isEqualTo("amd64");
    assumeThat(System.getProperty("java.vm.name")).containsAnyOf("OpenJDK", "HotSpot");
    Method hasBitsOfMath =
        Class.forName("org.scalarflow.compiled.vector.StrictExponentials")
            .getDeclaredMethod("hasBitsOfMath");
    hasBitsOfMath.setAccessible(true);
    assertThat(hasBitsOfMath.invoke(null)).isEqualTo(true);
  }

  @Test
  void theStrictSigmoidHasTheBitsOfTheOperator() {
    LaneSamples samples = LaneSamples.of(LaneFunction.STRICT_SIGMOID, SEED);
    for (long done = 0; done < POINTS; done += RowSums.BLOCK) {
      samples.fill(from);
      functions.apply(LaneFunction.STRICT_SIGMOID, from, to, room, RowSums.BLOCK);
      for (int r = 0; r < RowSums.BLOCK; r++) {
        if (Double.doubleToLongBits(to[r])
            != Double.doubleToLongBits(Activations.sigmoid(from[r]))) {
          fail("sigmoid(%s) is %s", from[r], to[r]);
        }
      }
    }
  }

  @Test
  void theStrictLogarithmHasTheBitsOfItsSpecification() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] seams = {
      0x1p-54, 0x1p-29, Double.longBitsToDouble(0x3FDA827A_00000000L), 1 - 0x1p-16, 1.0
    };
    for (long done = 0; done < POINTS; done += RowSums.BLOCK) {
      for (int r = 0; r < RowSums.BLOCK; r++) {
        from[r] =
            switch (random.nextInt(4)) {
              case 0 -> random.nextDouble();
              case 1 -> Math.exp(-40 * random.nextDouble());
              case 2 -> seams[random.nextInt(seams.length)] * (1 + 0x1p-52 * random.nextInt(-3, 4));
              default -> Double.longBitsToDouble(random.nextLong(Double.doubleToLongBits(1.0)));
            };
      }
      functions.apply(LaneFunction.STRICT_LOG1P, from, to, room, RowSums.BLOCK);
      for (int r = 0; r < RowSums.BLOCK; r++) {
        if (Double.doubleToRawLongBits(to[r])
            != Double.doubleToRawLongBits(StrictMath.log1p(from[r]))) {
          fail("log1p(%s) is %s", from[r], to[r]);
        }
      }
    }
  }

  @Test
  void theStrictExponentialHasTheBitsOfMath() {
    LaneSamples samples = LaneSamples.of(LaneFunction.STRICT_EXP, SEED);
    for (long done = 0; done < POINTS; done += RowSums.BLOCK) {
      samples.fill(from);
      if (done % (3 * RowSums.BLOCK) != 0) {
        // None that is left to Math.
        Arrays.setAll(from, r -> Math.abs(from[r]) < 600 ? from[r] : from[r] % 600);
      }
      functions.apply(LaneFunction.STRICT_EXP, from, to, room, RowSums.BLOCK);
      for (int r = 0; r < RowSums.BLOCK; r++) {
        if (Double.doubleToRawLongBits(to[r]) != Double.doubleToRawLongBits(Math.exp(from[r]))) {
          fail("exp(%s) is %s", from[r], to[r]);
        }
      }
    }
  }

  @Test
  void logarithmsEndAtTheirPoles() {
    from[0] = -1.0;
    from[1] = Math.nextDown(-1.0);
    functions.apply(LaneFunction.LOG1P, from, to, room, 2);
    assertThat(to[0]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(to[1]).isNaN();
  }

  @ParameterizedTest
  @EnumSource
  void rowsDoNotDependOnOthers(LaneFunction function) {
    LaneSamples.of(function, SEED).fill(from);
    functions.apply(function, from, to, room, RowSums.BLOCK);
    for (int rows = 1; rows <= RowSums.BLOCK; rows++) {
      double[] shifted = new double[RowSums.BLOCK];
      System.arraycopy(from, RowSums.BLOCK - rows, shifted, 0, rows);
      functions.apply(function, shifted, shifted, room, rows);
      assertThat(Arrays.copyOf(shifted, rows))
          .isEqualTo(Arrays.copyOfRange(to, RowSums.BLOCK - rows, RowSums.BLOCK));
    }
  }

  /** The second compiler keeps vectors in registers, in a JVM that has compiled nothing else. */
  @Test
  void nothingIsAllocated() throws Exception {
    JvmAssumptions.compilesWell();
    assertThat(Child.run(Allocating.class, "", "--add-modules=jdk.incubator.vector"))
        .endsWith("nothing");
  }

  /** Calls all functions again and again until they allocate nothing, or a minute is over. */
  static final class Allocating {

    private static final long MOST_NANOS = 60_000_000_000L;

    private Allocating() {}

    /** Tells which functions allocated how much in the end. */
    public static void main(String[] arguments) {
      FunctionCode functions = requireNonNull(VectorKernels.find()).functions();
      long end = System.nanoTime() + MOST_NANOS;
      Map<LaneFunction, Long> allocated;
      do {
        allocated = new EnumMap<>(LaneFunction.class);
        for (LaneFunction function : LaneFunction.values()) {
          long bytes = allocatedBy(functions, function);
          if (bytes > 0) {
            allocated.put(function, bytes);
          }
        }
      } while (!allocated.isEmpty() && System.nanoTime() - end < 0);
      System.out.println(allocated.isEmpty() ? "nothing" : allocated);
    }

    private static long allocatedBy(FunctionCode functions, LaneFunction function) {
      double[] numbers = new double[RowSums.BLOCK];
      Arrays.setAll(numbers, r -> 0.1 + 0.05 * r);
      double[] results = new double[RowSums.BLOCK];
      double[] room = new double[FunctionCode.ROOM];
      ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
      long start = threads.getCurrentThreadAllocatedBytes();
      long asking = threads.getCurrentThreadAllocatedBytes() - start;
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int call = 0; call < 5_000; call++) {
        functions.apply(function, numbers, results, room, RowSums.BLOCK);
      }
      return threads.getCurrentThreadAllocatedBytes() - before - asking;
    }
  }
}
