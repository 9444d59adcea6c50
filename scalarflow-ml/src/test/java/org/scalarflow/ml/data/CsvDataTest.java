package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.EvaluationInterruptedException;

class CsvDataTest {

  /** Six times what a machine under heavy load was seen to need; it only tells ends from hangs. */
  private static final Duration QUICKLY = Duration.ofSeconds(60);

  @TempDir Path folder;

  private Dataset read(String text) throws IOException {
    return CsvData.read(file(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("data.csv"), bytes);
  }

  @Test
  void readsNumbersAndLabels() throws IOException {
    Dataset data = read("a,b,kind\n1,-2.5e3,yes\n+.5,4.,no\n0,1E-2,yes\n");
    assertThat(data.name()).isEqualTo("data.csv");
    assertThat(data.featureNames()).containsExactly("a", "b");
    assertThat(data.labels()).containsExactly("no", "yes");
    assertThat(data.features(0)).containsExactly(1, -2500);
    assertThat(data.features(1)).containsExactly(0.5, 4);
    assertThat(data.features(2)).containsExactly(0, 0.01);
    assertThat(IntStream.range(0, 3).map(data::classOf)).containsExactly(1, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b,kind\r\n1,2,yes\r\n3,4,no\r\n",
        "a,b,kind\n1,2,yes\n3,4,no",
        "\uFEFFa,b,kind\n1,2,yes\n3,4,no\n",
        "\uFEFF\"a\",\"b\",\"kind\"\n1,\"2\",\"yes\"\n3,4,no\n",
        " a , b , kind \n 1 , 2 , yes \n 3 , 4 , no \n",
        "a,b,kind\n\n1,2,yes\n   \n3,4,no\n\n\n",
        "\n\na,b,kind\n1,2,yes\n3,4,no\n",
        "a,b,kind\r1,2,yes\r3,4,no\r",
      })
  void readsEveryUsualWayOfWritingTheSame(String text) throws IOException {
    Dataset data = read(text);
    assertThat(data.featureNames()).containsExactly("a", "b");
    assertThat(data.labels()).containsExactly("no", "yes");
    assertThat(data.column(0)).containsExactly(1, 3);
    assertThat(data.column(1)).containsExactly(2, 4);
  }

  @Test
  void readsQuotedCommasQuotesAndNewlines() throws IOException {
    Dataset data = read("\"a,1\",\"the \"\"kind\"\"\"\n1,\"x\ny\"\n2,\"z, \"\"q\"\"\"\n");
    assertThat(data.featureNames()).containsExactly("a,1");
    assertThat(data.labels()).containsExactly("x\ny", "z, \"q\"");
  }

  @Test
  void columnsMayBeNumbered() throws IOException {
    assertThat(read("0,1,k\n1,2,x\n3,4,y\n").featureNames()).containsExactly("0", "1");
  }

  @Test
  void theLabelColumnIsChosenByNameOrNumber() throws IOException {
    Path file = file("1st,4,2\n1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8));
    assertThat(CsvData.read(file, "1st").featureNames()).containsExactly("4", "2");
    assertThat(CsvData.read(file, "1").labels()).containsExactly("1", "4");
    assertThat(CsvData.read(file, "3").labels()).containsExactly("3", "6");
    // A name goes before a number.
    assertThat(CsvData.read(file, "2").labels()).containsExactly("3", "6");
    assertThat(CsvData.read(file, " 1 ").labels()).containsExactly("1", "4");
    for (String label : new String[] {"5", "0", "-1", "99999999999", "2nd"}) {
      assertThatThrownBy(() -> CsvData.read(file, label))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "data.csv, line 1: there is no column '"
                  + label
                  + "' for the label; columns are 1 to 3: 1st, 4, 2");
    }
  }

  @ParameterizedTest
  @MethodSource
  void whatIsWrongIsToldWithLineAndColumn(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(DataException.class).hasMessage(message);
  }

  static Stream<Arguments> whatIsWrongIsToldWithLineAndColumn() {
    String a = "data.csv";
    return Stream.of(
        arguments("", a + ": there is nothing in it; the first line names the columns"),
        arguments("\n \n", a + ": there is nothing in it; the first line names the columns"),
        arguments("a,k\n", a + ": there is no row below the column names"),
        arguments(
            "a,k\n1,x\n2,x\n",
            a + ", column 2 ('k'): every row has the label 'x'; two classes or more are needed"),
        arguments("a,k\n1,x\nabc,y\n", a + ", line 3, column 1 ('a'): 'abc' is not a number"),
        arguments(
            "a,k\n1,5,x\n",
            a + ", line 2: there are 3 fields, but the first line names 2" + " columns"),
        arguments(
            "a,b,k\n1\n",
            a + ", line 2: there is 1 field, but the first line names 3" + " columns"),
        arguments(
            "a,k\n,x\n",
            a + ", line 2, column 1 ('a'): the number is missing; remove the row or fill it in"),
        arguments(
            "a,k\nNA,x\n",
            a
                + ", line 2, column 1 ('a'): the number is missing ('NA'); remove the row or fill"
                + " it in"),
        arguments("a,k\n1, \n", a + ", line 2, column 2 ('k'): the label is missing"),
        arguments(
            "a,k\n1e999,x\n",
            a + ", line 2, column 1 ('a'): '1e999' is too large for a" + " double"),
        arguments("a,k\nInfinity,x\n", a + ", line 2, column 1 ('a'): 'Infinity' is not a number"),
        arguments("a,k\n0x1p3,x\n", a + ", line 2, column 1 ('a'): '0x1p3' is not a number"),
        arguments("a,k\n1d,x\n", a + ", line 2, column 1 ('a'): '1d' is not a number"),
        arguments("a,k\n\"1,5\",x\n", a + ", line 2, column 1 ('a'): '1,5' is not a number"),
        arguments("a,k\n١,x\n", a + ", line 2, column 1 ('a'): '١' is not a number"),
        arguments("a,k\n1\u0007,x\n", a + ", line 2, column 1 ('a'): '1\uFFFD' is not a number"),
        arguments(
            "a,a,k\n1,2,x\n",
            a + ", line 1: columns 1 and 2 are both named 'a'; names of columns are distinct"),
        arguments(
            "a,,k\n1,2,x\n",
            a + ", line 1: column 2 has no name; the first line names the columns"),
        arguments(
            "5.1,-3,x\n4.9,3,y\n",
            a + ", line 1: the first line names the columns, but this looks like numbers: 5.1, -3"),
        arguments(
            "a;k\n1;x\n",
            a
                + ", line 1: there is one column only, 'a;k'; a label and at least one feature are"
                + " needed, separated by commas"),
        arguments(
            "\n\na,k\r\n\r\n1,\"x\ny\"\r\n2,y\nz,y\n",
            a + ", line 8, column 1 ('a'): 'z' is not a number"),
        arguments(
            "a,k\n1,x\n2,\"y\n3,x\n",
            a
                + ", line 3: a quoted field of the record that starts here is not closed, or is"
                + " followed by more text; a quote within it is written twice"),
        arguments(
            "a,k\n1,\"x\"y\n",
            a
                + ", line 2: a quoted field of the record that starts here is not closed, or is"
                + " followed by more text; a quote within it is written twice"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE"})
  void anotherCharsetIsRefusedOnItsLine(String charset) throws IOException {
    byte[] bytes = "a,k\n1,x\n2,é\n".getBytes(Charset.forName(charset));
    Throwable failure = catchThrowable(() -> CsvData.read(file(bytes)));
    assertThat(failure).isInstanceOf(DataException.class);
    if (charset.equals("ISO-8859-1")) {
      assertThat(failure)
          .hasMessage(
              "data.csv, line 3: there is a byte that is not UTF-8; save the file as UTF-8 text");
    }
  }

  @Test
  void aCharacterCutOffAtTheEndIsNotUtf8() throws IOException {
    byte[] bytes = "a,k\n1,x\n2,€".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
    assertThatThrownBy(() -> CsvData.read(file(cut)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3: there is a byte that is not UTF-8");
  }

  @Test
  void charactersOfSeveralBytesSurviveBufferBorders() throws IOException {
    StringBuilder text = new StringBuilder("a,k\n");
    for (int row = 0; row < 5000; row++) {
      text.append(row).append(",").append(row % 2 == 0 ? "€𝄞" : "é").append('\n');
    }
    assertThat(read(text.toString()).labels()).containsExactly("é", "€𝄞");
  }

  @Test
  void filesThatCannotBeReadAreNamed() throws IOException {
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> CsvData.read(missing))
        .isInstanceOf(DataException.class)
        .hasMessage("there is no file " + missing);
    assertThatThrownBy(() -> CsvData.read(folder))
        .isInstanceOf(DataException.class)
        .hasMessage("file " + folder + " is a folder");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ar", "tr", "hi-u-nu-deva"})
  void numbersDoNotDependOnTheLocale(String tag) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(tag));
    try {
      assertThat(read("I,k\n1.5,x\n-2e-3,y\n").column(0)).containsExactly(1.5, -0.002);
      assertThatThrownBy(() -> read("I,k\n1.5,x\nq,y\n"))
          .hasMessage("data.csv, line 3, column 1 ('I'): 'q' is not a number");
    } finally {
      Locale.setDefault(before);
    }
  }

  // ----------------------------------------------------------------- limits

  /** Text that goes on for ever. */
  private static InputStream endless(String start, String repeated) {
    byte[] first = start.getBytes(StandardCharsets.UTF_8);
    byte[] again = repeated.getBytes(StandardCharsets.UTF_8);
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        long at = position++;
        return at < first.length
            ? first[(int) at]
            : again[(int) ((at - first.length) % again.length)];
      }
    };
  }

  @ParameterizedTest
  @MethodSource
  void endlessTextFailsQuickly(String start, String repeated, String message) {
    Assertions.assertTimeoutPreemptively(
        QUICKLY,
        () ->
            assertThatThrownBy(() -> new CsvParsing("s").read(endless(start, repeated), null))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message));
  }

  static Stream<Arguments> endlessTextFailsQuickly() {
    String tooLong = "the record that starts here has more than 1000000 characters";
    return Stream.of(
        arguments("", "x", "line 1: " + tooLong),
        arguments("", "a,", "line 1: " + tooLong),
        arguments("a,k\n1,x\n", "2", "line 3: " + tooLong),
        arguments("a,k\n1,x\n\"", "2\n", "line 3: " + tooLong),
        arguments("a,k\n1,x\n", "1,x\n", "line 1000002: there are too many rows; the most is"),
        arguments("", "\0", "line 1: " + tooLong));
  }

  @Test
  void endlessBlankLinesAreInterruptible() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> new CsvParsing("s").read(endless("", "\n"), null))
          .isInstanceOf(EvaluationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void tooManyColumnsFailQuickly() {
    String header = String.join(",", IntStream.range(0, 100_000).mapToObj(i -> "c" + i).toList());
    assertThatThrownBy(() -> read(header + "\n"))
        .isInstanceOf(DataException.class)
        .hasMessage("data.csv, line 1: there are 100000 columns; the most is 10000");
  }

  @Test
  void theMostColumnsAreRead() throws IOException {
    String header =
        String.join(",", IntStream.range(0, CsvData.MAX_COLUMNS).mapToObj(i -> "c" + i).toList());
    String row = String.join(",", Collections.nCopies(CsvData.MAX_COLUMNS - 1, "7"));
    Dataset data = read(header + "\n" + row + ",x\n" + row + ",y\n");
    assertThat(data.featureCount()).isEqualTo(CsvData.MAX_COLUMNS - 1);
  }

  @Test
  void namesAndLabelsAreBounded() {
    String text = "x".repeat(CsvData.MAX_LABEL_LENGTH + 1);
    assertThatThrownBy(() -> read(text + ",k\n"))
        .hasMessage("data.csv, line 1: the name of column 1 has more than 200 characters");
    assertThatThrownBy(() -> read("a,k\n1," + text + "\n"))
        .hasMessage("data.csv, line 2, column 2 ('k'): the label has more than 200 characters");
    String rows = String.join("\n", IntStream.range(0, 1001).mapToObj(i -> "1," + i).toList());
    assertThatThrownBy(() -> read("a,k\n" + rows + "\n"))
        .hasMessage(
            "data.csv, line 1002, column 2 ('k'): there are more than 1000 different labels; is"
                + " this the label column?");
  }

  @Test
  void aLongFieldIsShownShort() {
    assertThatThrownBy(() -> read("a,k\n" + "x".repeat(50_000) + ",y\n"))
        .hasMessage("data.csv, line 2, column 1 ('a'): '" + "x".repeat(40) + "…' is not a number");
  }

  // ------------------------------------------------------------------- fuzz

  private static final String VALID =
      "\uFEFFwidth,\"the \"\"height\"\"\",kind\r\n1.5,-2e3,yes\n\n\"3\",4,\"n\no\"\r\n5,6,é\n";

  @Test
  void everyPrefixIsReadOrRefused() {
    byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int length = 0; length < bytes.length; length++) {
      refused += readOrRefuse(Arrays.copyOf(bytes, length)) ? 0 : 1;
    }
    assertThat(refused).isBetween(bytes.length / 2, bytes.length - 1);
  }

  @Test
  void everyFlippedBitIsReadOrRefused() {
    byte[] bytes = VALID.getBytes(StandardCharsets.UTF_8);
    assertThat(readOrRefuse(bytes)).isTrue();
    int refused = 0;
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      refused += readOrRefuse(flipped) ? 0 : 1;
    }
    assertThat(refused).isBetween(bytes.length, 8 * bytes.length - 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void randomTextIsReadOrRefused(long seed) {
    Random random = new Random(seed);
    byte[] alphabet = "01.e-,,,\n\n\r\"\"ax \u00e9\uFEFF\0".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int j = 0; j < bytes.length; j++) {
        bytes[j] = alphabet[random.nextInt(alphabet.length)];
      }
      readOrRefuse(bytes);
    }
  }

  /** Whether the bytes are a data set; anything thrown but a {@link DataException} is passed on. */
  private static boolean readOrRefuse(byte[] bytes) {
    try {
      Dataset data = new CsvParsing("fuzz").read(new ByteArrayInputStream(bytes), null);
      assertThat(data.rows()).isPositive();
      assertThat(data.labels()).hasSizeGreaterThan(1);
      return true;
    } catch (DataException refused) {
      assertThat(refused.getMessage()).startsWith("fuzz");
      return false;
    } catch (IOException failure) {
      throw new AssertionError("the bytes " + Arrays.toString(bytes), failure);
    }
  }
}
