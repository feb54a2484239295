package id.laris.inventory.reservation;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Place;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockReservation;
import id.laris.pos.v1.StockReservation.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods that are promised to an order, or the news that they will not be any more.
 *
 * @param reference the order's id, and its own
 * @param locationId null where only an attempt that may still come is refused
 * @param lines how much of each variant
 * @param revision which attempt at reserving for the reference made it
 */
record Reservation(
    UUID reference,
    @Nullable UUID locationId,
    SortedMap<UUID, Long> lines,
    Status status,
    long revision,
    Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  boolean isActive() {
    return status == Status.ACTIVE;
  }

  /** Returns whether it reserves the same lines. */
  boolean promises(UUID otherLocationId, Map<UUID, Long> otherLines) {
    return otherLocationId.equals(locationId) && lines.equals(otherLines);
  }

  /** The levels whose goods it holds; none where it is not active. */
  List<Place> places() {
    UUID location = locationId;
    return location == null || !isActive()
        ? List.of()
        : lines.keySet().stream().map(variantId -> new Place(location, variantId)).toList();
  }

  /** Takes the promise back from the levels, which are locked. */
  void giveBack(Levels levels) {
    places()
        .forEach(
            place ->
                levels
                    .at(place.locationId(), place.variantId())
                    .unreserve(lines.getOrDefault(place.variantId(), 0L)));
  }

  Reservation ended(Status how, long newRevision, Instant now) {
    return new Reservation(
        reference, locationId, lines, how, newRevision, expiresAt, createdAt, now);
  }

  Reservation until(Instant newExpiry, Instant now) {
    return new Reservation(
        reference, locationId, lines, status, revision, newExpiry, createdAt, now);
  }

  StockReservation toProto() {
    StockReservation.Builder proto =
        StockReservation.newBuilder()
            .setId(reference.toString())
            .setReference(reference.toString())
            .setLocationId(Ids.text(locationId))
            .setStatus(status)
            .setRevision(revision)
            .setExpiresAt(Protos.timestamp(expiresAt))
            .setCreatedAt(Protos.timestamp(createdAt))
            .setUpdatedAt(Protos.timestamp(updatedAt));
    lines.forEach(
        (variantId, quantity) ->
            proto.addLines(
                StockLine.newBuilder().setVariantId(variantId.toString()).setQuantity(quantity)));
    return proto.build();
  }
}
