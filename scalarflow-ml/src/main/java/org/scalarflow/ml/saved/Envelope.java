package org.scalarflow.ml.saved;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a document ends: with a checksum of all before it. */
final class Envelope {

  private static final byte[] END = bytes("\n}\n");
  private static final byte[] START_OF_CHECKSUM = bytes(",\n  \"checksum\" : \"");
  private static final byte[] END_OF_CHECKSUM = bytes("\"\n}\n");
  private static final int DIGITS = 64;
  private static final int TAIL = START_OF_CHECKSUM.length + DIGITS + END_OF_CHECKSUM.length;

  private Envelope() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A document of an object, with its checksum for the last field. */
  static byte[] seal(byte[] document) {
    byte[] content = Arrays.copyOf(document, document.length - END.length);
    byte[] sealed = Arrays.copyOf(content, content.length + TAIL);
    int at = content.length;
    for (byte[] part :
        new byte[][] {START_OF_CHECKSUM, bytes(Hashes.of(content)), END_OF_CHECKSUM}) {
      System.arraycopy(part, 0, sealed, at, part.length);
      at += part.length;
    }
    return sealed;
  }

  /** Whether the bytes end with the checksum of what is before. */
  static boolean isSealed(byte[] sealed) {
    if (sealed.length < TAIL) {
      return false;
    }
    byte[] content = Arrays.copyOf(sealed, sealed.length - TAIL);
    byte[] document = Arrays.copyOf(content, content.length + END.length);
    System.arraycopy(END, 0, document, content.length, END.length);
    return Arrays.equals(seal(document), sealed);
  }
}
