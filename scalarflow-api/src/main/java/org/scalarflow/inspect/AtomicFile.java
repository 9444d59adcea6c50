package org.scalarflow.inspect;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a text file so that it appears complete or not at all. */
final class AtomicFile {

  private AtomicFile() {}

  /** What is to be written. */
  interface Content {
    void writeTo(Appendable target) throws IOException;
  }

  /** Writes UTF-8 beside the file, then moves it into place; a link keeps leading to its target. */
  static void write(Path file, Content content) throws IOException {
    // Asked before links are followed: those to pipes, /dev/fd/63 say, lead to no path.
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (Writer writer = Files.newBufferedWriter(file, StandardOpenOption.WRITE)) {
        content.writeTo(writer);
      }
      return;
    }
    Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    Path draft = target.resolveSibling(".scalarflow-" + UUID.randomUUID() + ".tmp");
    try {
      try (Writer writer = Files.newBufferedWriter(draft, StandardOpenOption.CREATE_NEW)) {
        content.writeTo(writer);
      }
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
