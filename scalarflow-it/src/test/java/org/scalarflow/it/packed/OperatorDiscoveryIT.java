package org.scalarflow.it.packed;

import static org.assertj.core.api.Assertions.assertThat;

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

/** Which operators a program can name, given the jars beside it. */
@TestInstance(Lifecycle.PER_CLASS)
class OperatorDiscoveryIT {

  private static final String FOUND_NAIVE = "found naive";

  private Path folder;
  private Probes probes;
  private Consumer consumer;

  @BeforeAll
  void makeTheProgram(@TempDir Path folder) throws Exception {
    this.folder = folder;
    probes = new Probes(folder);
    consumer = new Consumer(folder);
  }

  private String place(String module) {
    return module + ".Provider in " + folder.resolve(module + ".jar").toFile().toURI();
  }

  @ParameterizedTest
  @EnumSource
  void withoutAProviderThereAreTheBuiltInOnes(Place place) throws Exception {
    assertThat(
            consumer.run(place, List.of(PackedJars.naive()), "operator square", "operator sqare"))
        .containsExactly(
            FOUND_NAIVE,
            "operator square: 4.0 and 4.0",
            "operator sqare: OperatorException: there is no operator named 'sqare'; did you mean"
                + " 'square'?");
  }

  @ParameterizedTest
  @EnumSource
  void oneIsFoundByItsName(Place place) throws Exception {
    List<Path> jars = List.of(PackedJars.naive(), probes.operator("alpha", "cube"));

    assertThat(consumer.run(place, jars, "operator cube"))
        .containsExactly(FOUND_NAIVE, "operator cube: 8.0 and 12.0");
  }

  @ParameterizedTest
  @EnumSource
  void twoOfOneNameAreAnErrorThatNamesBoth(Place place) throws Exception {
    List<Path> jars =
        List.of(
            PackedJars.naive(),
            probes.operator("beta", "cube"),
            probes.operator("alpha", "cube"),
            probes.operator("gamma", "other"));

    assertThat(consumer.run(place, jars, "operator cube", "operator other"))
        .containsExactly(
            FOUND_NAIVE,
            "operator cube: OperatorException: several operators are named 'cube': "
                + place("alpha")
                + ", "
                + place("beta")
                + "; remove all but one",
            "operator other: 8.0 and 12.0");
  }

  @ParameterizedTest
  @EnumSource
  void brokenOnesAreReportedAndHideNothing(Place place) throws Exception {
    List<Path> jars =
        List.of(
            PackedJars.naive(),
            probes.operatorThatThrows("throwing"),
            probes.operatorWithoutSuperclass("orphan"),
            probes.operator("shadow", "square"),
            probes.operator("unnamed", "not a name"),
            probes.operator("alpha", "cube"));

    List<String> failures = new ArrayList<>(BackendDiscoveryIT.notLoadable(place, Probes.OPERATOR));
    failures.add(
        "org.scalarflow.Operator: Provider throwing.Provider could not be instantiated"
            + " (java.lang.IllegalStateException: no licence)");
    failures.add(
        place("shadow")
            + " takes the name of the built-in operator 'square'; it is ignored, give it another"
            + " name");
    failures.add(
        "'not a name' of unnamed.Provider is not an operator name; it must be a Java identifier"
            + " that starts with a lower-case letter");
    List<String> lines =
        new ArrayList<>(
            List.of(FOUND_NAIVE, "operator cube: 8.0 and 12.0", "operator square: 4.0 and 4.0"));
    failures.forEach(failure -> lines.add("operator failure " + failure));

    assertThat(consumer.run(place, jars, "operator cube", "operator square"))
        .containsExactlyInAnyOrderElementsOf(lines);
  }
}
