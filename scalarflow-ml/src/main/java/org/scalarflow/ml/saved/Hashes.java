package org.scalarflow.ml.saved;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.scalarflow.ml.data.Dataset;

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

  /** The hash of names, labels, numbers and classes; the name of the data set does not count. */
  static String of(Dataset data) {
    MessageDigest digest = digest();
    update(digest, data.featureNames());
    update(digest, data.labels());
    ByteBuffer row = ByteBuffer.allocate(Double.BYTES * data.featureCount() + Integer.BYTES);
    for (int i = 0; i < data.rows(); i++) {
      row.clear();
      for (double feature : data.features(i)) {
        row.putDouble(feature);
      }
      row.putInt(data.classOf(i));
      digest.update(row.array());
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
