package org.scalarflow.ml.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.model.Classifier;

/** Files that were saved once, on Java 17: every Java version gives the same bytes again. */
class GoldenFilesTest {

  /** Of exp and its kin, which may differ between Java versions, after two epochs. */
  private static final Offset<Double> LAST_BITS = Offset.offset(1e-9);

  @TempDir private Path folder;

  static Set<String> names() {
    return ModelFiles.experiments().keySet();
  }

  private static Path golden(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(GoldenFilesTest.class.getResource("golden/" + name + ".json"), name)
            .toURI());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theBytesAreTheSameAgain(String name) throws URISyntaxException {
    SavedModel loaded = SavedModel.load(golden(name), new TapeBackend());
    Path again = folder.resolve("again.json");
    loaded.save(again);
    assertThat(again).hasSameBinaryContentAs(golden(name));
    // Where a model comes from stays as it was, whatever loads it.
    assertThat(loaded.provenance().java()).startsWith("17.");
    assertThat(loaded.provenance().backend()).isEqualTo("tape-for-tests");
  }

  /** Data, rows that are held out and first weights are the same on every Java version. */
  @ParameterizedTest
  @MethodSource("names")
  void theDataAreTheSameAgain(String name) throws URISyntaxException {
    SavedModel loaded = SavedModel.load(golden(name), new TapeBackend());
    SavedModel now = SavedModel.of(ModelFiles.experiments().get(name).run());
    assertThat(now.encoder()).isEqualTo(loaded.encoder());
    assertThat(now.provenance().dataHash()).isEqualTo(loaded.provenance().dataHash());
    assertThat(now.provenance().training()).isEqualTo(loaded.provenance().training());
    Classifier model = now.model();
    for (int i = 0; i < model.parameters().size(); i++) {
      assertThat(model.parameters().get(i).value())
          .isCloseTo(loaded.model().parameters().get(i).value(), LAST_BITS);
    }
  }
}
