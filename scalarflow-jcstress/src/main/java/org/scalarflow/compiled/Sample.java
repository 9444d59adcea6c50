package org.scalarflow.compiled;

import java.util.Arrays;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.compiled.runtime.Heating;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** A small graph, what it gives for two inputs, and a backend whose programs are hot at once. */
final class Sample {

  /** What an actor reports. */
  static final int RIGHT = 1;

  static final int WRONG = 0;

  /** Code is used without being timed, so that it comes while the actors run. */
  private static final Heating AT_ONCE = new Heating(0, Double.POSITIVE_INFINITY, 0, 1, 1_000_000_000);

  private static final double[] INPUTS = {0.3, 0.7};

  static final Sample INSTANCE = new Sample();

  private final Tape tape;
  private final String[] expected = new String[INPUTS.length];

  private Sample() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < 6; i++) {
      sum = Functions.sin(sum.times(x)).plus(1.0 / (1 + i));
    }
    tape = Tape.lower(Request.of(sum).differentiate(x));
    for (int i = 0; i < INPUTS.length; i++) {
      Kernel plain = new TapeKernel(tape);
      expected[i] = run(plain, plain.newWorkspace(), i);
    }
  }

  static CompiledBackend backend() {
    return new CompiledBackend(Settings.MEASURED.with(AT_ONCE), 1);
  }

  Kernel compile(CompiledBackend backend) {
    return backend.compile(tape, CompileOptions.DEFAULT);
  }

  /** Runs a kernel some times with one workspace of its own on the input of an actor. */
  int runOften(Kernel kernel, int actor) {
    Workspace workspace = kernel.newWorkspace();
    for (int i = 0; i < 10; i++) {
      if (!run(kernel, workspace, actor).equals(expected[actor])) {
        return WRONG;
      }
    }
    return RIGHT;
  }

  private static String run(Kernel kernel, Workspace workspace, int actor) {
    Gradients results = Gradients.of(kernel.tape(), 1, false);
    Inputs inputs = new Inputs(new double[0], new double[] {INPUTS[actor]}, 1);
    kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(kernel.tape()), results);
    return Arrays.toString(results.values()) + Arrays.toString(results.sums());
  }

  /** Whether the kernel says, in the end, what became of its code. */
  static int checkAccount(Kernel kernel) {
    while (kernel.describe().contains("is being generated")) {
      Thread.onSpinWait();
    }
    String account = kernel.describe();
    boolean isRight =
        account.startsWith("generated code") || account.contains("the backend is closed");
    return isRight ? RIGHT : WRONG;
  }
}
