package org.scalarflow.it.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.BitSet;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.NullMarked;

/** What no library does. */
@AnalyzeClasses(packages = "org.scalarflow", importOptions = MainClasses.class)
class HabitsTest {

  private static final String CLI = "org.scalarflow.cli..";
  private static final String TCK = "org.scalarflow.tck..";
  private static final String PARALLEL_BACKEND = "org.scalarflow.parallel..";
  private static final String COMPILED_BACKEND = "org.scalarflow.compiled..";
  private static final Set<String> PARALLEL =
      Set.of("parallel", "parallelStream", "parallelSetAll", "parallelPrefix", "parallelSort");

  private static final String GENERATED = "org.scalarflow.expression.grammar";

  @ArchTest
  static final ArchRule librariesPrintNothing =
      noClasses().that().resideOutsideOfPackage(CLI).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule librariesLogThroughSystemLogger = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule librariesDoNotEndTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage(CLI)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule nothingIsSerialized =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class, Externalizable.class);

  /**
   * What extends exceptions, enums or maps is serializable by inheritance; nothing is by choice.
   */
  @ArchTest
  static final ArchRule nothingIsSerializableByChoice =
      classes()
          .should(
              not(
                  have(
                      DescribedPredicate.<JavaClass>describe(
                          "Serializable among their own interfaces",
                          type ->
                              type.getRawInterfaces().stream()
                                  .anyMatch(one -> one.isEquivalentTo(Serializable.class))))));

  @ArchTest
  static final ArchRule staticFieldsAreFinal =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(GENERATED)
          .should()
          .beFinal();

  /** Collections in constants are the unmodifiable ones, whose types are the interfaces. */
  @ArchTest
  static final ArchRule staticFieldsHoldNoMutableObjects =
      noFields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(GENERATED)
          .should()
          .haveRawType(
              new DescribedPredicate<JavaClass>("a mutable type") {
                @Override
                public boolean test(JavaClass type) {
                  boolean isCollection =
                      type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
                  return (isCollection && !type.isInterface())
                      || type.getPackageName().startsWith("java.util.concurrent")
                      || type.isAssignableTo(ThreadLocal.class)
                      || type.isAssignableTo(BitSet.class)
                      || type.isAssignableTo(Random.class)
                      || type.isAssignableTo(Appendable.class);
                }
              });

  @ArchTest
  static final ArchRule staticArraysAreNotHandedOut =
      noFields()
          .that()
          .areStatic()
          .and()
          .doNotHaveModifier(JavaModifier.SYNTHETIC)
          .and(
              DescribedPredicate.describe(
                  "are public or protected",
                  field ->
                      field.getModifiers().contains(JavaModifier.PUBLIC)
                          || field.getModifiers().contains(JavaModifier.PROTECTED)))
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage(GENERATED)
          .should()
          .haveRawType(
              new DescribedPredicate<JavaClass>("an array") {
                @Override
                public boolean test(JavaClass type) {
                  return type.isArray();
                }
              });

  /**
   * The parallel backend is there for threads, the compiled one compiles in the background, the kit
   * tests them, and the command ends in order; other libraries start none.
   */
  @ArchTest
  static final ArchRule librariesStartNoThreads =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, TCK, PARALLEL_BACKEND, COMPILED_BACKEND)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Executor.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(CompletableFuture.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Timer.class)
          .orShould()
          .callConstructorWhere(
              DescribedPredicate.describe(
                  "a thread is made", call -> call.getTargetOwner().isAssignableTo(Thread.class)))
          .orShould()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a stream is made parallel",
                  call -> PARALLEL.contains(call.getTarget().getName())));

  /** The same bytes in every locale. */
  @ArchTest
  static final ArchRule theLocaleDecidesNothing =
      noClasses()
          .should()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(Locale.class, "getDefault");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    assertThat(classes.stream().map(JavaClass::getPackage).distinct().toList())
        .filteredOn(one -> !one.getName().equals(GENERATED))
        .hasSizeGreaterThan(5)
        .allMatch(one -> one.isAnnotatedWith(NullMarked.class));
  }
}
