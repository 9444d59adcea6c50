package org.scalarflow.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.CompileOptions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/** Depth never kills, in either direction. */
class DepthTest {

  private static final long SMALL_STACK = 256 * 1024;

  private int depth;

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 1_000_000})
  void chainOnTheDefaultStack(int length) {
    checkCountingChain(countingChain(length), length);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 100_000, 1_000_000})
  void chainOnASmallStack(int length) throws Exception {
    Kernel kernel = countingChain(length);

    onASmallStack(() -> checkCountingChain(kernel, length));
  }

  @Test
  void chainOfSharedNodesAgreesWithTheTapeKernel() {
    Graph graph = new Graph();
    Node start = graph.placeholder();
    Node x = start;
    for (int i = 0; i < 100_000; i++) {
      x = graph.apply(Operators.SIN, x).times(0.5).plus(x.times(0.75));
    }
    Kernel kernel = compile(Request.of(x).differentiate(start));

    Runs.assertSameBits(kernel, Seeds.ones(kernel.tape()), 0.8);
  }

  /** Asking every thousandth node first would not help here: it would stay in one of the chains. */
  @ParameterizedTest
  @ValueSource(ints = {2, 1000, 1001})
  void interleavedChainsOnASmallStack(int chains) throws Exception {
    Graph graph = new Graph();
    Node start = graph.placeholder();
    Node[] ends = new Node[chains];
    for (int i = 0; i < chains; i++) {
      ends[i] = start.plus(i);
    }
    for (int i = 0; i < 400_000; i++) {
      ends[i % chains] = ends[i % chains].unaryMinus();
    }
    Kernel kernel = compile(Request.of(ends).differentiate(start));

    onASmallStack(() -> Runs.assertSameBits(kernel, Seeds.ones(kernel.tape()), 0.25));
  }

  /** Each output is a little deeper than the limit above the one before. */
  @Test
  void manyOutputsAlongOneChain() {
    int outputs = 20_000;
    Graph graph = new Graph();
    Node start = graph.placeholder();
    Node x = start;
    Node[] marks = new Node[outputs];
    for (int i = 0; i < outputs; i++) {
      for (int step = 0; step < Values.DEEPEST / 2 + 1; step++) {
        x = x.plus(1.0);
      }
      marks[i] = x;
    }
    Gradients results = Runs.gradient(compile(Request.of(marks).differentiate(start)), 0.0);

    assertThat(results.sums()).containsExactly(outputs);
    assertThat(results.values()[outputs - 1]).isEqualTo(outputs * (Values.DEEPEST / 2 + 1));
  }

  @Test
  void callerThatIsDeepInItsStackAlready() throws Exception {
    int length = 100_000;
    Kernel kernel = countingChain(length);
    checkCountingChain(kernel, length);

    onASmallStack(
        () -> {
          int room = framesLeft();
          assertThat(room).isGreaterThan(200);
          afterFrames(room / 2, () -> checkCountingChain(kernel, length));
        });
  }

  /** Counted with the frames that are used up then; those of another method may be smaller. */
  private int framesLeft() {
    depth = 0;
    try {
      afterFrames(Integer.MAX_VALUE, () -> {});
    } catch (StackOverflowError end) {
      return depth;
    }
    throw new AssertionError("no end of the stack");
  }

  private void afterFrames(int frames, Runnable action) {
    depth++;
    if (frames > 0) {
      afterFrames(frames - 1, action);
    } else {
      action.run();
    }
  }

  private static void onASmallStack(Runnable action) throws Exception {
    FutureTask<Void> task = new FutureTask<>(action, null);
    Thread thread = new Thread(null, task, "small stack", SMALL_STACK);
    thread.start();
    task.get();
    thread.join();
  }

  private static Kernel countingChain(int length) {
    Graph graph = new Graph();
    Node start = graph.placeholder();
    Node one = graph.constant(1.0);
    Node x = start;
    for (int i = 0; i < length; i++) {
      x = x.plus(one);
    }
    return compile(Request.of(x).differentiate(start));
  }

  private static void checkCountingChain(Kernel kernel, int length) {
    Gradients results = Runs.gradient(kernel, 0.5);
    assertThat(results.values()).containsExactly(length + 0.5);
    assertThat(results.sums()).containsExactly(1.0);
    assertThat(Runs.values(kernel, 0.5)).containsExactly(length + 0.5);
  }

  private static Kernel compile(Request request) {
    return new NaiveBackend().compile(Tape.lower(request), CompileOptions.DEFAULT);
  }
}
