package org.scalarflow.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scalarflow.Graph;
import org.scalarflow.compiled.CompiledBackend;
import org.scalarflow.expression.Expressions;
import org.scalarflow.ml.Experiment;
import org.scalarflow.naive.NaiveBackend;
import org.scalarflow.parallel.ParallelBackend;
import org.scalarflow.report.Picture;
import org.scalarflow.tck.BackendVerification;

/** What users of the libraries see in types: Java's and ours, whatever works inside. */
@AnalyzeClasses(packages = "org.scalarflow", importOptions = MainClasses.class)
class SignaturesTest {

  private static final List<Class<?>> LIBRARIES =
      List.of(
          Graph.class,
          NaiveBackend.class,
          ParallelBackend.class,
          CompiledBackend.class,
          Expressions.class,
          Experiment.class,
          Picture.class,
          BackendVerification.class);

  /** The kit is made of JUnit classes; nothing else of others is promised. */
  private static final String KIT = "org.scalarflow.tck";

  @ArchTest
  static void noTypeOfOthersIsPromised(JavaClasses classes) {
    Set<String> exported = exportedPackages();
    List<JavaMember> promised =
        classes.stream()
            .filter(type -> exported.contains(type.getPackageName()))
            .filter(SignaturesTest::isPromised)
            .flatMap(type -> type.getMembers().stream())
            .filter(member -> isPromised(member.getModifiers()))
            .toList();

    assertThat(promised).hasSizeGreaterThan(300);
    assertThat(promised).filteredOn(member -> !foreign(member).isEmpty()).isEmpty();
  }

  @ArchTest
  static void noSupertypeOfOthersIsPromised(JavaClasses classes) {
    Set<String> exported = exportedPackages();

    assertThat(
            classes.stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .filter(SignaturesTest::isPromised)
                .filter(
                    type ->
                        Stream.concat(
                                type.getAllRawSuperclasses().stream(),
                                type.getAllRawInterfaces().stream())
                            .anyMatch(above -> isForeign(above, type))))
        .isEmpty();
  }

  private static boolean isPromised(JavaClass type) {
    return isPromised(type.getModifiers())
        && type.getEnclosingClass().map(SignaturesTest::isPromised).orElse(true);
  }

  private static boolean isPromised(Set<JavaModifier> modifiers) {
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static List<JavaClass> foreign(JavaMember member) {
    Stream<JavaType> types;
    if (member instanceof JavaField field) {
      types = Stream.of(field.getType());
    } else {
      JavaCodeUnit method = (JavaCodeUnit) member;
      types =
          Stream.concat(
              Stream.concat(Stream.of(method.getReturnType()), method.getParameterTypes().stream()),
              method.getExceptionTypes().stream());
    }
    return types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(type -> isForeign(type, member.getOwner()))
        .toList();
  }

  private static boolean isForeign(JavaClass type, JavaClass seenIn) {
    String name = type.getBaseComponentType().getPackageName();
    return !name.isEmpty()
        && !name.startsWith("java.")
        && !name.startsWith("org.scalarflow")
        && !(seenIn.getPackageName().equals(KIT) && name.startsWith("org.junit.jupiter."));
  }

  private static Set<String> exportedPackages() {
    return LIBRARIES.stream()
        .flatMap(type -> descriptor(type).exports().stream())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toSet());
  }

  private static ModuleDescriptor descriptor(Class<?> type) {
    try {
      Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(place).findAll().iterator().next().descriptor();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
