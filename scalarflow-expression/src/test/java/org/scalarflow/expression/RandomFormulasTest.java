package org.scalarflow.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Feed;
import org.scalarflow.Graph;

/** Random texts: formulas with a known value, and hostile ones. */
@Timeout(120)
class RandomFormulasTest {

  private static final int FORMULAS = 500;
  private static final int HOSTILE_TEXTS = 5_000;
  private static final double X = 1.25;
  private static final double Y = -0.75;

  private static final String[] PIECES = {
    "(",
    ")",
    "+",
    "-",
    "*",
    "/",
    "^",
    ",",
    "x",
    "y",
    "sin",
    "max(",
    "sin(",
    "1",
    "2.5",
    ".",
    "e",
    "1e9",
    "1e999",
    " ",
    "\n",
    "\t",
    "\0",
    "\u001B",
    "−",
    "·",
    "π",
    "𝒳",
    "\uD83D",
    "\uDC00",
    "Pow_0",
    "Add_1",
    "_",
    "$",
    "0x1",
    "NaN",
    "Infinity",
    "\"",
    "'",
    "\\",
    "#",
    "logSumExp(",
    "\u202E",
    "\uFEFF",
    "\uFFFF",
    "ﬀ",
    "٣",
    "%s",
    "{",
    "}",
    "=",
    "<",
    "select("
  };

  /** Text, value and how tightly the text's outermost operator binds. */
  private record Known(String text, double value, int binding) {

    private static final int SUM = 0;
    private static final int PRODUCT = 1;
    private static final int SIGN = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    /** The text, in brackets if it binds looser than its place demands, or sometimes anyway. */
    String at(int place, Random random) {
      return binding < place || random.nextInt(8) == 0 ? "(" + text + ")" : text;
    }
  }

  private static Known formula(Random random, int depth) {
    if (depth == 0) {
      return switch (random.nextInt(3)) {
        case 0 -> new Known("x", X, Known.ATOM);
        case 1 -> new Known("y", Y, Known.ATOM);
        default -> {
          double number = random.nextInt(1000) / 100.0;
          yield new Known(Double.toString(number), number, Known.ATOM);
        }
      };
    }
    Known a = formula(random, random.nextInt(depth));
    Known b = formula(random, random.nextInt(depth));
    String space = random.nextBoolean() ? " " : "";
    return switch (random.nextInt(8)) {
      case 0 ->
          new Known(
              a.at(Known.SUM, random) + space + "+" + space + b.at(Known.PRODUCT, random),
              a.value + b.value,
              Known.SUM);
      case 1 ->
          new Known(
              a.at(Known.SUM, random) + space + "-" + space + b.at(Known.PRODUCT, random),
              a.value - b.value,
              Known.SUM);
      case 2 ->
          new Known(
              a.at(Known.PRODUCT, random) + space + "*" + space + b.at(Known.SIGN, random),
              a.value * b.value,
              Known.PRODUCT);
      case 3 ->
          new Known(
              a.at(Known.PRODUCT, random) + space + "/" + space + b.at(Known.SIGN, random),
              a.value / b.value,
              Known.PRODUCT);
      case 4 -> new Known("-" + space + a.at(Known.SIGN, random), -a.value, Known.SIGN);
      case 5 ->
          new Known(
              a.at(Known.ATOM, random) + "^" + space + b.at(Known.SIGN, random),
              Math.pow(a.value, b.value),
              Known.POWER);
      case 6 -> new Known("abs(" + a.text + ")", Math.abs(a.value), Known.ATOM);
      default ->
          new Known("max(" + a.text + "," + b.text + ")", Math.max(a.value, b.value), Known.ATOM);
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void formulasHaveTheirValues(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < FORMULAS; i++) {
      Known known = formula(random, 8);
      Graph graph = new Graph(new PlainBackend());
      double value =
          graph
              .run(
                  Expressions.parse(graph, known.text + " + 0 * x * y"),
                  Feed.of("x", X).and("y", Y))
              .value();
      assertThat(Double.doubleToLongBits(value))
          .as("formula %d of seed %d: %s", i, seed, known.text)
          .isEqualTo(Double.doubleToLongBits(known.value + 0 * X * Y));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void hostileTextsGiveOnlyTheDocumentedException(long seed) {
    Random random = new Random(seed);
    Graph graph = new Graph(new PlainBackend());
    int parsed = 0;
    int refused = 0;
    for (int i = 0; i < HOSTILE_TEXTS; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(12); length > 0; length--) {
        text.append(
            random.nextInt(20) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : PIECES[random.nextInt(PIECES.length)]);
      }
      int before = graph.size();
      try {
        Expressions.parse(graph, text.toString());
        parsed++;
      } catch (ExpressionException failure) {
        refused++;
        assertThat(graph.size()).as("text %d of seed %d", i, seed).isEqualTo(before);
        assertThat(failure.column()).isBetween(1, text.codePointCount(0, text.length()) + 1);
        assertThat(String.valueOf(failure.getMessage()).split("\n")).hasSize(3);
      }
    }
    assertThat(parsed).isPositive();
    assertThat(refused).isPositive();
  }
}
