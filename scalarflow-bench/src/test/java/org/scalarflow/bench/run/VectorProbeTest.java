package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.scalarflow.bench.Subjects;

/** For whom the Vector API makes a difference. */
class VectorProbeTest {

  private static Map<String, Set<String>> ask(List<String> backends, String... flags)
      throws IOException {
    return VectorProbe.ask(backends, System.getProperty("java.class.path"), List.of(flags));
  }

  @Test
  void itIsForBackendsWhoseDescriptionsDiffer() throws IOException {
    assumeThat(VectorApi.isUsable()).isTrue();
    Map<String, Set<String>> found = ask(Subjects.names());

    assertThat(found).containsKeys("W2");
    assertThat(found.values()).allSatisfy(some -> assertThat(some).containsExactly("compiled"));
  }

  @Test
  void whereBothJvmsAreTheSameItIsForNobody() throws IOException {
    assumeThat(VectorApi.isUsable()).isTrue();
    assertThat(ask(List.of("compiled"), Fork.VECTOR_FLAG)).isEmpty();
  }

  @Test
  void whoeverCannotBeAskedHasNone() throws IOException {
    assertThat(ask(List.of("none of this name"))).isEmpty();
    assertThat(ask(List.of("compiled"), "-XX:NoSuchFlag")).isEmpty();
  }

  @Test
  void itIsToldByBackend() {
    assertThat(new VectorUse(true, Map.of("W1", Set.of("a", "b"), "W2", Set.of("a"))).inWords())
        .isEqualTo("a in W1, W2; b in W1");
    assertThat(VectorUse.NONE.inWords()).isEqualTo("none that was asked");
  }
}
