package org.scalarflow.testing;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Class loaders that see providers which the class path of the tests does not register. */
public final class Services {

  private Services() {}

  /** A loader whose service file for {@code service} has these lines. */
  public static URLClassLoader loader(Path folder, Class<?> service, List<String> lines)
      throws IOException {
    Path file = folder.resolve("META-INF/services").resolve(service.getName());
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    return new URLClassLoader(new URL[] {folder.toUri().toURL()}, Services.class.getClassLoader());
  }
}
