package id.laris.staff.audit;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * The hash of an entry: SHA-256 over the hash of the entry before, and everything that the entry
 * says, each part behind its length, so that no two entries have the same bytes. Of the message it
 * takes the hash: personal data can be removed from it, and the chain holds.
 */
final class ChainHash {

  /** Stands before the first entry. */
  static final ByteString BEGINNING = ByteString.copyFrom(new byte[32]);

  private ChainHash() {}

  static ByteString of(ByteString bytes) {
    return ByteString.copyFrom(sha256().digest(bytes.toByteArray()));
  }

  static ByteString of(UUID tenantId, Entry entry, ByteString before) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      before.writeTo((OutputStream) out);
      write(out, tenantId);
      out.writeLong(entry.number());
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.recordedAt()));
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.occurredAt()));
      out.writeUTF(entry.service());
      write(out, entry.eventId());
      out.writeUTF(entry.type());
      out.writeUTF(entry.resourceType());
      write(out, entry.resourceId());
      out.writeLong(entry.sequence());
      out.writeInt(entry.actorBytes().size());
      entry.actorBytes().writeTo((OutputStream) out);
      out.writeUTF(entry.payloadType());
      entry.payloadHash().writeTo((OutputStream) out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(sha256().digest(bytes.toByteArray()));
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
