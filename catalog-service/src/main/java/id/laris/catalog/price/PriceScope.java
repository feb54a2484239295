package id.laris.catalog.price;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a price. Only one price applies to a scope at a time.
 *
 * @param locationId null for all locations
 * @param startsAt null for always
 * @param endsAt the first instant it no longer holds; null for ever
 * @param minQuantity in the smallest step of the unit; 0 for any quantity
 */
@Embeddable
record PriceScope(
    @Column(name = "variant_id") UUID variantId,
    @Column(name = "currency") String currency,
    @Column(name = "location_id") @Nullable UUID locationId,
    @Column(name = "starts_at") @Nullable Instant startsAt,
    @Column(name = "ends_at") @Nullable Instant endsAt,
    @Column(name = "min_quantity") long minQuantity) {

  boolean isOfLocation() {
    return locationId != null;
  }

  boolean isDated() {
    return startsAt != null || endsAt != null;
  }

  /** Returns whether a price of this scope applies to the location, time and quantity. */
  boolean covers(@Nullable UUID location, Instant at, long quantity) {
    return (locationId == null || locationId.equals(location))
        && (startsAt == null || !at.isBefore(startsAt))
        && (endsAt == null || at.isBefore(endsAt))
        && minQuantity <= quantity;
  }
}
