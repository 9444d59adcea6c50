package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * Programs that are compiled and dropped leave no classes behind: many of them, with code for
 * single rows and for batches, need no more metaspace than a few, and at least half of their
 * classes are gone in the end.
 *
 * <p>The system property {@code scalarflow.soak.programs} says how many (3,000).
 */
class UnloadingTest {

  private static final int PROGRAMS = Integer.getInteger("scalarflow.soak.programs", 3_000);

  /** Programs that get hot take ten times as long, because the background thread rests. */
  private static final int HOT_PROGRAMS = PROGRAMS / 10;

  @Test
  void droppedProgramsLeaveNoClasses() throws Exception {
    assertThat(outputOf(EagerPrograms.class, PROGRAMS)).endsWith("classes were unloaded: true");
  }

  /** The same with code that is made in the background while the plain kernel goes on. */
  @Test
  void droppedHotProgramsLeaveNoClasses() throws Exception {
    assertThat(outputOf(HotPrograms.class, HOT_PROGRAMS)).endsWith("classes were unloaded: true");
  }

  private static String outputOf(Class<?> main, int programs) throws Exception {
    return Child.run(main, Integer.toString(programs), "-XX:MaxMetaspaceSize=24m", "-Xmx256m");
  }

  /** The program of one other JVM. */
  static final class EagerPrograms {

    private EagerPrograms() {}

    public static void main(String[] arguments) {
      compileAndDrop(new Eager(), Integer.parseInt(arguments[0]));
    }
  }

  /** The program of the other. */
  static final class HotPrograms {

    private HotPrograms() {}

    public static void main(String[] arguments) {
      compileAndDrop(new Swapped(), Integer.parseInt(arguments[0]));
    }
  }

  private static void compileAndDrop(Backend backend, int count) {
    for (int i = 0; i < count; i++) {
      Graph graph = new Graph();
      Placeholder x = graph.placeholder("x");
      Node sum = x;
      for (int k = 0; k < 10 + i % 20; k++) {
        sum = Functions.tanh(sum.times(x).plus(0.1 * k));
      }
      Kernel kernel =
          backend.compile(Tape.lower(Request.of(sum).differentiate(x)), CompileOptions.DEFAULT);
      new LikePlain(kernel).verify(1, 8);
      String account = kernel.describe();
      if (!account.startsWith("generated code") || !account.contains("batches in blocks")) {
        throw new AssertionError("program " + i + ": " + account);
      }
    }
    System.gc();
    boolean isUnloaded = ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount() >= count;
    System.out.println(count + " programs, classes were unloaded: " + isUnloaded);
  }
}
