package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with columns of texts. */
class CsvTableTest {

  private static final String FLOWERS =
      """
      width, colour, id, species

      1.5, red, 7, rose
      2," blue ", 8, iris
      -3e1, red, x9,"ro
      se"
      """;

  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  @Test
  void theFirstRowTellsNumbersFromTexts() throws IOException {
    Table table = CsvData.readTable(file("a,b,c\n1,x,.5\n2,3,-0\n+4,NA,1e3\n"));
    assertThat(table.name()).isEqualTo("data.csv");
    assertThat(table.column("a").numbers()).containsExactly(1, 2, 4);
    assertThat(table.column("b").differentTexts()).containsExactly("3", "NA", "x");
    assertThat(table.column("b").text(0)).isEqualTo("x");
    assertThat(table.column("c").numbers()).containsExactly(0.5, -0.0, 1000);
  }

  @Test
  void namedColumnsAreTexts() throws IOException {
    Path file = file("a,b\n01,1\n1,?\nx,2\n");
    Table table = CsvData.readTable(file, "b", "a", "b");
    assertThat(table.column("a").differentTexts()).containsExactly("01", "1", "x");
    assertThat(table.column("b").differentTexts()).containsExactly("1", "2", "?");
    refused(
        () -> CsvData.readTable(file),
        "data.csv, line 3, column 2 ('b'): the number is missing ('?'); remove the row or fill it in");
    refused(
        () -> CsvData.readTable(file, "a", "q", "r"),
        "data.csv, line 1: there are no columns 'q', 'r'; columns are a, b");
  }

  @Test
  void oneColumnIsATable() throws IOException {
    assertThat(CsvData.readTable(file("a\nx\ny\n")).columns()).hasSize(1);
    refused(
        () -> CsvData.readTable(file("a\n")), "data.csv: there is no row below the column names");
    refused(
        () -> CsvData.readTable(file("")),
        "data.csv: there is nothing in it; the first line names the columns");
    refused(
        () -> CsvData.readTable(file("1.5,2\n3,4\n")),
        "data.csv, line 1: the first line names the columns, but this looks like numbers: 1.5, 2");
    refused(
        () -> CsvData.readTable(folder.resolve("none.csv")),
        "there is no file " + folder.resolve("none.csv"));
  }

  @Test
  void missingAndLongTextsAreRefused() {
    refused(
        () -> CsvData.readTable(file("a,b\nx,1\n  ,2\n")),
        "data.csv, line 3, column 1 ('a'): the text is missing");
    refused(
        () -> CsvData.readTable(file("a,b\nx,1\n" + "y".repeat(201) + ",2\n")),
        "data.csv, line 3, column 1 ('a'): the text has more than 200 characters");
    refused(
        () -> CsvData.readTable(file("a,b\n1,x\nseven,y\n")),
        "data.csv, line 3, column 1 ('a'): 'seven' is not a number");
  }

  @Test
  void differentTextsAreBoundedOverAllColumns() throws IOException {
    String half =
        IntStream.range(0, CsvData.MAX_TEXTS / 2)
            .mapToObj(i -> "a" + i + ",b" + i + "\n")
            .collect(Collectors.joining());
    assertThat(CsvData.readTable(file("a,b\n" + half)).rows()).isEqualTo(CsvData.MAX_TEXTS / 2);
    refused(
        () -> CsvData.readTable(file("a,b\n" + half + "a0,c\n")),
        "data.csv, line 50002: there are more than 100000 different texts; remove a column that"
            + " only names the rows");
  }

  @Test
  void linesAreKeptThroughSelection() throws IOException {
    Table table = CsvData.readTable(file(FLOWERS), "id");
    assertThat(table.place(0, "id")).isEqualTo("data.csv, line 3, column 'id'");
    assertThat(table.select(2, 0).without("width").place(0, "id"))
        .isEqualTo("data.csv, line 5, column 'id'");
    assertThat(table.column("colour").differentTexts()).containsExactly("blue", "red");
    assertThat(table.column("species").differentTexts()).containsExactly("iris", "ro\nse", "rose");
  }

  // ---------------------------------------------------------- with an encoder

  @Test
  void anEncodersColumnsAreReadAndNoOthers() throws IOException {
    Table training = CsvData.readTable(file(FLOWERS), "id");
    FeatureEncoder encoder = FeatureEncoder.keepingNumbers(training.without("id", "species"));
    // Another order, no label, a column that would be refused, texts that look like numbers.
    Table table = CsvData.readTable(file("colour,note,width\nblue,,1\nred,1e999,2\n"), encoder);
    assertThat(table.columns()).extracting(Column::name).containsExactly("colour", "width");
    assertThat(encoder.encode(table)).isDeepEqualTo(new double[][] {{1, 1, 0}, {2, 0, 1}});
    Table numbered = CsvData.readTable(file("colour,width\n5,1\n"), encoder);
    refused(
        () -> encoder.encode(numbered),
        "data.csv, line 2, column 'colour': '5' is not a category that was seen before; known are"
            + " blue, red");
    refused(
        () -> CsvData.readTable(file("colour,size\nred,1\n"), encoder),
        "data.csv, line 1: there is no column 'width'; columns are colour, size");
    refused(
        () -> CsvData.readTable(file("colour,width\nred,wide\n"), encoder),
        "data.csv, line 2, column 2 ('width'): 'wide' is not a number");
  }

  // ------------------------------------------------------------- as data sets

  @Test
  void textsBecomeFeaturesOfADataSet() throws IOException {
    Path file = file("size,colour,kind\n1,red,a\n2,blue,b\n-0.0,green,a\n");
    Dataset data = CsvData.readEncoded(file, null);
    assertThat(data.name()).isEqualTo("data.csv");
    assertThat(data.featureNames())
        .containsExactly("size", "colour=blue", "colour=green", "colour=red");
    assertThat(data.labels()).containsExactly("a", "b");
    assertThat(data.features(0)).containsExactly(1, 0, 0, 1);
    assertThat(data.features(1)).containsExactly(2, 1, 0, 0);
    assertThat(data.features(2)).containsExactly(-0.0, 0, 1, 0);
    Dataset loaded = Datasets.load(file.toString(), "colour", 1);
    assertThat(loaded.featureNames()).containsExactly("size", "kind=a", "kind=b");
    assertThat(loaded.labels()).containsExactly("blue", "green", "red");
    refused(
        () -> CsvData.read(file), "data.csv, line 2, column 2 ('colour'): 'red' is not a number");
  }

  @Test
  void numbersAloneAreReadAsBefore() throws IOException {
    Path file = file("b,a,kind\n1,-0.0,7\n0.1,1e300,10\n");
    Dataset strict = CsvData.read(file);
    Dataset encoded = CsvData.readEncoded(file, "kind");
    assertThat(encoded.featureNames()).isEqualTo(strict.featureNames()).containsExactly("b", "a");
    assertThat(encoded.labels()).isEqualTo(strict.labels()).containsExactly("10", "7");
    for (int row = 0; row < 2; row++) {
      assertThat(encoded.features(row)).containsExactly(strict.features(row));
      assertThat(encoded.classOf(row)).isEqualTo(strict.classOf(row)).isEqualTo(1 - row);
    }
    assertThat(strict.feature(0, 1)).isEqualTo(-0.0);
  }

  @Test
  void tooManyCategoriesAreExplained() {
    String rows =
        IntStream.range(0, 1001)
            .mapToObj(i -> "id" + i + "," + i % 2 + "\n")
            .collect(Collectors.joining());
    refused(
        () -> CsvData.readEncoded(file("name,k\n" + rows), null),
        "data.csv: column 'name' has 1001 different texts, but at most 1000 become features; leave"
            + " the column out");
    refused(
        () -> CsvData.readEncoded(file("a=x,a,k\n1,x,y\n2,x,z\n"), null),
        "data.csv: two features are named 'a=x'; rename a column");
    refused(
        () -> CsvData.readEncoded(file("a,k\nx,y\nz,y\n"), null),
        "data.csv, column 2 ('k'): every row has the label 'y'; two classes or more are needed");
  }

  @Test
  void featuresAreBoundedBeforeTheyAreMade() throws IOException {
    // 25,000 rows of two columns are 50,000 fields, but would become 25 million numbers.
    String rows =
        IntStream.range(0, 25_000)
            .mapToObj(i -> "t" + i % 1000 + "," + i % 2 + "\n")
            .collect(Collectors.joining());
    refused(
        () -> CsvData.readEncoded(file("a,k\n" + rows), null),
        "data.csv: 25000 rows of 1000 features are too many; the most is 20000000 numbers");
  }

  // --------------------------------------------------------------------- fuzz

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomTextIsReadOrRefused(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] alphabet = "01.e-,,,\n\n\r\"\"ax =\u00e9\uFEFF\0".getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = alphabet[random.nextInt(alphabet.length)];
      }
      CsvPlan plan = CsvPlan.named(Set.of(), Set.of(), CsvColumn.Kind.BY_FIRST_ROW);
      try {
        Table table = new CsvParsing("fuzz").table(new ByteArrayInputStream(bytes), plan);
        double[][] features = FeatureEncoder.standardising(table).encode(table);
        assertThat(features).hasNumberOfRows(table.rows());
        assertThat(Arrays.stream(features).flatMapToDouble(Arrays::stream))
            .allMatch(Double::isFinite);
        read++;
      } catch (DataException refused) {
        assertThat(refused.getMessage()).startsWith("fuzz");
      }
    }
    assertThat(read).isPositive();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
  }
}
