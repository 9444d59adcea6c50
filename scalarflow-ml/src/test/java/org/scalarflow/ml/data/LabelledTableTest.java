package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows with texts and classes, and how they are read. */
class LabelledTableTest {

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  @Test
  void aFileKeepsItsTexts() throws IOException {
    Path file = file("size,colour,kind\n1,red,1\n2,blue,0\n-3,red,1\n");
    LabelledTable table = CsvData.readLabelled(file, null);
    assertThat(table.labels()).containsExactly("0", "1");
    assertThat(table.classes()).containsExactly(1, 0, 1);
    assertThat(table.classCounts()).containsExactly(1, 2);
    assertThat(table.features().columns())
        .extracting(Column::name)
        .containsExactly("size", "colour");
    assertThat(table.features().column("colour").text(2)).isEqualTo("red");
    assertThat(table.toString()).isEqualTo("data.csv: 3 rows of 2 columns, labels [0, 1]");
    assertThat(Datasets.loadTable(file.toString(), "colour", 1).labels())
        .containsExactly("blue", "red");
    Dataset encoded = table.encode(FeatureEncoder.keepingNumbers(table.features()));
    assertThat(encoded.features(2)).containsExactly(CsvData.readEncoded(file, null).features(2));
  }

  @Test
  void aDataSetIsATable() {
    Dataset iris = Datasets.iris();
    LabelledTable table = LabelledTable.of(iris);
    assertThat(table.name()).isEqualTo("iris");
    assertThat(table.labels()).isEqualTo(iris.labels());
    LabelledTable chosen = table.select(149, 0);
    assertThat(chosen.rows()).isEqualTo(2);
    assertThat(chosen.classOf(0)).isEqualTo(2);
    Dataset back = chosen.encode(FeatureEncoder.keepingNumbers(table.features()));
    assertThat(back.features(0)).containsExactly(iris.features(149));
    assertThat(back.featureNames()).isEqualTo(iris.featureNames());
    for (String name : Datasets.names()) {
      assertThat(Datasets.loadTable(name, null, 3).classCounts())
          .isEqualTo(Datasets.load(name, null, 3).classCounts());
    }
  }

  // -------------------------------------------------------- for a fitted encoder

  private static final FeatureEncoder ENCODER =
      new FeatureEncoder(
          List.of(
              NumberEncoding.keeping("size"),
              new CategoryEncoding("colour", List.of("blue", "red"), false)));

  private static final List<String> LABELS = List.of("yes", "no");

  private LabelledTable read(String text, String label) throws IOException {
    return CsvData.readLabelled(file(text), label, ENCODER, LABELS);
  }

  @Test
  void columnsAreFoundInAnyOrder() throws IOException {
    LabelledTable table = read("kind,id,colour,size\nno,x,red,1\nno,y,blue,2\n", "kind");
    assertThat(table.labels()).isEqualTo(LABELS);
    assertThat(table.classes()).containsExactly(1, 1);
    assertThat(table.features().columns())
        .extracting(Column::name)
        .containsExactly("colour", "size");
    assertThat(table.encode(ENCODER).features(0)).containsExactly(1, 0, 1);
    assertThat(read("kind,id,colour,size\nno,x,red,1\n", "1").classes()).containsExactly(1);
    assertThat(CsvData.readTable(file("colour,kind,size\nred,?,1\n"), ENCODER).columns())
        .extracting(Column::name)
        .containsExactly("colour", "size");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    refused(
        () -> read("kind,id\nno,x\n", "kind"),
        "data.csv, line 1: there are no columns 'colour', 'size'; columns are kind, id");
    refused(
        () -> CsvData.readTable(file("id,colour\nno,red\n"), ENCODER),
        "data.csv, line 1: there is no column 'size'; columns are id, colour");
    refused(
        () -> read("size,colour\n1,red\n", "kind"),
        "data.csv, line 1: there is no column 'kind' for the label; columns are 1 to 2: size,"
            + " colour");
    refused(
        () -> read("size,colour\n1,red\n", "colour"),
        "data.csv, line 1: the column 'colour' is a feature, so it is not the label");
    refused(
        () -> read("size,colour,kind\n1,red,no\n\n2,red,perhaps\n", "kind"),
        "data.csv, line 4, column 'kind': 'perhaps' is not a label that was seen before; known are"
            + " yes, no");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessage(message);
  }
}
