package id.laris.sales;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockReservation.Status;
import io.grpc.Status.Code;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stock and reservations of {@link FakeInventory}, by the rules of its contract: a newer
 * revision replaces a reservation, an older one is refused, and so is one that was released before
 * it came.
 */
final class FakeStock {

  /** A reservation as it stands. */
  record Reservation(
      String locationId, Map<String, Long> lines, long revision, Instant expiresAt, Status status) {

    private Reservation as(Status newStatus, long newRevision) {
      return new Reservation(locationId, lines, newRevision, expiresAt, newStatus);
    }
  }

  private static final int MOST_LINES = 5_000;

  private record Shelf(String locationId, String variantId) {}

  private final Map<Shelf, Long> onHand = new HashMap<>();
  private final Map<String, Reservation> reservations = new HashMap<>();

  synchronized void put(String locationId, String variantId, long quantity) {
    onHand.put(new Shelf(locationId, variantId), quantity);
  }

  synchronized long onHand(String locationId, String variantId) {
    return onHand.getOrDefault(new Shelf(locationId, variantId), 0L);
  }

  synchronized long available(String locationId, String variantId) {
    long held =
        active(locationId).values().stream()
            .mapToLong(reservation -> reservation.lines.getOrDefault(variantId, 0L))
            .sum();
    return onHand(locationId, variantId) - held;
  }

  /** Returns the reservations at the location, by reference. */
  synchronized Map<String, Reservation> active(String locationId) {
    Map<String, Reservation> active = new HashMap<>();
    reservations.forEach(
        (reference, held) -> {
          if (held.status == Status.ACTIVE && held.locationId.equals(locationId)) {
            active.put(reference, held);
          }
        });
    return active;
  }

  synchronized void reserve(ReserveStockRequest request) {
    if (request.getLinesCount() > MOST_LINES) {
      throw FakeInventory.refusal(
          Code.INVALID_ARGUMENT, Reason.VALIDATION_FAILED, Map.of("field", "lines"));
    }
    Reservation before = reservations.get(request.getReference());
    Instant expiresAt = Instant.ofEpochSecond(request.getExpiresAt().getSeconds());
    Map<String, Long> lines = sum(request.getLinesList());
    if (before != null && request.getRevision() < before.revision) {
      throw FakeInventory.refusal(Code.ABORTED, Reason.VERSION_CONFLICT, Map.of());
    }
    if (before != null && request.getRevision() == before.revision) {
      if (before.status != Status.ACTIVE) {
        throw FakeInventory.refusal(
            Code.FAILED_PRECONDITION, Reason.ILLEGAL_STATE_TRANSITION, Map.of());
      }
      if (!before.lines.equals(lines)) {
        throw FakeInventory.refusal(Code.ALREADY_EXISTS, Reason.ALREADY_EXISTS, Map.of());
      }
    }
    reservations.remove(request.getReference());
    try {
      requireAvailable(request.getLocationId(), lines);
    } catch (RuntimeException e) {
      if (before != null) {
        reservations.put(request.getReference(), before);
      }
      throw e;
    }
    reservations.put(
        request.getReference(),
        new Reservation(
            request.getLocationId(), lines, request.getRevision(), expiresAt, Status.ACTIVE));
  }

  private void requireAvailable(String locationId, Map<String, Long> lines) {
    List<String> order = List.copyOf(lines.keySet());
    lines.forEach(
        (variantId, requested) -> {
          long available = available(locationId, variantId);
          if (requested > available) {
            throw FakeInventory.refusal(
                Code.FAILED_PRECONDITION,
                Reason.INSUFFICIENT_STOCK,
                Map.of(
                    "field", "lines[%d].quantity".formatted(order.indexOf(variantId)),
                    "variant_id", variantId,
                    "requested", String.valueOf(requested),
                    "available", String.valueOf(available)));
          }
        });
  }

  synchronized void release(String reference, long revision) {
    Reservation before = reservations.get(reference);
    if (before == null) {
      reservations.put(
          reference, new Reservation("", Map.of(), revision, Instant.EPOCH, Status.RELEASED));
      throw FakeInventory.refusal(Code.NOT_FOUND, Reason.NOT_FOUND, Map.of());
    }
    if (before.revision > revision) {
      return;
    }
    if (before.status == Status.COMMITTED) {
      throw FakeInventory.refusal(
          Code.FAILED_PRECONDITION, Reason.ILLEGAL_STATE_TRANSITION, Map.of());
    }
    reservations.put(reference, before.as(Status.RELEASED, revision));
  }

  synchronized void expire(Instant now) {
    reservations.replaceAll(
        (reference, held) ->
            held.status == Status.ACTIVE && !held.expiresAt.isAfter(now)
                ? held.as(Status.EXPIRED, held.revision)
                : held);
  }

  /**
   * Applies an event of an order: the stock of a completed order is sold, that of a voided or
   * reopened order is released.
   */
  synchronized void apply(String event, Order order) {
    switch (event) {
      case "OrderCompleted" -> sell(order);
      case "OrderReopened", "OrderVoided" -> {
        Reservation held = reservations.get(order.getId());
        if (held != null && held.status == Status.ACTIVE) {
          release(order.getId(), order.getStockRevision());
        }
      }
      default -> {}
    }
  }

  private void sell(Order order) {
    Map<String, Long> lines =
        sum(
            order.getItemsList().stream()
                .map(OrderItem::getStockUsesList)
                .flatMap(List::stream)
                .toList());
    lines.forEach(
        (variantId, quantity) ->
            onHand.merge(new Shelf(order.getLocationId(), variantId), -quantity, Math::addExact));
    reservations.computeIfPresent(
        order.getId(), (id, held) -> held.as(Status.COMMITTED, held.revision));
  }

  private static Map<String, Long> sum(Iterable<StockLine> lines) {
    Map<String, Long> sum = new TreeMap<>();
    lines.forEach(line -> sum.merge(line.getVariantId(), line.getQuantity(), Math::addExact));
    return sum;
  }
}
