package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class FeatureEncoderTest {

  private static final Table TRAINING =
      Table.of(
          "training",
          List.of(
              Column.numbers("width", 1, 3, 5, 7),
              Column.texts("colour", List.of("red", "blue", "red", "green")),
              Column.numbers("same", 4, 4, 4, 4),
              Column.texts("kind", List.of("b", "a", "b", "a"))));

  private static final LabelEncoding KIND = LabelEncoding.of(TRAINING, "kind");

  private static FeatureEncoder encoder() {
    return FeatureEncoder.standardising(TRAINING.without("kind"));
  }

  // -------------------------------------------------------------------- fitting

  @Test
  void takesScaleAndCategoriesFromTheTrainingRows() {
    assertThat(encoder().columns())
        .containsExactly(
            new NumberEncoding("width", 4, Math.sqrt(5)),
            new CategoryEncoding("colour", List.of("blue", "green", "red"), false),
            new NumberEncoding("same", 4, 1));
    assertThat(encoder().featureNames())
        .containsExactly("width", "colour=blue", "colour=green", "colour=red", "same");
    assertThat(encoder().featureCount()).isEqualTo(5);
    assertThat(FeatureEncoder.keepingNumbers(TRAINING.without("kind", "colour")).columns())
        .containsExactly(NumberEncoding.keeping("width"), NumberEncoding.keeping("same"));
  }

  @Test
  void onlyCategoriesOfTheChosenRowsAreSeen() {
    FeatureEncoder encoder =
        FeatureEncoder.keepingNumbers(TRAINING.select(0, 1, 2).without("kind"));
    assertThat(encoder.featureNames()).doesNotContain("colour=green");
    refused(
        () -> encoder.encode(TRAINING),
        "training, row 3, column 'colour': 'green' is not a category that was seen before; known"
            + " are blue, red");
  }

  @Test
  void standardisesAsAStandardizerDoes() {
    Dataset iris = Datasets.iris();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < iris.featureCount(); i++) {
      columns.add(Column.numbers(iris.featureNames().get(i), iris.column(i)));
    }
    Table table = Table.of("iris", columns);
    double[][] encoded = FeatureEncoder.standardising(table).encode(table);
    Dataset expected = Standardizer.of(iris).apply(iris);
    for (int row = 0; row < encoded.length; row++) {
      assertThat(encoded[row]).containsExactly(expected.features(row));
    }
  }

  @Test
  void whatCannotBeFittedIsNamed() {
    assertThat(FeatureEncoder.keepingNumbers(numbers(-1e308, 1e308)).encode(List.of("1e308")))
        .containsExactly(1e308);
    refused(
        () -> FeatureEncoder.standardising(numbers(0, 1e-150)).encode(numbers(0, 1e200)),
        "t, row 1, column 'n': 1.0E200 is too far from the mean 5.0E-151 for the deviation"
            + " 5.0E-151");
    List<Column> wide = new ArrayList<>();
    List<String> texts = IntStream.range(0, 1000).mapToObj(i -> "t" + i).toList();
    for (int i = 0; i < 11; i++) {
      wide.add(Column.texts("c" + i, texts));
    }
    refused(
        () -> FeatureEncoder.keepingNumbers(Table.of("t", wide)),
        "t: there are more than 10000 features; leave out columns of many categories");
    refused(
        () -> FeatureEncoder.keepingNumbers(texts("x", "")),
        "t: column 'n': a category has from 1 to 200 characters, not 0");
  }

  private static Table numbers(double... values) {
    return Table.of("t", List.of(Column.numbers("n", values)));
  }

  private static Table texts(String... values) {
    return Table.of("t", List.of(Column.texts("n", List.of(values))));
  }

  // ------------------------------------------------------------------- encoding

  @Test
  void rowsBecomeFeatures() {
    double scale = Math.sqrt(5);
    assertThat(encoder().encode(TRAINING))
        .isDeepEqualTo(
            new double[][] {
              {-3 / scale, 0, 0, 1, 0},
              {-1 / scale, 1, 0, 0, 0},
              {1 / scale, 0, 0, 1, 0},
              {3 / scale, 0, 1, 0, 0}
            });
    assertThat(encoder().encode(List.of(" 9 ", " green", "5.5")))
        .containsExactly(5 / scale, 0, 1, 0, 1.5);
  }

  @Test
  void aTableBecomesADataSet() {
    Dataset data = encoder().encode(TRAINING, KIND);
    assertThat(data.name()).isEqualTo("training");
    assertThat(data.labels()).containsExactly("a", "b");
    assertThat(data.featureNames()).isEqualTo(encoder().featureNames());
    assertThat(IntStream.range(0, 4).map(data::classOf)).containsExactly(1, 0, 1, 0);
    assertThat(data.features(3)).containsExactly(encoder().encode(TRAINING)[3]);
    // Rows of one class only still know both.
    assertThat(encoder().encode(TRAINING.select(1, 3), KIND).classCounts()).containsExactly(2, 0);
  }

  @Test
  void columnsAreFoundByName() {
    Table turned =
        Table.of(
            "turned",
            List.of(
                Column.texts("extra", List.of("?")),
                Column.numbers("same", 4),
                Column.texts("colour", List.of("red")),
                Column.numbers("width", 4)));
    assertThat(encoder().encode(turned)[0]).containsExactly(0, 0, 0, 1, 0);
    refused(
        () -> encoder().encode(turned.without("same")),
        "turned: there is no column 'same'; columns are extra, colour, width");
  }

  @Test
  void unknownCategoriesAreErrorsOrZeros() {
    refused(
        () -> encoder().encode(List.of("1", "Red", "4")),
        "column 'colour': 'Red' is not a category that was seen before; known are blue, green, red");
    FeatureEncoder lenient = encoder().withUnknownAsZeros();
    assertThat(lenient.encode(List.of("4", "Red", "4"))).containsOnly(0);
    assertThat(lenient.encode(List.of("4", "red", "4"))).containsExactly(0, 0, 0, 1, 0);
    assertThat(lenient.withUnknownAsZeros()).isEqualTo(lenient).isNotEqualTo(encoder());
    refused(() -> lenient.encode(List.of("4", " ", "4")), "column 'colour': the text is missing");
  }

  @Test
  void knownCategoriesAreListedShort() {
    List<String> many = IntStream.range(100, 200).mapToObj(i -> "c" + i).toList();
    FeatureEncoder encoder = new FeatureEncoder(List.of(new CategoryEncoding("n", many, false)));
    assertThatThrownBy(() -> encoder.encode(List.of("x\n" + "y".repeat(100_000))))
        .isInstanceOf(DataException.class)
        .message()
        .startsWith("column 'n': 'x\uFFFD" + "y".repeat(38) + "…' is not")
        .endsWith("c138, c139, …");
  }

  @Test
  void fieldsThatAreNoNumbersAreErrors() {
    refused(
        () -> encoder().encode(List.of("wide", "red", "4")),
        "column 'width': 'wide' is not a number");
    refused(
        () -> encoder().encode(List.of("", "red", "4")),
        "column 'width': the number is missing; remove the row or fill it in");
    refused(
        () -> encoder().encode(List.of("1e999", "red", "4")),
        "column 'width': '1e999' is too large for a double");
    assertThatThrownBy(() -> encoder().encode(List.of("1", "red")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 fields were given, but 3 columns are encoded");
  }

  @Test
  void columnsReadAsAnotherKind() {
    FeatureEncoder numbers = FeatureEncoder.keepingNumbers(numbers(1, 2));
    assertThat(numbers.encode(texts("3", "4.5"))).isDeepEqualTo(new double[][] {{3}, {4.5}});
    refused(() -> numbers.encode(texts("3", "x")), "t, row 1, column 'n': 'x' is not a number");
    FeatureEncoder texts = FeatureEncoder.keepingNumbers(texts("1", "2"));
    refused(
        () -> texts.encode(numbers(1)),
        "t, row 0, column 'n': 1.0 is a number; name this as a column of texts");
  }

  // ----------------------------------------------------------- values and checks

  @Test
  void isBuiltAgainFromItsValues() {
    List<ColumnEncoding> again = new ArrayList<>();
    for (ColumnEncoding column : encoder().columns()) {
      again.add(
          column instanceof NumberEncoding numbers
              ? new NumberEncoding(numbers.column(), numbers.mean(), numbers.deviation())
              : new CategoryEncoding(
                  column.column(), List.copyOf(((CategoryEncoding) column).categories()), false));
    }
    FeatureEncoder copy = new FeatureEncoder(again);
    assertThat(copy).isEqualTo(encoder()).hasSameHashCodeAs(encoder());
    assertThat(copy.encode(TRAINING)).isDeepEqualTo(encoder().encode(TRAINING));
    again.clear();
    assertThat(copy.columns()).hasSize(3);
    assertThat(new LabelEncoding("kind", List.of("a", "b"))).isEqualTo(KIND);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (double mean : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      invalid(
          () -> new NumberEncoding("n", mean, 1),
          "column 'n': the mean is " + mean + "; it must be finite");
    }
    for (double deviation : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      invalid(
          () -> new NumberEncoding("n", 0, deviation),
          "column 'n': the deviation is " + deviation + "; it must be positive and finite");
    }
    invalid(() -> category(), "column 'n': there are from 1 to 1000 categories, not 0");
    invalid(
        () -> new CategoryEncoding("n", Collections.nCopies(1001, "x"), false),
        "column 'n': there are from 1 to 1000 categories, not 1001");
    invalid(
        () -> category("b", "a"),
        "column 'n': category 'a' comes after 'b'; categories are in ascending order, each once");
    invalid(
        () -> category("a", "a"),
        "column 'n': category 'a' comes after 'a'; categories are in ascending order, each once");
    invalid(() -> category(""), "column 'n': a category has from 1 to 200 characters, not 0");
    invalid(
        () -> category("x".repeat(201)),
        "column 'n': a category has from 1 to 200 characters, not 201");
    invalid(() -> new FeatureEncoder(List.of()), "there is no column to encode");
    invalid(
        () -> new FeatureEncoder(List.of(category("a"), NumberEncoding.keeping("n"))),
        "two columns are named 'n'");
    invalid(
        () -> new FeatureEncoder(List.of(category("a"), NumberEncoding.keeping("n=a"))),
        "two features are named 'n=a'; rename a column");
  }

  private static CategoryEncoding category(String... categories) {
    return new CategoryEncoding("n", List.of(categories), false);
  }

  // --------------------------------------------------------------------- labels

  @Test
  void labelsAreNumberedInTheirOrder() {
    assertThat(KIND.labels()).containsExactly("a", "b");
    assertThat(KIND.classes(TRAINING)).containsExactly(1, 0, 1, 0);
    assertThat(new LabelEncoding("kind", List.of("b", "a")).classes(TRAINING))
        .containsExactly(0, 1, 0, 1);
    refused(
        () -> new LabelEncoding("colour", List.of("red", "green")).classes(TRAINING),
        "training, row 1, column 'colour': 'blue' is not a label that was seen before; known are"
            + " red, green");
    refused(
        () -> new LabelEncoding("width", List.of("1", "2")).classes(TRAINING),
        "training, row 0, column 'width': 1.0 is a number; name this as a column of texts");
    refused(
        () -> LabelEncoding.of(TRAINING, "width"),
        "training: the label column 'width' was read as numbers; name it as a column of texts");
    refused(
        () -> LabelEncoding.of(texts("x", "x"), "n"),
        "t, column 'n': there are from 2 to 1000 labels, not 1");
    invalid(() -> new LabelEncoding("k", List.of("a", "a")), "column 'k': two labels are 'a'");
    invalid(
        () -> new LabelEncoding("k", List.of("a", "")),
        "column 'k': a label has from 1 to 200 characters, not 0");
    invalid(
        () -> new LabelEncoding("k", Collections.nCopies(1001, "a")),
        "column 'k': there are from 2 to 1000 labels, not 1001");
  }

  @Test
  void standardisedColumnsHaveMeanZeroAndDeviationOne() {
    double[] values = {0.1, 7.25, -3, 12, 1e-3};
    double[][] encoded = FeatureEncoder.standardising(numbers(values)).encode(numbers(values));
    double sum = 0;
    double squares = 0;
    for (double[] row : encoded) {
      sum += row[0];
      squares += row[0] * row[0];
    }
    // A few roundings of numbers near 1.
    assertThat(sum).isCloseTo(0, within(1e-14));
    assertThat(squares / values.length).isCloseTo(1, within(1e-14));
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
  }

  private static void invalid(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
