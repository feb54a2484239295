package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of an order, with the times of its transitions: DRAFT, OPEN, COMPLETED; or VOIDED.
 *
 * @param voidReason empty unless it is VOIDED, or a COMPLETED sale that was taken back
 */
public record OrderLifecycle(
    Status status,
    @JsonProperty("finalized_at") @Nullable Instant finalizedAt,
    @JsonProperty("completed_at") @Nullable Instant completedAt,
    @JsonProperty("void_reason") String voidReason,
    @JsonProperty("voided_at") @Nullable Instant voidedAt) {

  static final OrderLifecycle DRAFT = new OrderLifecycle(Status.DRAFT, null, null, "", null);

  OrderLifecycle finalizeAt(Instant now) {
    return new OrderLifecycle(Status.OPEN, now, null, "", null);
  }

  OrderLifecycle completeAt(Instant now) {
    return new OrderLifecycle(Status.COMPLETED, finalizedAt, now, "", null);
  }

  OrderLifecycle voidAt(Instant now, String reason) {
    return new OrderLifecycle(Status.VOIDED, finalizedAt, null, reason, now);
  }

  /** Marks a COMPLETED sale as taken back: it keeps its status, because it has a receipt. */
  OrderLifecycle voidSaleAt(Instant now, String reason) {
    return new OrderLifecycle(status, finalizedAt, completedAt, reason, now);
  }

  /** Refuses a sale that is not COMPLETED, or was taken back. */
  void requireStanding(UUID orderId) {
    requireStatus(orderId, Status.COMPLETED);
    if (voidedAt != null) {
      throw voided(orderId, Status.COMPLETED);
    }
  }

  void requireStatus(UUID orderId, Status required) {
    if (status != required) {
      throw status == Status.VOIDED
          ? voided(orderId, required)
          : Errors.wrongState(Order.RESOURCE, orderId, status.name(), required.name());
    }
  }

  void requireTransition(UUID orderId, Status from, Status to) {
    if (status != from) {
      throw status == Status.VOIDED
          ? voided(orderId, to)
          : Errors.illegalTransition(Order.RESOURCE, orderId, status.name(), to.name());
    }
  }

  private PosException voided(UUID orderId, Status wanted) {
    return Errors.of(
            Reason.ORDER_VOIDED, "The order %s is voided: create a new one.".formatted(orderId))
        .with("resource", Order.RESOURCE)
        .with("id", orderId)
        .with("from", status.name())
        .with("to", wanted.name());
  }
}
