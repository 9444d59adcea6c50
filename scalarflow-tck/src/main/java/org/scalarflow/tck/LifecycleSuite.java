package org.scalarflow.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.CompileOptions.Precision;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Runner;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** Rules of section 6: lifecycle. */
abstract class LifecycleSuite extends BackendSuite {

  private static final int ROWS = 70;
  private static final int TAPES = 40;

  /** How often a program is run before each of ten attempts to measure what it allocates. */
  private static final int WARM_UP = 1_000;

  private static final int MEASURED = 1_000;

  private final Sample sample = new Sample();

  LifecycleSuite(Supplier<Backend> factory) {
    super(factory);
  }

  @Test
  final void required_spec601_nameIsALowerCaseWordAndStable() {
    String name = backend().name();
    assertNotNull(name, "the name must not be null");
    assertFalse(name.isBlank(), "the name must not be blank");
    assertEquals(name.toLowerCase(Locale.ROOT), name, "the name must be in lower case");
    assertTrue(
        name.chars().noneMatch(Character::isWhitespace), () -> "'" + name + "' is not one word");
    sums(kernel(sample.request()));
    assertEquals(name, backend().name(), "the name after a run");
    try (Backend other = anotherBackend()) {
      assertEquals(name, other.name(), "the name of another instance");
    }
  }

  @Test
  final void required_spec602_priorityIsStable() {
    int priority = backend().priority();
    sums(kernel(sample.request()));
    assertEquals(priority, backend().priority(), "the priority after a run");
    try (Backend other = anotherBackend()) {
      assertEquals(priority, other.priority(), "the priority of another instance");
    }
  }

  @Test
  final void required_spec603_closeMayBeRepeated() {
    Backend unused = anotherBackend();
    unused.close();
    unused.close();
    sums(kernel(sample.request()));
    backend().close();
    backend().close();
    backend().close();
  }

  @Test
  final void required_spec604_kernelsWorkAfterClose() {
    Kernel before = kernel(sample.request());
    Rows used = Rows.of(before, ROWS, sample::inputs);
    double[] expected = used.gradients(0, ROWS, false).sums();
    backend().close();
    Bits.assertSame(
        expected,
        used.gradients(0, ROWS, false).sums(),
        () -> "a workspace and a kernel made before close");
    Bits.assertSame(expected, sums(before), () -> "a kernel made before close, a new workspace");
    Bits.assertSame(expected, sums(kernel(sample.request())), () -> "a kernel made after close");
  }

  @Test
  final void required_spec605_threadsEndAfterClose() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    sums(kernel(sample.request()));
    backend().close();
    long end = System.nanoTime() + Threads.patience().toNanos();
    Set<Thread> left = startedAndAlive(before);
    while (!left.isEmpty() && System.nanoTime() < end) {
      Threads.sleep(10);
      left = startedAndAlive(before);
    }
    assertEquals(Set.of(), left, "threads left after close");
  }

  @Test
  final void required_spec606_tapeIsTheOneCompiled() {
    for (int i = 0; i < 2; i++) {
      Tape tape = Tape.lower(sample.request());
      assertSame(tape, backend().compile(tape, CompileOptions.DEFAULT).tape(), "Kernel.tape()");
    }
  }

  @Test
  final void required_spec607_workspacesAreIndependent() {
    Kernel kernel = kernel(sample.request());
    Rows first = Rows.of(kernel, ROWS, sample::inputs);
    Rows second = Rows.of(kernel, ROWS, row -> sample.inputs(row + ROWS));
    double[] expectedFirst = sums(kernel(sample.request()));
    double[] expectedSecond =
        Rows.of(kernel(sample.request()), ROWS, row -> sample.inputs(row + ROWS))
            .gradients(0, ROWS, false)
            .sums();
    for (int row = 0; row < 5; row++) {
      first.gradients(row, 1, false);
      second.values(row, 1);
      Bits.assertSame(
          expectedFirst, first.gradients(0, ROWS, false).sums(), () -> "the one workspace");
      Bits.assertSame(
          expectedSecond, second.gradients(0, ROWS, false).sums(), () -> "the other workspace");
    }
  }

  @Test
  final void required_spec608_workspaceOfAnotherKernelIsRefused() {
    Rows rows = Rows.of(kernel(sample.request()), 1, sample::inputs);
    Kernel twin = kernel(sample.request());
    Kernel foreign = new TapeKernel(rows.tape());
    double[] values = new double[rows.tape().valueCount()];
    for (Kernel other : List.of(twin, foreign)) {
      Workspace workspace = other.newWorkspace();
      assertThrows(
          IllegalArgumentException.class,
          () -> rows.kernel().evaluate(workspace, rows.inputs(), 0, 1, values),
          "values with a workspace of another kernel");
      assertThrows(
          IllegalArgumentException.class,
          () ->
              rows.kernel()
                  .differentiate(
                      workspace,
                      rows.inputs(),
                      0,
                      1,
                      Seeds.ones(rows.tape()),
                      Gradients.of(rows.tape(), 1, false)),
          "derivatives with a workspace of another kernel");
    }
  }

  @Test
  final void required_spec609_describeSaysSomething() {
    Kernel kernel = kernel(sample.request());
    assertReadable(kernel.describe(), "before a run");
    sums(kernel);
    assertReadable(kernel.describe(), "after a run");
    backend().close();
    assertReadable(kernel.describe(), "after close");
  }

  @Test
  final void required_spec610_allOptionsGiveAKernelAndTheSameStrictBits() {
    double[] expected = sums(kernel(sample.request()));
    for (Precision precision : Precision.values()) {
      for (Compilation compilation : Compilation.values()) {
        CompileOptions options = new CompileOptions(precision, compilation);
        double[] actual = sums(backend().compile(Tape.lower(sample.request()), options));
        if (precision == Precision.STRICT) {
          Bits.assertSame(expected, actual, () -> "sums with " + options);
        }
      }
    }
  }

  @Test
  final void required_spec611_kernelIsASnapshot() {
    Program program = compile(Request.of(sample.loss).differentiateAll());
    Kernel kernel = program.kernel();
    double[] expected = sums(kernel);
    sample.graph.variable("later", 3).times(sample.loss).plus(sample.w).times(sample.x);
    Bits.assertSame(expected, sums(kernel), () -> "sums after nodes were added");
    assertEquals(expected.length, kernel.tape().derivativeCount(), "the number of derivatives");
  }

  @Test
  final void optional_spec612_runsAllocateNothing() {
    Program program = compile(Request.of(sample.loss).differentiateAll());
    Runner runner = program.newRunner();
    long bytes = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 10 && bytes > 0; attempt++) {
      repeat(runner, WARM_UP);
      bytes = Threads.allocatedBytes(() -> repeat(runner, MEASURED));
    }
    long measured = bytes;
    assumeTrue(
        measured == 0, () -> MEASURED + " runs with derivatives allocated " + measured + " bytes");
  }

  @Test
  final void required_spec613_anyNumberOfTapesMayBeCompiled() {
    List<RandomCase> cases = new ArrayList<>();
    RandomGraphs.first(TAPES).forEach(cases::add);
    List<Rows> all =
        cases.stream().map(one -> Rows.of(kernel(one.request()), 1, one::inputs)).toList();
    List<double[]> expected = all.stream().map(rows -> rows.gradients(0, 1, false).sums()).toList();
    for (int i = 0; i < TAPES; i++) {
      RandomCase one = cases.get(i);
      try (Backend alone = anotherBackend()) {
        Kernel kernel = alone.compile(Tape.lower(one.request()), CompileOptions.DEFAULT);
        Bits.assertSame(
            Rows.of(kernel, 1, one::inputs).gradients(0, 1, false).sums(),
            expected.get(i),
            () -> "derivatives of " + one + ", one of " + TAPES + " tapes compiled");
      }
    }
  }

  private double[] sums(Kernel kernel) {
    return Rows.of(kernel, ROWS, sample::inputs).gradients(0, ROWS, false).sums();
  }

  private static void repeat(Runner runner, int count) {
    for (int i = 0; i < count; i++) {
      runner.differentiate();
    }
  }

  private static void assertReadable(String text, String when) {
    assertNotNull(text, "the description " + when);
    assertFalse(text.isBlank(), "the description " + when + " must not be blank");
  }

  /** Threads that were started since and live, without those of the common pool. */
  private static Set<Thread> startedAndAlive(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && !before.contains(thread))
        .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool"))
        .collect(Collectors.toSet());
  }
}
