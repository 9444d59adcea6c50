package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Rules;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** For every opcode, generated code and {@link Rules} agree in every bit at special values. */
class RulesTest {

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    3.0,
    1e-310,
    -1e200,
    710.0,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
  };

  static IntStream opcodes() {
    return IntStream.range(1, Opcode.COUNT);
  }

  @ParameterizedTest
  @MethodSource("opcodes")
  void generatedCodeAgrees(int opcode) {
    Tape tape = tape(opcode);
    Kernel plain = new TapeKernel(tape);
    try (CompiledBackend backend = new CompiledBackend()) {
      Kernel eager = backend.compile(tape, CompileOptions.DEFAULT.with(Compilation.EAGER));
      assertThat(eager.describe()).startsWith("generated code");
      for (double a : SPECIAL) {
        for (double b : SPECIAL) {
          assertThat(run(eager, a, b)).as("%s, %s", a, b).isEqualTo(run(plain, a, b));
        }
      }
    }
  }

  /** The operator by itself, so that its partials are delivered as they are. */
  private static Tape tape(int opcode) {
    Graph graph = new Graph();
    Placeholder a = graph.placeholder("a");
    Placeholder b = graph.placeholder("b");
    Operator operator =
        Operators.builtIn().stream()
            .filter(one -> Tape.lower(request(graph, one, a, b)).opcode(2) == opcode)
            .findFirst()
            .orElseThrow();
    return Tape.lower(request(graph, operator, a, b));
  }

  private static Request request(Graph graph, Operator operator, Placeholder a, Placeholder b) {
    Node[] operands = new Node[Math.max(operator.arity().least(), 1)];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = i % 2 == 0 ? a : b;
    }
    return Request.of(graph.apply(operator, operands), a, b).differentiate(a, b);
  }

  private static String run(Kernel kernel, double a, double b) {
    Tape tape = kernel.tape();
    Gradients results = Gradients.of(tape, 1, false);
    Inputs inputs = new Inputs(new double[0], new double[] {a, b}, 2);
    Seeds seeds = new Seeds(new double[] {1.0, 0.0, 0.0}, 0);
    kernel.differentiate(kernel.newWorkspace(), inputs, 0, 1, seeds, results);
    StringBuilder bits = new StringBuilder();
    for (double[] numbers : new double[][] {results.values(), results.sums()}) {
      for (double number : numbers) {
        bits.append(Long.toHexString(Double.doubleToLongBits(number))).append(' ');
      }
    }
    return bits.toString();
  }
}
