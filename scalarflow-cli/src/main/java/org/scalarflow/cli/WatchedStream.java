package org.scalarflow.cli;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the first failure to write, which a print stream only hints at, and lets no second
 * write be tried.
 */
final class WatchedStream extends FilterOutputStream {

  private @Nullable IOException failure;

  WatchedStream(OutputStream target) {
    super(new BufferedOutputStream(target, 1 << 16));
  }

  @Nullable IOException failure() {
    return failure;
  }

  /** Whether a failure only says that the reader has seen enough, as {@code head} does. */
  static boolean isBrokenPipe(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Broken pipe") || message.contains("pipe is being closed");
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (failure == null) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException broken) {
        failure = broken;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void flush() throws IOException {
    if (failure == null) {
      try {
        out.flush();
      } catch (IOException broken) {
        failure = broken;
        throw broken;
      }
    }
  }
}
