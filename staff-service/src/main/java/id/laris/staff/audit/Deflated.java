package id.laris.staff.audit;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** Messages as the audit stores them: they are kept for years, and deflated they take a third. */
final class Deflated {

  private Deflated() {}

  static byte[] write(ByteString bytes) {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      bytes.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return deflated.toByteArray();
  }

  /** The bytes that were deflated; none where they are not what was written. */
  static ByteString read(byte[] deflated) {
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return ByteString.readFrom(in);
    } catch (IOException e) {
      // Somebody changed the row: its hash will not fit, which is how VerifyAudit tells it.
      return ByteString.EMPTY;
    }
  }
}
