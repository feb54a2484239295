package id.laris.staff.register;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The secret of a device: its tenant, its id and 256 random bits, of which the SHA-256 is stored.
 * As a string it shows the id of the device only.
 */
final class DeviceCredential {

  /** It makes a credential that has leaked easy to find, by people and by scanners. */
  private static final String PREFIX = "laris_device_";

  private static final int SECRET_BYTES = 32;
  private static final int BYTES = 2 * (Long.BYTES * 2) + SECRET_BYTES;

  private final UUID tenantId;
  private final UUID deviceId;
  private final byte[] secret;

  private DeviceCredential(UUID tenantId, UUID deviceId, byte[] secret) {
    this.tenantId = tenantId;
    this.deviceId = deviceId;
    this.secret = secret;
  }

  static DeviceCredential draw(SecureRandom random, UUID tenantId, UUID deviceId) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new DeviceCredential(tenantId, deviceId, secret);
  }

  /** Reads one; empty where it cannot be one. */
  static Optional<DeviceCredential> read(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    ByteBuffer parts = ByteBuffer.wrap(bytes);
    UUID tenantId = new UUID(parts.getLong(), parts.getLong());
    UUID deviceId = new UUID(parts.getLong(), parts.getLong());
    byte[] secret = new byte[SECRET_BYTES];
    parts.get(secret);
    return Optional.of(new DeviceCredential(tenantId, deviceId, secret));
  }

  UUID tenantId() {
    return tenantId;
  }

  UUID deviceId() {
    return deviceId;
  }

  byte[] secretHash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  boolean fits(byte[] secretHash) {
    return MessageDigest.isEqual(secretHash(), secretHash);
  }

  /** All of it, for the one answer that shows it. */
  String reveal() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    for (UUID id : new UUID[] {tenantId, deviceId}) {
      bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }
    bytes.put(secret);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  @Override
  public String toString() {
    return PREFIX + deviceId;
  }
}
