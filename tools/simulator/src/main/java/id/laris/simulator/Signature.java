package id.laris.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The signature that Midtrans puts into its bodies. */
final class Signature {

  private Signature() {}

  /** Lowercase hex of SHA-512 over the strings as they stand in the body, and the server key. */
  static String of(String orderId, String statusCode, String grossAmount, String serverKey) {
    try {
      byte[] signed =
          (orderId + statusCode + grossAmount + serverKey).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(signed));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
