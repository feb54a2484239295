package id.laris.sales;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.ReserveRewardRequest;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.RewardReservation.Status;
import io.grpc.Status.Code;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The points of {@link FakeCustomers} with the reservations of rewards, by the rules of their
 * contract, which are those of {@link FakeStock}.
 */
final class FakePoints {

  /** A reservation as it stands. */
  record Reservation(String customerId, long points, long revision, Status status) {

    private Reservation as(Status newStatus, long newRevision) {
      return new Reservation(customerId, points, newRevision, newStatus);
    }
  }

  private final Map<String, Long> points = new HashMap<>();
  private final Map<String, Reservation> reservations = new HashMap<>();

  synchronized void put(String customerId, long amount) {
    points.put(customerId, amount);
  }

  /** Returns the points that are neither spent nor held. */
  synchronized long available(String customerId) {
    long held =
        reservations.values().stream()
            .filter(any -> any.status == Status.HELD && any.customerId.equals(customerId))
            .mapToLong(Reservation::points)
            .sum();
    return points.getOrDefault(customerId, 0L) - held;
  }

  synchronized Reservation of(String orderId) {
    return reservations.getOrDefault(orderId, new Reservation("", 0, -1, Status.RELEASED));
  }

  synchronized void reserve(ReserveRewardRequest request, Map<String, Reward> rewards) {
    Reservation before = reservations.get(request.getOrderId());
    if (before != null && request.getRevision() < before.revision) {
      throw FakeInventory.refusal(Code.ABORTED, Reason.VERSION_CONFLICT, Map.of());
    }
    if (before != null
        && request.getRevision() == before.revision
        && before.status != Status.HELD) {
      throw FakeInventory.refusal(
          Code.FAILED_PRECONDITION, Reason.ILLEGAL_STATE_TRANSITION, Map.of());
    }
    long requested =
        request.getRewardIdsList().stream()
            .mapToLong(id -> Objects.requireNonNull(rewards.get(id)).getPoints())
            .sum();
    reservations.remove(request.getOrderId());
    long available = available(request.getCustomerId());
    if (available < requested) {
      if (before != null) {
        reservations.put(request.getOrderId(), before);
      }
      throw FakeInventory.refusal(
          Code.FAILED_PRECONDITION,
          Reason.INSUFFICIENT_POINTS,
          Map.of(
              "field", "reward_ids",
              "requested", String.valueOf(requested),
              "available", String.valueOf(available)));
    }
    reservations.put(
        request.getOrderId(),
        new Reservation(request.getCustomerId(), requested, request.getRevision(), Status.HELD));
  }

  synchronized void release(String orderId, long revision) {
    Reservation before = of(orderId);
    if (before.revision > revision) {
      return;
    }
    if (before.status == Status.SPENT) {
      throw FakeInventory.refusal(
          Code.FAILED_PRECONDITION, Reason.ILLEGAL_STATE_TRANSITION, Map.of());
    }
    reservations.put(orderId, before.as(Status.RELEASED, revision));
  }

  /** Applies an event of an order: the points are spent, or given back. */
  synchronized void apply(String event, Order order) {
    if (order.getRewardRevision() == 0) {
      return;
    }
    switch (event) {
      case "OrderCompleted" -> {
        Reservation held = of(order.getId());
        if (held.status != Status.SPENT) {
          points.merge(held.customerId, -held.points, Math::addExact);
          reservations.put(order.getId(), held.as(Status.SPENT, held.revision));
        }
      }
      case "OrderReopened", "OrderVoided" -> {
        if (of(order.getId()).status == Status.HELD) {
          release(order.getId(), order.getRewardRevision());
        }
      }
      default -> {}
    }
  }
}
