package id.laris.common.db;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row that is deleted softly: it stays as history, is hidden from lists, and its unique keys are
 * free for others.
 */
@MappedSuperclass
public abstract class DeletableRow extends TenantRow {

  @Column(name = "deleted_at")
  private @Nullable Instant deletedAt;

  /** For Hibernate, which fills in the rest. */
  protected DeletableRow() {}

  protected DeletableRow(UUID id) {
    super(id);
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** Returns the time of deletion; null while it is not deleted. */
  public @Nullable Instant deletedAt() {
    return deletedAt;
  }

  public void delete(Instant now) {
    deletedAt = now;
  }

  public void restore() {
    deletedAt = null;
  }
}
