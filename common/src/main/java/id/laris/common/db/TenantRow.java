package id.laris.common.db;

import id.laris.common.errors.Errors;
import jakarta.persistence.Column;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.domain.Persistable;
import org.springframework.data.jpa.domain.support.AuditingEntityListener;

/**
 * A row of one tenant: the superclass of every entity. Hibernate fills in the tenant of the caller,
 * adds it to every query, and Postgres row-level security holds even where a query forgets it.
 */
@MappedSuperclass
@EntityListeners(AuditingEntityListener.class)
public abstract class TenantRow implements Persistable<UUID> {

  @Id private UUID id;

  @TenantId
  @PartitionKey
  @Column(name = "tenant_id", updatable = false)
  private @Nullable UUID tenantId;

  /** Null until it is stored: so a row with a client-made id is recognised as new. */
  @Version private @Nullable Integer version;

  @CreatedDate
  @Column(name = "created_at", updatable = false)
  private @Nullable Instant createdAt;

  @LastModifiedDate
  @Column(name = "updated_at")
  private @Nullable Instant updatedAt;

  /** The version as it was read, or as {@link #hasChanged} was last asked; null of a new row. */
  @Transient private @Nullable Integer told;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected TenantRow() {}

  protected TenantRow(UUID id) {
    this.id = id;
  }

  public UUID id() {
    return id;
  }

  @Override
  public UUID getId() {
    return id;
  }

  /**
   * Returns whether it was never stored. It is defined here because Spring Data otherwise takes
   * every new row for a changed one, and copies everything that belongs to it.
   */
  @Override
  public boolean isNew() {
    return version == null;
  }

  public int version() {
    return version == null ? 0 : version;
  }

  /** Returns the time of creation; null until it is stored. */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /** Returns the time of the last change; null until it is stored. */
  public @Nullable Instant updatedAt() {
    return updatedAt;
  }

  /**
   * Marks the row as changed if only other rows of it have changed, so that its version counts that
   * too. A clock may tell the same time twice: then it is a microsecond later.
   */
  protected void touch(Instant now) {
    updatedAt = now.equals(updatedAt) ? now.plus(1, ChronoUnit.MICROS) : now;
  }

  @PostLoad
  void isAsTold() {
    told = version;
  }

  /**
   * Returns whether it was changed since it was read or since this was asked last. Hibernate may
   * have written the change long before, because a query needed it. (Public, so that it is asked of
   * the row itself where Hibernate stands before it.)
   */
  public boolean hasChanged() {
    boolean changed = !Objects.equals(told, version);
    told = version;
    return changed;
  }

  /** Refuses a change that was made against another version than the current one. */
  public void requireVersion(String resource, boolean given, int expected) {
    if (given && expected != version()) {
      throw Errors.versionConflict(resource, id, expected, version());
    }
  }
}
