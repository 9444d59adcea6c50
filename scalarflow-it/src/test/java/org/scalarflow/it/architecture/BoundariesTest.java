package org.scalarflow.it.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.stream.Stream;

/** Which module may use what. */
@AnalyzeClasses(packages = "org.scalarflow", importOptions = MainClasses.class)
class BoundariesTest {

  /** The packages of scalarflow-api. */
  private static final String[] API = {
    "org.scalarflow",
    "org.scalarflow.file..",
    "org.scalarflow.inspect..",
    "org.scalarflow.math..",
    "org.scalarflow.spi.."
  };

  private static final String NAIVE = "org.scalarflow.naive..";
  private static final String PARALLEL = "org.scalarflow.parallel..";
  private static final String COMPILED = "org.scalarflow.compiled..";
  private static final String EXPRESSION = "org.scalarflow.expression..";
  private static final String TCK = "org.scalarflow.tck..";
  private static final String ML = "org.scalarflow.ml..";
  private static final String REPORT = "org.scalarflow.report..";
  private static final String CLI = "org.scalarflow.cli..";

  @ArchTest
  static final ArchRule theApiStandsOnNothingOfOurs =
      classes()
          .that()
          .resideInAnyPackage(API)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(withApi("org.eclipse.collections.."));

  @ArchTest
  static final ArchRule mathStandsOnJavaAlone =
      classes()
          .that()
          .resideInAPackage("org.scalarflow.math..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("org.scalarflow.math..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule inspectionIsAnExtra =
      noClasses()
          .that()
          .resideInAnyPackage("org.scalarflow", "org.scalarflow.spi..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.scalarflow.inspect..");

  @ArchTest static final ArchRule naiveStandsOnTheApi = only(NAIVE);

  @ArchTest
  static final ArchRule parallelStandsOnTheApi = only(PARALLEL, "org.eclipse.collections..");

  @ArchTest
  static final ArchRule compiledStandsOnTheApiAndOnLevels =
      only(
          COMPILED,
          "jdk.incubator.vector..",
          "org.eclipse.collections..",
          "org.objectweb.asm..",
          "org.scalarflow.parallel");

  @ArchTest
  static final ArchRule onlyItsEmittersWriteClassFiles =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.scalarflow.compiled.emit..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.objectweb.asm..");

  @ArchTest static final ArchRule expressionsStandOnTheApi = only(EXPRESSION, "org.antlr.v4..");

  @ArchTest
  static final ArchRule theKitStandsOnTheApi =
      only(
          TCK,
          "org.apache.commons.math3..",
          "org.junit..",
          "org.opentest4j..",
          "org.apiguardian..",
          "com.sun.management..");

  @ArchTest
  static final ArchRule learningStandsOnTheApi =
      only(
          ML,
          "org.apache.commons.math3..",
          "org.apache.commons.csv..",
          "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule reportsStandOnLearning =
      only(
          REPORT,
          "org.scalarflow.ml..",
          "javax.imageio..",
          "org.knowm.xchart..",
          "de.erichseifert.vectorgraphics2d..");

  @ArchTest static final ArchRule nobodyNamesTheNaiveBackend = nobodyNames(NAIVE);

  @ArchTest
  static final ArchRule onlyTheCompiledBackendNamesTheParallelOne = nobodyNames(PARALLEL, COMPILED);

  @ArchTest static final ArchRule nobodyNamesTheCompiledBackend = nobodyNames(COMPILED);

  @ArchTest
  static final ArchRule onlyLearningAndTheKitUseCommonsMath =
      noClasses()
          .that()
          .resideOutsideOfPackages(ML, TCK)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.commons.math3..");

  @ArchTest
  static final ArchRule onlyReportsDraw =
      noClasses()
          .that()
          .resideOutsideOfPackage(REPORT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.awt..",
              "javax.imageio..",
              "org.knowm.xchart..",
              "de.erichseifert.vectorgraphics2d..");

  @ArchTest
  static final ArchRule nobodyOpensWindows =
      noClasses().should().dependOnClassesThat().resideInAPackage("javax.swing..");

  /** Within a module too, but for the API, where programs run kernels and tapes hold operators. */
  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().assignedFrom(new Parts()).should().beFreeOfCycles();

  private static ArchRule nobodyNames(String backend, String... exceptions) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            Stream.concat(Stream.of(backend), Stream.of(exceptions)).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(backend);
  }

  private static ArchRule only(String module, String... others) {
    return classes()
        .that(resideInAPackage(module))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            withApi(Stream.concat(Stream.of(module), Stream.of(others)).toArray(String[]::new)));
  }

  private static String[] withApi(String... others) {
    return Stream.of(Stream.of(API), Stream.of("java..", "org.jspecify.."), Stream.of(others))
        .flatMap(packages -> packages)
        .toArray(String[]::new);
  }

  /** Each package is a part, and the API's core is one. */
  private static final class Parts implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      boolean isCore = name.equals("org.scalarflow") || name.equals("org.scalarflow.spi");
      return SliceIdentifier.of(isCore ? "org.scalarflow and org.scalarflow.spi" : name);
    }

    @Override
    public String getDescription() {
      return "packages";
    }
  }
}
