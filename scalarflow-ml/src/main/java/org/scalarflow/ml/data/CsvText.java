package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 text that is decoded strictly: reading fails at the first byte that is not UTF-8, and tells
 * its line. It also fails when a record becomes too long, before memory does.
 */
final class CsvText extends Reader {

  /** The text cannot be read on; the message says why and on which line. */
  static final class Unreadable extends IOException {

    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(8192).flip();
  private boolean atEnd;
  private boolean afterReturn;
  private long line = 1;
  private long recordLine = 1;
  private long charactersInRecord;

  /** Text from a stream; a byte order mark is skipped. */
  CsvText(InputStream in) throws IOException {
    PushbackInputStream marked = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
    byte[] first = marked.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
      marked.unread(first);
    }
    this.in = marked;
  }

  /** Says that a record ended, and on which line the next one starts. */
  void startRecord(long startLine) {
    recordLine = startLine;
    charactersInRecord = 0;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    if (charactersInRecord > CsvData.MAX_RECORD_LENGTH) {
      throw new Unreadable(
          "line "
              + recordLine
              + ": the record that starts here has more than "
              + CsvData.MAX_RECORD_LENGTH
              + " characters; is a quote not closed?");
    }
    CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
    int start = chars.position();
    while (chars.position() == start) {
      CoderResult result = decoder.decode(bytes, chars, atEnd);
      if (chars.position() > start) {
        break;
      }
      if (result.isError()) {
        throw new Unreadable(
            "line " + line + ": there is a byte that is not UTF-8; save the file as UTF-8 text");
      }
      if (atEnd) {
        return -1;
      }
      fill();
    }
    int count = chars.position() - start;
    countLines(buffer, offset, count);
    charactersInRecord += count;
    return count;
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    atEnd = count < 0;
    bytes.position(bytes.position() + Math.max(0, count));
    bytes.flip();
  }

  private void countLines(char[] buffer, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      char c = buffer[i];
      if (c == '\r' || (c == '\n' && !afterReturn)) {
        line++;
      }
      afterReturn = c == '\r';
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
