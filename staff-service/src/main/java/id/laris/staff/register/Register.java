package id.laris.staff.register;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Register.State;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place of a location where sales are made. */
@Entity
@Table(name = "register", schema = "staff")
public class Register extends TenantRow {

  /** The time in which the address of a register is changed twice at the most. */
  static final Duration ADDRESS_PERIOD = Duration.ofDays(365);

  private String code = "";
  private String name = "";

  @Column(name = "location_id", updatable = false)
  private UUID locationId;

  @Column(name = "ip_address")
  private String ipAddress = "";

  @Column(name = "ip_changed_at")
  private @Nullable Instant ipChangedAt;

  @Column(name = "ip_changed_before_at")
  private @Nullable Instant ipChangedBeforeAt;

  @Column(name = "retired_at")
  private @Nullable Instant retiredAt;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Register() {}

  Register(UUID id, id.laris.pos.v1.Register described) {
    super(id);
    locationId = Ids.parse(described.getLocationId());
  }

  /**
   * Takes over everything that can be changed. Errors: ILLEGAL_STATE_TRANSITION of a retired one;
   * REGISTER_IP_LIMIT.
   */
  void take(id.laris.pos.v1.Register wanted, Instant now) {
    requireActive();
    code = wanted.getCode();
    name = wanted.getName();
    if (!ipAddress.equals(wanted.getIpAddress())) {
      // The first address is none that was changed.
      if (!ipAddress.isEmpty()) {
        countChangeOfAddress(now);
      }
      ipAddress = wanted.getIpAddress();
    }
  }

  private void countChangeOfAddress(Instant now) {
    Instant allowedAt =
        ipChangedBeforeAt == null ? Instant.MIN : ipChangedBeforeAt.plus(ADDRESS_PERIOD);
    if (now.isBefore(allowedAt)) {
      throw Errors.of(
              Reason.REGISTER_IP_LIMIT,
              "The IP address of the register %s was changed twice in 365 days: the next change is allowed at %s."
                  .formatted(code, allowedAt))
          .with("register_id", id())
          .with("allowed_at", allowedAt);
    }
    ipChangedBeforeAt = ipChangedAt;
    ipChangedAt = now;
  }

  /** Refuses what is for registers in use only. Errors: ILLEGAL_STATE_TRANSITION. */
  public void requireActive() {
    if (isRetired()) {
      throw Errors.wrongState("register", id(), State.RETIRED.name(), State.ACTIVE.name());
    }
  }

  /** Notes that a device can be activated at it. Errors: ILLEGAL_STATE_TRANSITION. */
  void waitForDevice(Instant now) {
    requireActive();
    touch(now);
  }

  /** Retires it for good. */
  void retire(Instant now) {
    retiredAt = now;
  }

  public boolean isRetired() {
    return retiredAt != null;
  }

  public String code() {
    return code;
  }

  public UUID locationId() {
    return locationId;
  }

  id.laris.pos.v1.Register toProto() {
    id.laris.pos.v1.Register.Builder proto =
        id.laris.pos.v1.Register.newBuilder()
            .setId(id().toString())
            .setCode(code)
            .setName(name)
            .setLocationId(locationId.toString())
            .setState(isRetired() ? State.RETIRED : State.ACTIVE)
            .setIpAddress(ipAddress)
            .setVersion(version());
    setTime(createdAt(), proto::setCreatedAt);
    setTime(updatedAt(), proto::setUpdatedAt);
    setTime(retiredAt, proto::setRetiredAt);
    return proto.build();
  }
}
