package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArityTest {

  @Test
  void anExactArityAcceptsOneCount() {
    Arity three = Arity.exactly(3);
    assertThat(three.isFixed()).isTrue();
    assertThat(three.accepts(3)).isTrue();
    assertThat(three.accepts(2)).isFalse();
    assertThat(three.accepts(4)).isFalse();
  }

  @Test
  void anOpenArityAcceptsAnyCountFromTheLeastOn() {
    Arity open = Arity.atLeast(2);
    assertThat(open.isFixed()).isFalse();
    assertThat(open.accepts(1)).isFalse();
    assertThat(open.accepts(2)).isTrue();
    assertThat(open.accepts(Integer.MAX_VALUE)).isTrue();
  }

  @Test
  void aStepSkipsCounts() {
    Arity even = new Arity(2, 6, 2);
    assertThat(even.accepts(0)).isFalse();
    assertThat(even.accepts(2)).isTrue();
    assertThat(even.accepts(3)).isFalse();
    assertThat(even.accepts(6)).isTrue();
    assertThat(even.accepts(8)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1 operand",
    "3, 3, 1, 3 operands",
    "1, 2147483647, 1, at least 1 operand",
    "2, 2147483647, 2, at least 2 operands in steps of 2",
    "2, 5, 1, 2 to 5 operands",
    "1, 5, 2, 1 to 5 operands in steps of 2"
  })
  void describesItself(int least, int most, int step, String expected) {
    assertThat(new Arity(least, most, step).describe()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "-1, 1, 1", "3, 2, 1", "1, 2, 0"})
  void badBoundsAreRefused(int least, int most, int step) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Arity(least, most, step))
        .withMessageContaining("least " + least + ", most " + most + ", step " + step);
  }
}
