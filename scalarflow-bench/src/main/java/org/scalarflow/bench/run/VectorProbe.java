package org.scalarflow.bench.run;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.scalarflow.bench.CodeProbe;

/**
 * Finds out for which backends the Vector API makes a difference: a JVM with it and one without it
 * are asked for descriptions of small programs. So nothing has to be measured twice that is the
 * same code.
 */
final class VectorProbe {

  private static final int LONGEST_SECONDS = 60;
  private static final int FIELDS = 4;

  private VectorProbe() {}

  /**
   * The backends whose descriptions differ, by workload; none if a JVM cannot be asked.
   *
   * @param classPath of the JVMs
   * @throws IOException if a JVM cannot be started
   */
  static Map<String, Set<String>> ask(
      List<String> backends, String classPath, List<String> jvmArguments) throws IOException {
    Map<String, String> without = descriptions(backends, classPath, jvmArguments);
    List<String> more = new ArrayList<>(jvmArguments);
    more.add(Fork.VECTOR_FLAG);
    Map<String, String> with = descriptions(backends, classPath, more);
    Map<String, Set<String>> found = new TreeMap<>();
    with.forEach(
        (place, description) -> {
          String other = without.getOrDefault(place, "");
          if (!description.isEmpty() && !other.isEmpty() && !description.equals(other)) {
            String[] fields = place.split("\t", FIELDS);
            found.computeIfAbsent(fields[0], any -> new TreeSet<>()).add(fields[1]);
          }
        });
    return found;
  }

  /** Descriptions by workload, backend and mode. */
  private static Map<String, String> descriptions(
      List<String> backends, String classPath, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, CodeProbe.class.getName()));
    command.addAll(backends);
    Path said = Files.createTempFile("scalarflow-probe", ".txt");
    try {
      Process probe =
          new ProcessBuilder(command)
              .redirectOutput(said.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Map<String, String> all = new TreeMap<>();
      if (hasEnded(probe)) {
        for (String line : Files.readString(said, StandardCharsets.UTF_8).split("\\R")) {
          int last = line.lastIndexOf('\t');
          if (last > 0) {
            all.put(line.substring(0, last), line.substring(last + 1));
          }
        }
      }
      return all;
    } finally {
      Files.deleteIfExists(said);
    }
  }

  /** If this thread is interrupted, it stays so, for the run that comes next. */
  private static boolean hasEnded(Process probe) {
    try {
      return probe.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      probe.destroyForcibly();
    }
  }

  /** A class path and jars behind it. */
  static String withPlugins(String classPath, List<Path> plugins) {
    StringBuilder all = new StringBuilder(classPath);
    plugins.forEach(jar -> all.append(File.pathSeparatorChar).append(jar.toAbsolutePath()));
    return all.toString();
  }
}
