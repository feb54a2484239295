package id.laris.inventory.stock;

import id.laris.pos.v1.StockMovement.Type;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reason and time of a change: the common part of the movements of one action.
 *
 * @param referenceType the kind of document it belongs to, such as {@code order}; empty for none
 * @param occurredAt when it happened, which may be before it is recorded
 */
public record Change(
    Type type,
    String reason,
    String notes,
    String referenceType,
    @Nullable UUID referenceId,
    Instant occurredAt) {

  /** A change that belongs to a document, which has the details. */
  public static Change of(Type type, String referenceType, UUID referenceId, Instant occurredAt) {
    return new Change(type, "", "", referenceType, referenceId, occurredAt);
  }

  public Change because(String why, String moreWords) {
    return new Change(type, why, moreWords, referenceType, referenceId, occurredAt);
  }

  Change undone() {
    return new Change(Type.BEFORE_COUNT, reason, notes, referenceType, referenceId, occurredAt);
  }
}
