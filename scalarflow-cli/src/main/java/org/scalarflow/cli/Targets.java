package org.scalarflow.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.scalarflow.file.WholeFile;

/** Files and folders that results go to, checked before the work and not after it. */
final class Targets {

  private Targets() {}

  /**
   * A path that somebody typed.
   *
   * @throws UsageException if it cannot be one
   */
  static Path path(String option, String text) {
    if (text.isEmpty()) {
      throw new UsageException(option + " takes a path, but it is empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException failure) {
      throw new UsageException(option + ": '" + text + "' cannot be the name of a file", failure);
    }
  }

  /**
   * A file that can be written.
   *
   * @throws UsageException if it is a folder, or there is none for it
   */
  static Path file(String option, String text) {
    Path file = path(option, text);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new UsageException(option + ": " + text + " is a folder, but a file is needed");
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException(option + ": there is no folder " + folder + "; make it first");
    }
    return file;
  }

  /**
   * A folder, which is made if it is not there.
   *
   * @throws UsageException if it is a file
   * @throws IOException if it cannot be made
   */
  static Path folder(String option, String text) throws IOException {
    Path folder = path(option, text);
    try {
      return Files.createDirectories(folder);
    } catch (FileAlreadyExistsException failure) {
      throw new UsageException(
          option + ": " + text + " is a file, but a folder is needed", failure);
    } catch (IOException failure) {
      throw new IOException("cannot make " + text + ": " + Failures.reason(failure), failure);
    }
  }

  /** Writes a file, which is there whole or as it was. */
  static void write(Path file, WholeFile.Content content) throws IOException {
    try {
      WholeFile.write(file, content);
    } catch (IOException failure) {
      throw new IOException("cannot write " + file + ": " + Failures.reason(failure), failure);
    }
  }
}
