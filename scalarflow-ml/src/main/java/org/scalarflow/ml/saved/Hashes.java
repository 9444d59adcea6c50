package org.scalarflow.ml.saved;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.scalarflow.ml.data.Column;
import org.scalarflow.ml.data.LabelledTable;

/** SHA-256 hashes as hexadecimal digits. */
final class Hashes {

  private Hashes() {}

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has it.
      throw new IllegalStateException(impossible);
    }
  }

  /** The hash of some bytes, one part after the other. */
  static String of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The hash of labels and classes, and of each column's name and fields, in their order; the name
   * of the data does not count.
   */
  static String of(LabelledTable data) {
    MessageDigest digest = digest();
    update(digest, data.labels());
    ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
    for (int row = 0; row < data.rows(); row++) {
      digest.update(number.clear().putInt(data.classOf(row)).flip());
    }
    for (Column column : data.features().columns()) {
      update(digest, List.of(column.name(), column.isText() ? "texts" : "numbers"));
      if (column.isText()) {
        update(digest, IntStream.range(0, column.rows()).mapToObj(column::text).toList());
      } else {
        for (double value : column.numbers()) {
          digest.update(number.clear().putDouble(value).flip());
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, List<String> texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
      digest.update(bytes);
    }
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(-1).array());
  }
}
