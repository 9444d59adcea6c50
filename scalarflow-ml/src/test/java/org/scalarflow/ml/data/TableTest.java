package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final Column WIDTH = Column.numbers("width", 3, -1, 3);
  private static final Column COLOUR = Column.texts("colour", List.of("red", "blue", "red"));

  private static Table table() {
    return Table.of("t", List.of(WIDTH, COLOUR));
  }

  @Test
  void holdsNumbersAndTexts() {
    Table table = table();
    assertThat(table).hasToString("t: 3 rows of 2 columns");
    assertThat(table.rows()).isEqualTo(3);
    assertThat(table.columns()).containsExactly(WIDTH, COLOUR);
    assertThat(table.column("width").isText()).isFalse();
    assertThat(table.column("width").numbers()).containsExactly(3, -1, 3);
    assertThat(table.column("width").number(1)).isEqualTo(-1);
    assertThat(table.column("colour").isText()).isTrue();
    assertThat(table.column("colour").text(2)).isEqualTo("red");
    assertThat(table.column("colour").differentTexts()).containsExactly("blue", "red");
    assertThat(COLOUR).hasToString("colour: 3 texts");
    assertThat(WIDTH).hasToString("width: 3 numbers");
  }

  @Test
  void doesNotChangeWithWhatItWasGivenOrGaveOut() {
    double[] numbers = {1, 2};
    List<String> texts = new ArrayList<>(List.of("a", "b"));
    Table table = Table.of("t", List.of(Column.numbers("n", numbers), Column.texts("s", texts)));
    numbers[0] = 9;
    texts.set(0, "z");
    table.column("n").numbers()[1] = 9;
    assertThat(table.column("n").numbers()).containsExactly(1, 2);
    assertThat(table.column("s").text(0)).isEqualTo("a");
    ThrowingCallable change = () -> table.columns().clear();
    assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void selectsRowsAndColumns() {
    Table chosen = table().select(2, 0, 2);
    assertThat(chosen.column("width").numbers()).containsExactly(3, 3, 3);
    assertThat(chosen.column("colour").differentTexts()).containsExactly("red");
    assertThat(table().select(1, 0).column("colour").text(0)).isEqualTo("blue");
    assertThat(table().without("width").columns()).containsExactly(COLOUR);
    assertThat(table().without().columns()).hasSize(2);
    assertThatThrownBy(() -> table().select(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> table().select(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    refused(() -> table().select(), "t: there is no row");
    refused(() -> table().without("width", "colour"), "t: there is no column");
    refused(
        () -> table().without("size"), "t: there is no column 'size'; columns are width, colour");
  }

  @Test
  void refusesWhatIsNoTable() {
    refused(() -> Table.of("t", List.of()), "t: there is no column");
    refused(() -> Table.of("t", List.of(Column.texts("s", List.of()))), "t: there is no row");
    refused(() -> Table.of("t", List.of(WIDTH, WIDTH)), "t: two columns are named 'width'");
    refused(
        () -> Table.of("t", List.of(WIDTH, Column.numbers("n", 1))),
        "t: column 'n' has 1 rows, but 'width' has 3");
    refused(
        () -> Column.numbers("n", 1, Double.NaN),
        "column 'n', row 1 is NaN; numbers must be finite");
  }

  @Test
  void theKindOfAColumnIsChecked() {
    assertThatThrownBy(() -> WIDTH.text(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column 'width' holds numbers");
    assertThatThrownBy(WIDTH::differentTexts).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> COLOUR.number(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column 'colour' holds texts");
    assertThatThrownBy(COLOUR::numbers).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> WIDTH.number(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> COLOUR.text(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
  }
}
