package id.laris.staff.token;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.pos.v1.Session.End;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stay of an employee in Laris. */
@Entity
@Table(name = "session", schema = "staff")
public class Session extends TenantRow {

  /** The time after which a session ends in which nobody has done anything. */
  public static final Duration LASTS = Duration.ofDays(30);

  /**
   * The time for which a used refresh token still gives its successor: an honest client sends it
   * again when the answer was lost, or from two threads at once.
   */
  public static final Duration GRACE = Duration.ofSeconds(10);

  @Column(name = "employee_id", updatable = false)
  private UUID employeeId;

  @Column(name = "register_id", updatable = false)
  private @Nullable UUID registerId;

  @Column(name = "location_id", updatable = false)
  private @Nullable UUID locationId;

  @Column(updatable = false)
  private String address = "";

  private int generation;

  @Column(name = "rotated_at")
  private Instant rotatedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "end_reason")
  private End end = End.END_UNSPECIFIED;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Session() {}

  private Session(
      UUID id,
      UUID employeeId,
      @Nullable UUID registerId,
      @Nullable UUID locationId,
      String address,
      Instant now,
      Duration lasts) {
    super(id);
    this.employeeId = employeeId;
    this.registerId = registerId;
    this.locationId = locationId;
    this.address = address;
    this.rotatedAt = now;
    this.expiresAt = now.plus(lasts);
  }

  /** Begins one by password, whose refresh tokens keep it alive. */
  public static Session byPassword(UUID employeeId, String address, Instant now) {
    return new Session(Ids.next(), employeeId, null, null, address, now, LASTS);
  }

  /** Begins one at a till, as long as its only token. */
  public static Session atTill(
      UUID employeeId, UUID registerId, UUID locationId, String address, Instant now) {
    return new Session(
        Ids.next(), employeeId, registerId, locationId, address, now, TokenIssuer.VALID);
  }

  /** The outcome of a refresh token. */
  public enum Refresh {
    /** The session goes on with the token of its generation. */
    GOES_ON,
    /** The token was used before, so somebody has a copy: the session has ended. */
    ENDED,
    /** The session was over already. */
    OVER
  }

  /** Uses up a refresh token. The row must be locked. */
  public Refresh refresh(int presented, Instant now) {
    if (!isLive(now)) {
      return Refresh.OVER;
    }
    if (presented == generation) {
      generation++;
      rotatedAt = now;
      expiresAt = now.plus(LASTS);
      return Refresh.GOES_ON;
    }
    if (presented == generation - 1 && now.isBefore(rotatedAt.plus(GRACE))) {
      return Refresh.GOES_ON;
    }
    end(End.TOKEN_REUSED, now);
    return Refresh.ENDED;
  }

  public void end(End reason, Instant now) {
    endedAt = now;
    end = reason;
  }

  public boolean isLive(Instant now) {
    return endedAt == null && now.isBefore(expiresAt);
  }

  /** Returns whether refresh tokens keep it alive. */
  public boolean isRefreshed() {
    return registerId == null;
  }

  public UUID employeeId() {
    return employeeId;
  }

  public @Nullable UUID registerId() {
    return registerId;
  }

  public @Nullable UUID locationId() {
    return locationId;
  }

  public int generation() {
    return generation;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public id.laris.pos.v1.Session toProto() {
    id.laris.pos.v1.Session.Builder proto =
        id.laris.pos.v1.Session.newBuilder()
            .setId(id().toString())
            .setEmployeeId(employeeId.toString())
            .setRegisterId(Ids.text(registerId))
            .setLocationId(Ids.text(locationId))
            .setAddress(address)
            .setEnd(end);
    setTime(createdAt(), proto::setCreatedAt);
    setTime(expiresAt, proto::setExpiresAt);
    setTime(endedAt, proto::setEndedAt);
    return proto.build();
  }
}
