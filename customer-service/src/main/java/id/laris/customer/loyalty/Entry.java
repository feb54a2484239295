package id.laris.customer.loyalty;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.PointEntry.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry that is about to be added to the ledger.
 *
 * @param amount the amount that counted for the amount rule, in minor units of the currency
 * @param sale the sale that earned; null of other kinds
 * @param expiresAt null for never, and where points are taken
 */
record Entry(
    UUID id,
    UUID customerId,
    Kind kind,
    long points,
    long amount,
    String currency,
    @Nullable UUID orderId,
    @Nullable Sale sale,
    @Nullable UUID rewardId,
    String reason,
    Instant occurredAt,
    @Nullable Instant expiresAt) {

  /**
   * A sale, and the rule by which it earned.
   *
   * @param orderVersion the version of the order, of which a later one may have fewer lines
   */
  record Sale(int orderVersion, int programVersion, long multiplierPpm) {}

  static Entry of(UUID customerId, Kind kind, long points, Instant occurredAt) {
    return new Entry(
        Ids.next(), customerId, kind, points, 0, "", null, null, null, "", occurredAt, null);
  }

  static Entry spent(
      UUID customerId, UUID orderId, UUID rewardId, long points, Instant occurredAt) {
    return new Entry(
        Ids.next(),
        customerId,
        Kind.SPEND,
        -points,
        0,
        "",
        orderId,
        null,
        rewardId,
        "",
        occurredAt,
        null);
  }

  static Entry adjusted(
      UUID id,
      UUID customerId,
      long points,
      String reason,
      Instant occurredAt,
      @Nullable Instant expiresAt) {
    return new Entry(
        id,
        customerId,
        Kind.ADJUST,
        points,
        0,
        "",
        null,
        null,
        null,
        reason,
        occurredAt,
        expiresAt);
  }

  /** The same entry of another customer. */
  Entry of(UUID otherCustomerId) {
    return new Entry(
        id,
        otherCustomerId,
        kind,
        points,
        amount,
        currency,
        orderId,
        sale,
        rewardId,
        reason,
        occurredAt,
        expiresAt);
  }

  PointEntry toProto(Instant recordedAt, @Nullable UUID recordedBy) {
    PointEntry.Builder proto =
        PointEntry.newBuilder()
            .setId(id.toString())
            .setCustomerId(customerId.toString())
            .setKind(kind)
            .setPoints(points)
            .setOrderId(Ids.text(orderId))
            .setRewardId(Ids.text(rewardId))
            .setReason(reason)
            .setOccurredAt(Protos.timestamp(occurredAt))
            .setRecordedAt(Protos.timestamp(recordedAt))
            .setRecordedBy(Ids.text(recordedBy));
    Protos.setTime(expiresAt, proto::setExpiresAt);
    return proto.build();
  }
}
