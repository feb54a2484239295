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
 * Goods that are reserved for an order, or the record that attempts to reserve them are refused
 * from now on.
 *
 * @param reference the order's id, and its own
 * @param locationId null where only later attempts are refused
 * @param lines the quantity of each variant
 * @param revision the attempt that made it, among those for the reference
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
  boolean reserves(UUID otherLocationId, Map<UUID, Long> otherLines) {
    return otherLocationId.equals(locationId) && lines.equals(otherLines);
  }

  /** Returns the levels whose goods it reserves; none if it is not active. */
  List<Place> places() {
    UUID location = locationId;
    return location == null || !isActive()
        ? List.of()
        : lines.keySet().stream().map(variantId -> new Place(location, variantId)).toList();
  }

  /** Releases its goods at the levels, which are locked. */
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
