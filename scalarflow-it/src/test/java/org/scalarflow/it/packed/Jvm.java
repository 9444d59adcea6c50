package org.scalarflow.it.packed;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs programs in processes of their own. */
final class Jvm {

  /** Far more than any of them needs, so that a hang is an error and a slow machine is not. */
  private static final long MOST_SECONDS = 300;

  /**
   * What became of a process.
   *
   * @param exitCode its exit code
   * @param output its standard output
   * @param errors its standard error
   */
  record Result(int exitCode, String output, String errors) {

    List<String> lines() {
      return output.lines().toList();
    }
  }

  private Jvm() {}

  /** Runs a class with a class path. */
  static Result onClassPath(Path folder, List<Path> jars, String mainClass, List<String> arguments)
      throws IOException, InterruptedException {
    return java(folder, List.of("-cp", path(jars), mainClass), arguments);
  }

  /** Runs a module's class with a module path. */
  static Result onModulePath(
      Path folder, List<Path> jars, String moduleAndClass, List<String> arguments)
      throws IOException, InterruptedException {
    return java(folder, List.of("--module-path", path(jars), "-m", moduleAndClass), arguments);
  }

  /** Runs the java command of the JDK that runs the tests. */
  static Result java(Path folder, List<String> flags, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // They run for a moment only: what helps long runs would cost most of the time.
    command.addAll(List.of("-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(flags);
    command.addAll(arguments);
    return run(folder, command, Map.of());
  }

  /** Runs any command, with variables on top of the environment of the tests. */
  static Result run(Path folder, List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    Path errors = Files.createTempFile("errors", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      Map<String, String> environment = builder.environment();
      // A JVM that reports these would add lines of its own to the output.
      environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "SCALARFLOW_CLASSPATH"));
      environment.put("JAVA_HOME", System.getProperty("java.home"));
      environment.putAll(variables);
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new IOException("no end after " + MOST_SECONDS + " s: " + String.join(" ", command));
      }
      return new Result(process.exitValue(), read(output), read(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  static String path(List<Path> jars) {
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
