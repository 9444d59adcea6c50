package org.scalarflow.it.packed;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes a jar from a few sources, for the class path and the module path alike: with service files
 * and a module descriptor, as libraries have them.
 */
final class JarMaker {

  private final String name;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> services = new LinkedHashMap<>();
  private final Set<String> left = new TreeSet<>();

  /** A jar that is a module of that name, with one package of that name. */
  JarMaker(String name) {
    this.name = name;
  }

  /** Adds a class of the package; {@code code} comes after its package line. */
  JarMaker source(String className, String code) {
    sources.put(name + "/" + className, "package " + name + ";\n" + code);
    return this;
  }

  /** Registers one of the classes under a service interface. */
  JarMaker provides(String service, String className) {
    services.put(service, className);
    return this;
  }

  /** Leaves a class out of the jar, though others were compiled against it. */
  JarMaker leaveOut(String className) {
    left.add(name + "/" + className + ".class");
    return this;
  }

  /** Makes the jar in a folder. */
  Path in(Path folder) throws IOException {
    Path work = Files.createTempDirectory(folder, name + "-");
    Path classes = work.resolve("classes");
    compile(work.resolve("sources"), classes);
    Path jar = folder.resolve(name + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String entry = classes.relativize(file).toString().replace('\\', '/');
        if (!left.contains(entry)) {
          add(out, entry, Files.readAllBytes(file));
        }
      }
      for (Map.Entry<String, String> service : services.entrySet()) {
        String line = name + "." + service.getValue() + "\n";
        add(out, "META-INF/services/" + service.getKey(), line.getBytes());
      }
    }
    return jar;
  }

  private void compile(Path sourceFolder, Path classes) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(write(sourceFolder.resolve("module-info.java"), descriptor()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      files.add(write(sourceFolder.resolve(source.getKey() + ".java"), source.getValue()));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-d",
            classes.toString(),
            "--module-path",
            Jvm.path(PackedJars.apiWithDependencies()));
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalStateException(messages.toString());
      }
    }
  }

  private String descriptor() {
    StringBuilder text = new StringBuilder("module " + name + " {\n  requires org.scalarflow;\n");
    services.forEach(
        (service, className) ->
            text.append("  provides %s with %s.%s;\n".formatted(service, name, className)));
    return text.append("}\n").toString();
  }

  private static Path write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static void add(JarOutputStream out, String entry, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(entry));
    out.write(bytes);
    out.closeEntry();
  }
}
