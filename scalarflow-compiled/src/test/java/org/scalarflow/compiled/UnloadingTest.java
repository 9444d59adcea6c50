package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * Programs that are compiled and dropped leave no classes behind: many of them, with code for
 * single rows and for batches, need no more metaspace than a few.
 *
 * <p>The system property {@code scalarflow.soak.programs} says how many (3,000).
 */
class UnloadingTest {

  private static final String PROGRAMS = System.getProperty("scalarflow.soak.programs", "3000");

  @Test
  void droppedProgramsLeaveNoClasses() throws Exception {
    String output = Child.run(Programs.class, PROGRAMS, "-XX:MaxMetaspaceSize=24m", "-Xmx256m");
    assertThat(output).isEqualTo(PROGRAMS + " programs, classes were unloaded: true");
  }

  /** The program of the other JVM. */
  static final class Programs {

    private Programs() {}

    public static void main(String[] arguments) {
      int count = Integer.parseInt(arguments[0]);
      CompiledBackend backend = new CompiledBackend();
      for (int i = 0; i < count; i++) {
        Graph graph = new Graph();
        Placeholder x = graph.placeholder("x");
        Node sum = x;
        for (int k = 0; k < 10 + i % 20; k++) {
          sum = Functions.tanh(sum.times(x).plus(0.1 * k));
        }
        Tape tape = Tape.lower(Request.of(sum).differentiate(x));
        Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT.with(Compilation.EAGER));
        new LikePlain(kernel).verify(1, 8);
        String account = kernel.describe();
        if (!account.startsWith("generated code") || !account.contains("batches in blocks")) {
          throw new AssertionError("program " + i + ": " + account);
        }
      }
      boolean isUnloaded = ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount() > 0;
      System.out.println(count + " programs, classes were unloaded: " + isUnloaded);
    }
  }
}
