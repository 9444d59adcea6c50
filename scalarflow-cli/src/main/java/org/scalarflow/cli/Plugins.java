package org.scalarflow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Puts the user's jars on the class path that backends and operators are discovered on. */
final class Plugins {

  private Plugins() {}

  /**
   * Does some work with jars as plugins.
   *
   * @throws UsageException if one of them is not a jar
   */
  static <T> T with(List<Path> jars, Callable<T> work) throws Exception {
    if (jars.isEmpty()) {
      return work.call();
    }
    URL[] urls = jars.stream().map(Plugins::url).toArray(URL[]::new);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader("plugins", urls, before)) {
      thread.setContextClassLoader(loader);
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL url(Path jar) {
    if (jar.toString().isEmpty() || !Files.exists(jar)) {
      throw new UsageException(
          "there is no plugin '" + jar + "'; --plugin takes the path of a jar");
    }
    try {
      if (!Files.isDirectory(jar)) {
        new ZipFile(jar.toFile()).close();
      }
      return jar.toUri().toURL();
    } catch (ZipException notJar) {
      throw new UsageException("plugin " + jar + " is not a jar: " + notJar.getMessage(), notJar);
    } catch (MalformedURLException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (IOException unreadable) {
      throw new UsageException("plugin " + jar + " cannot be read: " + unreadable, unreadable);
    }
  }
}
