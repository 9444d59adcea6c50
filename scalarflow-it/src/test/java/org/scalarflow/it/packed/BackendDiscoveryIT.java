package org.scalarflow.it.packed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scalarflow.it.packed.Probes.BACKEND;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.it.packed.Consumer.Place;

/** Which backend a program gets from the jars beside it, and what it is told when it gets none. */
@TestInstance(Lifecycle.PER_CLASS)
class BackendDiscoveryIT {

  private static final String RESULT = " gives 2.0 and -2.0";

  private static final String NONE =
      "BackendException: no backend was found; put one on the class path or module path,"
          + " scalarflow-naive for instance";

  private Path folder;
  private Probes probes;
  private Consumer consumer;

  @BeforeAll
  void makeTheProgram(@TempDir Path folder) throws Exception {
    this.folder = folder;
    probes = new Probes(folder);
    consumer = new Consumer(folder);
  }

  /** How messages tell where a provider is. */
  private String place(String module) {
    return module + ".Provider in " + folder.resolve(module + ".jar").toFile().toURI();
  }

  @ParameterizedTest
  @EnumSource
  void withoutABackendTheErrorSaysWhatToAdd(Place place) throws Exception {
    assertThat(consumer.run(place, List.of(), "preferred", "graph", "named naive"))
        .containsExactly(
            "preferred: " + NONE,
            "graph: " + NONE,
            "named naive: BackendException: no backend named 'naive'; available: none");
  }

  /** The jar beside the others is all that it takes. */
  @ParameterizedTest
  @EnumSource
  void theParallelBackendIsPreferredToTheNaiveOne(Place place) throws Exception {
    assertThat(
            consumer.run(
                place,
                List.of(PackedJars.naive(), PackedJars.parallel()),
                "preferred",
                "graph",
                "named parallel",
                "named naive"))
        .containsExactly(
            "found parallel",
            "found naive",
            "preferred: parallel" + RESULT,
            "graph: parallel" + RESULT,
            "named parallel: parallel" + RESULT,
            "named naive: naive" + RESULT);
  }

  @ParameterizedTest
  @EnumSource
  void theCompiledBackendIsPreferredToBoth(Place place) throws Exception {
    assertThat(
            consumer.run(
                place,
                List.of(
                    PackedJars.naive(),
                    PackedJars.parallel(),
                    PackedJars.compiled(),
                    PackedJars.asm()),
                "preferred",
                "graph",
                "named compiled"))
        .containsExactly(
            "found compiled",
            "found parallel",
            "found naive",
            "preferred: compiled" + RESULT,
            "graph: compiled" + RESULT,
            "named compiled: compiled" + RESULT);
  }

  @ParameterizedTest
  @EnumSource
  void theOnlyBackendIsTaken(Place place) throws Exception {
    assertThat(
            consumer.run(
                place, List.of(PackedJars.naive()), "preferred", "graph", "named naive", "named x"))
        .containsExactly(
            "found naive",
            "preferred: naive" + RESULT,
            "graph: naive" + RESULT,
            "named naive: naive" + RESULT,
            "named x: BackendException: no backend named 'x'; available: naive");
  }

  @ParameterizedTest
  @EnumSource
  void ofTwoTheOneOfHigherPriorityIsTaken(Place place) throws Exception {
    List<Path> jars = List.of(PackedJars.naive(), probes.backend("alpha", "quick", 100));

    assertThat(consumer.run(place, jars, "preferred", "graph", "named naive", "named quik"))
        .containsExactly(
            "found quick",
            "found naive",
            "preferred: quick" + RESULT,
            "graph: quick" + RESULT,
            "named naive: naive" + RESULT,
            "named quik: BackendException: no backend named 'quik'; available: naive, quick");
  }

  @ParameterizedTest
  @EnumSource
  void aTieAtTheTopIsAnErrorInEitherOrder(Place place) throws Exception {
    Path first = probes.backend("alpha", "one", 100);
    Path second = probes.backend("beta", "two", 100);
    String tie =
        "preferred: BackendException: several backends have the highest priority 100: one ("
            + place("alpha")
            + "), two ("
            + place("beta")
            + "); name one, with the system property scalarflow.backend for instance";

    for (List<Path> jars : List.of(List.of(first, second), List.of(second, first))) {
      assertThat(consumer.run(place, jars, "preferred", "named two"))
          .containsExactly("found one", "found two", tie, "named two: two" + RESULT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void twoOfOneNameAreAnErrorThatNamesBoth(Place place) throws Exception {
    List<Path> jars =
        List.of(
            probes.backend("alpha", "twin", -1),
            probes.backend("beta", "twin", -2),
            PackedJars.naive());

    assertThat(consumer.run(place, jars, "preferred", "named twin"))
        .containsExactly(
            "found naive",
            "found twin",
            "found twin",
            "preferred: naive" + RESULT,
            "named twin: BackendException: several backends are named 'twin': twin ("
                + place("alpha")
                + "), twin ("
                + place("beta")
                + "); remove all but one");
  }

  @ParameterizedTest
  @EnumSource
  void oneThatThrowsIsReportedAndHidesNothing(Place place) throws Exception {
    String failure =
        "org.scalarflow.spi.Backend: Provider throwing.Provider could not be instantiated"
            + " (java.lang.IllegalStateException: no licence)";
    Path throwing = probes.backendThatThrows("throwing");

    assertThat(
            consumer.run(
                place, List.of(throwing, PackedJars.naive()), "preferred", "named throwing"))
        .containsExactly(
            "found naive",
            "failure " + failure,
            "preferred: naive" + RESULT,
            "named throwing: BackendException: no backend named 'throwing'; available: naive;"
                + " could not be used: "
                + failure);
    assertThat(consumer.run(place, List.of(throwing), "graph"))
        .containsExactly(
            "failure " + failure, "graph: " + NONE + "; could not be used: " + failure);
  }

  @ParameterizedTest
  @EnumSource
  void oneWithoutItsSuperclassIsReportedAndHidesNothing(Place place) throws Exception {
    assertReported(place, probes.backendWithoutSuperclass("orphan"), notLoadable(place, BACKEND));
  }

  @ParameterizedTest
  @EnumSource
  void oneWithoutItsClassIsReportedAndHidesNothing(Place place) throws Exception {
    assertReported(
        place,
        probes.backendWithoutClass("ghost"),
        List.of("org.scalarflow.spi.Backend: Provider ghost.Provider not found"));
  }

  /**
   * What is said of the provider of {@code orphan.jar}. On the module path its module is looked at
   * first, then its service file.
   */
  static List<String> notLoadable(Place place, String service) {
    String byClass =
        "a registered provider cannot be loaded, something it needs is missing or does not fit:"
            + " java.lang.NoClassDefFoundError: orphan/Absent";
    String byModule =
        service
            + ": Unable to load orphan.Provider (java.lang.NoClassDefFoundError: orphan/Absent)";
    return place == Place.CLASS_PATH ? List.of(byClass) : List.of(byModule, byClass);
  }

  private void assertReported(Place place, Path broken, List<String> failures) throws Exception {
    List<Path> jars = List.of(broken, PackedJars.naive(), probes.backend("alpha", "quick", 100));
    String note = "; could not be used: " + String.join("; ", failures);

    List<String> lines = new ArrayList<>(List.of("found quick", "found naive"));
    failures.forEach(failure -> lines.add("failure " + failure));
    lines.add("preferred: quick" + RESULT);
    lines.add("named naive: naive" + RESULT);
    lines.add("named x: BackendException: no backend named 'x'; available: naive, quick" + note);
    assertThat(consumer.run(place, jars, "preferred", "named naive", "named x"))
        .containsExactlyElementsOf(lines);

    assertThat(consumer.run(place, List.of(broken), "preferred"))
        .endsWith("preferred: " + NONE + note);
  }
}
