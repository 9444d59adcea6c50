package org.scalarflow.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are there whole, or as they were: they are written beside their place, to the disk,
 * and then put there.
 *
 * <p>Links stay, and what they lead to is written. What is no regular file, a pipe for instance, is
 * written to directly.
 */
public final class WholeFile {

  /** What is written. */
  @FunctionalInterface
  public interface Content {

    /** Writes it, and does not close the stream. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  /** Every buffer waits for the disk. */
  private static final int BUFFER = 1 << 16;

  private WholeFile() {}

  /**
   * Writes a text as UTF-8.
   *
   * @throws IOException as {@link #write(Path, Content)}
   */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes bytes.
   *
   * @throws IOException as {@link #write(Path, Content)}
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /**
   * Writes a file.
   *
   * @throws FileSystemException with its reason if the file is a folder, or has none, or its links
   *     lead in a circle
   * @throws IOException if it cannot be written or the content throws it; the file is as it was
   */
  public static void write(Path file, Content content) throws IOException {
    // Asked before links are followed: those to pipes, /dev/fd/63 say, lead to no path.
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      write(Files.newOutputStream(file, StandardOpenOption.WRITE), content);
      return;
    }
    Path target = followed(file.toAbsolutePath());
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(file.toString(), null, "there is no folder " + folder);
    }
    // Not createTempFile: what that makes can be read by its owner alone.
    Path part = folder.resolve(".scalarflow-" + UUID.randomUUID() + ".part");
    try {
      write(
          Files.newOutputStream(
              part,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE,
              StandardOpenOption.SYNC),
          content);
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void write(OutputStream file, Content content) throws IOException {
    try (OutputStream out = new BufferedOutputStream(file, BUFFER)) {
      content.writeTo(out);
    }
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException unsupported) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What a link leads to, whether it is there or not. */
  private static Path followed(Path file) throws IOException {
    Path target = file;
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "its links lead in a circle");
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }
}
