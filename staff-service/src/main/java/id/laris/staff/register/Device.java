package id.laris.staff.register;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A till, tablet or other device that was activated at a register. */
@Entity
@Table(name = "device", schema = "staff")
public class Device extends TenantRow {

  @Column(name = "register_id", updatable = false)
  private UUID registerId;

  @Column(name = "location_id", updatable = false)
  private UUID locationId;

  private String name;

  @Column(name = "secret_hash", updatable = false)
  private byte[] secretHash;

  /** The sign-ins write it, past the version. */
  @Column(name = "last_sign_in_at", insertable = false, updatable = false)
  private @Nullable Instant lastSignInAt;

  @Column(name = "deactivated_at")
  private @Nullable Instant deactivatedAt;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Device() {}

  Device(DeviceCredential credential, Register register, String name) {
    super(credential.deviceId());
    this.registerId = register.id();
    this.locationId = register.locationId();
    this.name = name;
    this.secretHash = credential.secretHash();
  }

  /** Deactivates it for good. */
  void deactivate(Instant now) {
    deactivatedAt = now;
  }

  boolean isActive() {
    return deactivatedAt == null;
  }

  /** Returns whether the credential is the one that it got at its activation. */
  boolean has(DeviceCredential credential) {
    return credential.fits(secretHash);
  }

  public UUID registerId() {
    return registerId;
  }

  public UUID locationId() {
    return locationId;
  }

  id.laris.pos.v1.Device toProto() {
    id.laris.pos.v1.Device.Builder proto =
        id.laris.pos.v1.Device.newBuilder()
            .setId(id().toString())
            .setRegisterId(registerId.toString())
            .setLocationId(locationId.toString())
            .setName(name)
            .setVersion(version());
    proto.setActivatedAt(Protos.timestamp(Objects.requireNonNull(createdAt())));
    setTime(lastSignInAt, proto::setLastSignInAt);
    setTime(deactivatedAt, proto::setDeactivatedAt);
    return proto.build();
  }
}
