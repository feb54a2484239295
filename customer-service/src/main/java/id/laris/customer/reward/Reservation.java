package id.laris.customer.reward;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.RewardReservation;
import id.laris.pos.v1.RewardReservation.Status;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points that are held for the rewards of an order, or the record that attempts to hold them are
 * refused from now on.
 *
 * @param customerId null where only later attempts are refused
 * @param revision the attempt that made it, among those for the order
 * @param expiresAt null for never
 */
record Reservation(
    UUID orderId,
    @Nullable UUID customerId,
    List<Item> items,
    Status status,
    long revision,
    @Nullable Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  /** A reward, and the points that it costs. */
  record Item(UUID rewardId, long points) {}

  boolean isHeld() {
    return status == Status.HELD;
  }

  /** The customer whose points it holds. */
  UUID holder() {
    return Objects.requireNonNull(customerId);
  }

  boolean hasExpired(Instant now) {
    return isHeld() && expiresAt != null && !expiresAt.isAfter(now);
  }

  List<UUID> rewardIds() {
    return items.stream().map(Item::rewardId).toList();
  }

  /** The points of all its rewards. */
  long points() {
    return items.stream().map(Item::points).reduce(0L, Amounts::add);
  }

  Reservation ended(Status how, long newRevision, Instant now) {
    return new Reservation(orderId, customerId, items, how, newRevision, expiresAt, createdAt, now);
  }

  Reservation until(@Nullable Instant newExpiry, Instant now) {
    return new Reservation(orderId, customerId, items, status, revision, newExpiry, createdAt, now);
  }

  RewardReservation toProto() {
    RewardReservation.Builder proto =
        RewardReservation.newBuilder()
            .setOrderId(orderId.toString())
            .setCustomerId(Ids.text(customerId))
            .setPoints(points())
            .setStatus(status)
            .setRevision(revision);
    items.forEach(
        item ->
            proto.addItems(
                RewardReservation.Item.newBuilder()
                    .setRewardId(item.rewardId().toString())
                    .setPoints(item.points())));
    Protos.setTime(expiresAt, proto::setExpiresAt);
    return proto.build();
  }
}
