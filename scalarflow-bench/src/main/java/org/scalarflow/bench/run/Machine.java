package org.scalarflow.bench.run;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Machine, JVM and commit of a run, as names and values to be shown. */
final class Machine {

  private static final String UNKNOWN = "unknown";
  private static final int LONGEST_LINE = 200;

  /** A load for each processor that a quiet machine does not have. */
  private static final double BUSY = 0.5;

  private Machine() {}

  static Map<String, String> describe(Instant start, List<String> jvmArguments) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("started", start.truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("commit", commit());
    all.put("processor", processor());
    all.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    all.put("memory", memory());
    all.put(
        "system", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
    all.put(
        "JVM",
        property("java.vm.name")
            + " "
            + property("java.vm.version")
            + ", "
            + property("java.vm.vendor"));
    all.put("JDK", Runtime.version().toString());
    all.put("flags", jvmArguments.isEmpty() ? "none" : String.join(" ", jvmArguments));
    all.put("load at the start", load());
    return all;
  }

  /** The feature and update numbers: {@code 17.0.15}. */
  static String jdk() {
    return property("java.version");
  }

  private static String property(String name) {
    return System.getProperty(name, UNKNOWN);
  }

  private static String processor() {
    Path info = Path.of("/proc/cpuinfo");
    if (Files.isReadable(info)) {
      try (Stream<String> lines = Files.lines(info)) {
        return lines
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse(property("os.arch"));
      } catch (IOException unreadable) {
        return property("os.arch");
      }
    }
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    if (windows != null) {
      return windows;
    }
    String mac = firstLine("sysctl", "-n", "machdep.cpu.brand_string");
    return mac.equals(UNKNOWN) ? property("os.arch") : mac;
  }

  private static String memory() {
    Path info = Path.of("/proc/meminfo");
    if (!Files.isReadable(info)) {
      return UNKNOWN;
    }
    try (Stream<String> lines = Files.lines(info)) {
      return lines
          .filter(line -> line.matches("MemTotal:\\s*[0-9]+ kB"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / (1 << 20) + " GiB")
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException unreadable) {
      return UNKNOWN;
    }
  }

  /** Tells whether somebody else was at work. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    if (load < 0) {
      return UNKNOWN;
    }
    boolean isBusy = load > BUSY * Runtime.getRuntime().availableProcessors();
    return Numbers.shown(load)
        + " (average of a minute)"
        + (isBusy ? "; the machine was busy, so these times are not to be trusted" : "");
  }

  /** The commit of the clone that the running command stands in, and whether it was changed. */
  private static String commit() {
    Path place = place();
    for (Path folder = place; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("scalarflow-api").resolve("pom.xml"))) {
        return firstLine(
            "git", "-C", folder.toString(), "describe", "--always", "--dirty", "--abbrev=12");
      }
    }
    return UNKNOWN;
  }

  private static Path place() {
    try {
      CodeSource source = Machine.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException elsewhere) {
      return Path.of("").toAbsolutePath();
    }
  }

  private static String firstLine(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean hasEnded = process.waitFor(10, TimeUnit.SECONDS);
      if (!hasEnded) {
        process.destroyForcibly();
      }
      String line = said.lines().findFirst().orElse("").strip();
      return hasEnded && process.exitValue() == 0 && !line.isEmpty()
          ? line.substring(0, Math.min(line.length(), LONGEST_LINE))
          : UNKNOWN;
    } catch (IOException missing) {
      return UNKNOWN;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
