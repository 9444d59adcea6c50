package org.scalarflow.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;

/** Deep, long and hostile texts: they work or give a clear error, on a small stack too. */
@Timeout(60)
class ExpressionLimitsTest {

  private static final int LONG = 100_000;
  private static final long SMALL_STACK = 256 * 1024;

  private final Graph graph = new Graph(new PlainBackend());

  /** Runs on a thread with a small stack and passes on what it throws. */
  private static void onSmallStack(Runnable work) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, work, "small stack", SMALL_STACK);
    thread.setUncaughtExceptionHandler((owner, failure) -> thrown.set(failure));
    thread.start();
    thread.join(Duration.ofSeconds(60).toMillis());
    assertThat(thread.isAlive()).isFalse();
    assertThat(thrown.get()).isNull();
  }

  private double value(String text) {
    Node node = Expressions.parse(graph, text);
    return graph.run(node, Feed.of("a", 1.0)).value();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "sin(", "-(", "a^(", "1+2*(", "max(1, "})
  void tooDeepNestingIsAnError(String open) throws InterruptedException {
    String text = open.repeat(LONG) + "a" + ")".repeat(LONG);
    onSmallStack(
        () -> {
          ExpressionException failure =
              catchThrowableOfType(ExpressionException.class, () -> Expressions.parse(graph, text));
          assertThat(failure.problem()).startsWith("brackets are nested more than 250 deep");
          assertThat(failure.column())
              .isEqualTo(Expressions.DEEPEST_NESTING * open.length() + open.indexOf('(') + 1);
          assertThat(graph.size()).isZero();
        });
  }

  @Test
  void onlyOpenBracketsAreAnError() throws InterruptedException {
    onSmallStack(
        () ->
            assertThat(
                    catchThrowableOfType(
                        ExpressionException.class,
                        () -> Expressions.parse(graph, "(".repeat(LONG))))
                .isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "sin(", "-(", "a^-(", "1+2*(", "max(0, "})
  void nestingAtTheLimitWorks(String open) throws InterruptedException {
    String text =
        open.repeat(Expressions.DEEPEST_NESTING) + "a" + ")".repeat(Expressions.DEEPEST_NESTING);
    onSmallStack(() -> assertThat(Expressions.parse(graph, text)).isNotNull());
  }

  @Test
  void longChainsWork() throws InterruptedException {
    onSmallStack(
        () -> {
          assertThat(value("a" + "+a".repeat(LONG))).isEqualTo(LONG + 1.0);
          assertThat(value("a" + "-a".repeat(LONG))).isEqualTo(1.0 - LONG);
          assertThat(value("a" + "*a".repeat(LONG))).isEqualTo(1.0);
          assertThat(value("a" + "^a".repeat(LONG))).isEqualTo(1.0);
          assertThat(value("-".repeat(LONG) + "a")).isEqualTo(1.0);
          assertThat(value("-".repeat(LONG + 1) + "2")).isEqualTo(-2.0);
          assertThat(value("+-".repeat(LONG + 1) + "a")).isEqualTo(-1.0);
          assertThat(value("a^" + "-".repeat(LONG) + "a")).isEqualTo(1.0);
          assertThat(value("logSumExp(a" + ",a".repeat(LONG) + ")"))
              .isEqualTo(1 + Math.log(LONG + 1.0));
          assertThat(value("(a)" + "+(a)".repeat(LONG))).isEqualTo(LONG + 1.0);
          assertThat(value("0." + "0".repeat(LONG) + "1")).isZero();
        });
  }

  @Test
  void theLongestTextWorksAndALongerOneIsAnError() {
    int terms = (Expressions.LONGEST_TEXT - 1) / 2;
    assertThat(value("a" + "+a".repeat(terms))).isEqualTo(terms + 1.0);
    int before = graph.size();
    ExpressionException failure =
        catchThrowableOfType(
            ExpressionException.class,
            () -> Expressions.parse(graph, "𝒳".repeat(Expressions.LONGEST_TEXT)));
    assertThat(failure.problem()).startsWith("a formula may have ");
    assertThat(graph.size()).isEqualTo(before);
  }
}
