package org.scalarflow.it.documents;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.scalarflow.it.documents.Page.Block;

/** Compiles and runs the Java blocks of a page. */
final class Examples {

  private Examples() {}

  /**
   * Compiles the blocks of a page together, runs each that is a method's body, and tells what is
   * wrong, with lines of the page.
   */
  static List<String> problems(Page page, List<Block> blocks, Path folder) throws Exception {
    List<ExampleSource> sources = new ArrayList<>();
    for (Block block : blocks) {
      sources.add(ExampleSource.of(block));
    }
    if (blocks.isEmpty()) {
      return List.of();
    }
    Path classes = Files.createTempDirectory(folder, "examples");
    List<String> errors = compile(page, sources, classes);
    if (!errors.isEmpty()) {
      return errors;
    }
    Checks checks = new Checks(page.name());
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, Examples.class.getClassLoader())) {
      for (int i = 0; i < blocks.size(); i++) {
        if (sources.get(i).isBody()) {
          run(page, blocks.get(i), sources.get(i), loader, checks);
        }
      }
    }
    return checks.problems();
  }

  private static List<String> compile(Page page, List<ExampleSource> sources, Path classes)
      throws IOException {
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "--release",
            "17",
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    ToolProvider.getSystemJavaCompiler()
        .getTask(
            null, null, found, options, null, sources.stream().map(ExampleSource::file).toList())
        .call();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(
            diagnostic ->
                "%s:%d: %s"
                    .formatted(
                        page.name(),
                        diagnostic.getLineNumber(),
                        diagnostic.getMessage(Locale.ENGLISH)))
        .toList();
  }

  private static void run(
      Page page, Block block, ExampleSource source, ClassLoader loader, Checks checks)
      throws ReflectiveOperationException {
    int before = checks.made();
    try {
      loader.loadClass(source.className()).getMethod("run", Checks.class).invoke(null, checks);
    } catch (InvocationTargetException e) {
      checks.add("%s:%d: throws %s".formatted(page.name(), block.firstLine(), e.getCause()));
      return;
    }
    int shown = ExampleSource.numbersShown(block);
    if (checks.made() - before != shown) {
      checks.add(
          "%s:%d: %d numbers are shown, but %d stand behind a statement that can be checked"
              .formatted(page.name(), block.firstLine(), shown, checks.made() - before));
    }
  }
}
