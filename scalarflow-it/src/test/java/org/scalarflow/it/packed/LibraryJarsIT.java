package org.scalarflow.it.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jars. */
class LibraryJarsIT {

  /** The class file version of Java 17. */
  private static final int JAVA_17 = 61;

  private static final String SERVICES = "META-INF/services/";

  static List<Path> libraries() {
    return PackedJars.libraries();
  }

  static List<Path> all() {
    return Stream.concat(libraries().stream(), Stream.of(PackedJars.command())).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void classesAreForJava17(Path jar) throws IOException {
    Map<String, Integer> versions = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : entries(file, ".class")) {
        try (DataInputStream in = new DataInputStream(file.getInputStream(entry))) {
          assertThat(in.readInt()).as(entry.getName()).isEqualTo(0xCAFEBABE);
          assertThat(in.readUnsignedShort()).as("preview features").isZero();
          versions.put(entry.getName(), in.readUnsignedShort());
        }
      }
    }

    assertThat(versions).containsKey("module-info.class").hasSizeGreaterThan(2);
    assertThat(versions.values()).containsOnly(JAVA_17);
  }

  @ParameterizedTest
  @MethodSource("all")
  void theLicenceAndTheVersionAreInside(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JarEntry licence = file.getJarEntry("META-INF/LICENSE");
      assertThat(licence).isNotNull();
      try (InputStream in = file.getInputStream(licence)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
            .contains("Apache License")
            .contains("Version 2.0");
      }
      String version = file.getManifest().getMainAttributes().getValue("Implementation-Version");
      assertThat(jar.getFileName().toString()).endsWith("-" + version + ".jar");
    }
  }

  private static boolean isOurs(String module) {
    return module.startsWith("org.scalarflow.");
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void theModuleIsNamedAndExportsItsOwnPackages(Path jar) {
    ModuleDescriptor module = module(jar);

    assertThat(module.isAutomatic()).isFalse();
    assertThat(module.isOpen()).isFalse();
    assertThat(module.exports())
        .isNotEmpty()
        .allMatch(exports -> exports.targets().stream().allMatch(LibraryJarsIT::isOurs))
        .allMatch(
            exports ->
                exports.source().equals(module.name())
                    || exports.source().startsWith(module.name() + "."));
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void nothingOfOthersIsRequiredOfUsers(Path jar) {
    Set<String> passedOn =
        module(jar).requires().stream()
            .filter(requires -> requires.modifiers().contains(Requires.Modifier.TRANSITIVE))
            .map(Requires::name)
            .collect(Collectors.toSet());

    assertThat(passedOn)
        .allMatch(
            name -> name.startsWith("org.scalarflow") || name.equals("org.junit.jupiter.api"));
    assertThat(passedOn.contains("org.junit.jupiter.api"))
        .isEqualTo(module(jar).name().equals("org.scalarflow.tck"));
  }

  @Test
  void onlyLearningAndTheKitRequireCommonsMath() {
    assertThat(libraries())
        .filteredOn(
            jar ->
                module(jar).requires().stream()
                    .anyMatch(requires -> requires.name().equals("commons.math3")))
        .extracting(jar -> module(jar).name())
        .containsExactlyInAnyOrder("org.scalarflow.ml", "org.scalarflow.tck");
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void theModuleAndTheServiceFilesProvideTheSame(Path jar) throws IOException {
    Map<String, Set<String>> byModule = new TreeMap<>();
    module(jar)
        .provides()
        .forEach(provides -> byModule.put(provides.service(), new TreeSet<>(provides.providers())));
    Map<String, Set<String>> byFiles = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : entries(file, "")) {
        if (entry.getName().startsWith(SERVICES) && !entry.isDirectory()) {
          try (InputStream in = file.getInputStream(entry)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            byFiles.put(
                entry.getName().substring(SERVICES.length()),
                text.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet()));
          }
        }
      }
    }

    assertThat(byFiles).isEqualTo(byModule);
  }

  static List<Path> backends() {
    return List.of(PackedJars.naive(), PackedJars.parallel(), PackedJars.compiled());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void theBackendIsProvided(Path jar) {
    assertThat(module(jar).provides())
        .singleElement()
        .satisfies(provides -> assertThat(provides.service()).isEqualTo(Probes.BACKEND));
  }

  private static ModuleDescriptor module(Path jar) {
    return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
  }

  private static List<JarEntry> entries(JarFile file, String ending) {
    List<JarEntry> entries = new ArrayList<>();
    file.stream().filter(entry -> entry.getName().endsWith(ending)).forEach(entries::add);
    return entries;
  }
}
