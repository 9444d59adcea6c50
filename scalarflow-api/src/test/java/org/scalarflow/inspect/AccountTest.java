package org.scalarflow.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.Writer;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Evaluation;
import org.scalarflow.Functions;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;

class AccountTest {

  private static final String SEED_EXAMPLE =
      """
      Forward: the value of each node, operands first (– means not computed)

        node        formula                  value
        w           variable                 1.0
        x           placeholder              2.0
        y           placeholder              3.0
        Multiply_0  w × x                    2.0
        Subtract_0  Multiply_0 − y           -1.0
        Constant_0  constant                 2.0
        Pow_0       Subtract_0 ^ Constant_0  1.0
        Constant_1  constant                 2.0
        Pow_1       w ^ Constant_1           1.0
        Add_0       Pow_0 + Pow_1            2.0

      Backward: the derivative of each node, consumers first
        L = Add_0 is what was differentiated.
        ∂L/∂v says how L changes with a node v, ∂u/∂v how a node u changes with its
        operand v alone. Each node u passes ∂L/∂u × ∂u/∂v to its operand v, and ∂L/∂v
        is the sum of what v receives; an output begins with its seed.

        ∂L/∂Add_0 = 1.0, from the seed
          to Pow_0  ∂L/∂Add_0 × ∂Add_0/∂Pow_0 = 1.0 × 1.0 = 1.0
          to Pow_1  ∂L/∂Add_0 × ∂Add_0/∂Pow_1 = 1.0 × 1.0 = 1.0
        ∂L/∂Pow_1 = 1.0, from Add_0
          to w  ∂L/∂Pow_1 × ∂Pow_1/∂w = 1.0 × 2.0 = 2.0
        ∂L/∂Pow_0 = 1.0, from Add_0
          to Subtract_0  ∂L/∂Pow_0 × ∂Pow_0/∂Subtract_0 = 1.0 × (-2.0) = -2.0
        ∂L/∂Subtract_0 = -2.0, from Pow_0
          to Multiply_0  ∂L/∂Subtract_0 × ∂Subtract_0/∂Multiply_0 = -2.0 × 1.0 = -2.0
          to y           ∂L/∂Subtract_0 × ∂Subtract_0/∂y          = -2.0 × (-1.0) = 2.0
        ∂L/∂Multiply_0 = -2.0, from Subtract_0
          to w  ∂L/∂Multiply_0 × ∂Multiply_0/∂w = -2.0 × 2.0 = -4.0
          to x  ∂L/∂Multiply_0 × ∂Multiply_0/∂x = -2.0 × 1.0 = -2.0
        ∂L/∂y = 2.0, from Subtract_0
        ∂L/∂x = -2.0, from Multiply_0
        ∂L/∂w = 2.0 + (-4.0) = -2.0, from Pow_1, Multiply_0
      """;

  private final Example example = new Example();

  @Test
  void theSeedExampleIsToldInFull() {
    assertThat(Account.of(example.run())).hasToString(SEED_EXAMPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ar", "tr", "hi", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
  void noLocaleChangesTheText(String locale) {
    assertThat(Example.under(locale, () -> Account.of(new Example().run()).toString()))
        .isEqualTo(SEED_EXAMPLE);
  }

  @Test
  void operatorsAreWrittenAsSignsOrFunctions() {
    Node root = Functions.sqrt(example.x.unaryMinus().div(example.y)).minus(example.w);
    Node all = Functions.logSumExp(root, example.x, example.y);
    assertThat(account(all))
        .contains("  −x  ")
        .contains("  Negate_0 / y  ")
        .contains("  sqrt(Divide_0)  ")
        .contains("  Sqrt_0 − w  ")
        .contains("  logSumExp(Subtract_1, x, y)  ");
  }

  @Test
  void anOperatorWithABorrowedNameButOtherOperandsIsWrittenAsAFunction() {
    Operator add = Operator.unary("add", x -> x, (x, result) -> 1.0);
    Operator negate = Operator.binary("negate", (a, b) -> a, (a, b, r) -> 1.0, (a, b, r) -> 0.0);
    Node node = example.graph.apply(negate, example.graph.apply(add, example.x), example.y);
    assertThat(account(node)).contains("  add(x)  ").contains("  negate(Add_1, y)  ");
  }

  @Test
  void theOperandIsNumberedWhereANodeStandsTwice() {
    assertThat(account(example.x.times(example.x)))
        .contains("    to x (operand 0)  ∂L/∂Multiply_1 × ∂Multiply_1/∂x = 1.0 × 2.0 = 2.0\n")
        .contains("    to x (operand 1)  ∂L/∂Multiply_1 × ∂Multiply_1/∂x = 1.0 × 2.0 = 2.0\n")
        .contains("  ∂L/∂x = 2.0 + 2.0 = 4.0, from Multiply_1, Multiply_1\n");
  }

  @Test
  void severalOutputsAreToldAsTheirWeightedSum() {
    Node product = example.graph.node("Multiply_0");
    Request request = Request.of(product, example.loss).differentiateAll().observeAll();
    Evaluation run = example.graph.compile(request).gradient(example.feed, -2.0, 1.0);
    assertThat(Account.of(run).toString())
        .contains("  L = (-2.0) × Multiply_0 + Add_0 is what was differentiated.\n")
        .contains("  ∂L/∂Multiply_0 = -2.0 + (-2.0) = -4.0, from the seed, Subtract_0\n");
  }

  @Test
  void aRunOfValuesSaysThatDerivativesWereNotComputed() {
    assertThat(Account.of(example.graph.run(example.loss, example.feed)).toString())
        .endsWith("consumers first\n\n  not computed in this run\n");
  }

  @Test
  void whatWasNotDeliveredIsADashAndNeverZero() {
    Request request = Request.of(example.loss).differentiate(example.w);
    assertThat(Account.of(example.graph.compile(request).gradient(example.feed)).toString())
        .contains("  Multiply_0  w × x                    –\n")
        .contains("  ∂L/∂Add_0 = 1.0, from the seed\n")
        .contains("  ∂L/∂Pow_1 = –, from Add_0\n")
        .contains("= – × – = –\n")
        .contains("  ∂L/∂w = – + – = -2.0, from Pow_1, Multiply_0\n")
        .doesNotContain("to y")
        .doesNotContain("0.0");
  }

  @Test
  void aNodeThatNothingComesBackToSaysSo() {
    Node choice = Functions.select(Functions.less(example.x, 0.0), example.w, example.y);
    assertThat(account(choice)).contains("  ∂L/∂w = 0.0, nothing is passed to it\n");
  }

  @Test
  void namesThatAreNotWordsAreQuotedInOneLine() {
    Node sum = example.x.plus(example.y).named("sum\nof \u202e\"both\"");
    assertThat(account(sum))
        .contains("  \"sum\\u000Aof \\u202E\\\"both\\\"\"  x + y  ")
        .contains("  ∂L/∂\"sum\\u000Aof \\u202E\\\"both\\\"\" = 1.0, from the seed\n");
  }

  @Test
  void aLimitKeepsTheFirstAndTheLastNodes() {
    String text = Account.of(example.run()).withLimit(4).toString();
    assertThat(text)
        .contains("  x      placeholder     2.0\n  … 6 more …\n  Pow_1  w ^ Constant_1  1.0\n")
        .contains("  … 4 more …\n  ∂L/∂x = -2.0, from Multiply_0\n")
        .doesNotContain("Subtract_0");
    assertThat(Account.of(example.run()).withLimit(10)).hasToString(SEED_EXAMPLE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Account.of(example.run()).withLimit(1))
        .withMessageContaining("at least 2");
  }

  @Test
  void aLimitHoldsForOperandsAndTerms() {
    Node wide = example.graph.apply(Operators.LOG_SUM_EXP, Collections.nCopies(1000, example.x));
    Evaluation run = example.graph.gradient(wide, example.feed);
    String text = Account.of(run).withLimit(4).toString();
    assertThat(text)
        .contains("  logSumExp(x, x, …, x, x)  ")
        .contains("  … 996 more …\n    to x (operand 998)")
        .contains(", from LogSumExp_0, LogSumExp_0, …, LogSumExp_0, LogSumExp_0\n");
    assertThat(text.lines()).hasSizeLessThan(30);
  }

  @Test
  void aDeepGraphIsToldBoundedByDefaultAndCompleteOnRequest() throws IOException {
    Account account = Account.of(Example.deepRun());
    assertThat(account.toString().lines().count()).isBetween(400L, 1000L);
    int depth = Example.DEEP / 20;
    CountingWriter lines = new CountingWriter();
    Account.of(Example.deepRun(depth)).complete().writeTo(lines);
    assertThat(lines.count).isEqualTo(2L * (depth + 1) + 2L * depth + 10);
  }

  @Test
  void aTargetThatFailsIsHeard() {
    Writer full =
        new CountingWriter() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("disk full");
          }
        };
    assertThatIOException()
        .isThrownBy(() -> Account.of(example.run()).writeTo(full))
        .withMessage("disk full");
  }

  private String account(Node output) {
    return Account.of(example.graph.gradient(output, example.feed)).toString();
  }

  /** Counts lines and keeps nothing. */
  private static class CountingWriter extends Writer {

    long count;

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          count++;
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
