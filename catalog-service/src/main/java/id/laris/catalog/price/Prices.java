package id.laris.catalog.price;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface Prices extends Rows<Price> {

  String LIVE_OF_SCOPE =
      """
      select price from Price price
      where price.deletedAt is null
        and price.scope.variantId = :variantId
        and price.scope.currency = :currency
        and price.scope.locationId is not distinct from :locationId
        and price.scope.startsAt is not distinct from :startsAt
        and price.scope.endsAt is not distinct from :endsAt
        and price.scope.minQuantity = :minQuantity
      """;

  /**
   * The price that holds for exactly this scope, locked: a deletion that is under way ends first.
   */
  default Optional<Price> lockLive(PriceScope scope) {
    return lockLive(
        scope.variantId(),
        scope.currency(),
        scope.locationId(),
        scope.startsAt(),
        scope.endsAt(),
        scope.minQuantity());
  }

  /** The price that holds for exactly this scope, not locked. */
  default Optional<Price> findLive(PriceScope scope) {
    return findLive(
        scope.variantId(),
        scope.currency(),
        scope.locationId(),
        scope.startsAt(),
        scope.endsAt(),
        scope.minQuantity());
  }

  @Query(LIVE_OF_SCOPE)
  Optional<Price> findLive(
      UUID variantId,
      String currency,
      @Nullable UUID locationId,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      long minQuantity);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(LIVE_OF_SCOPE)
  Optional<Price> lockLive(
      UUID variantId,
      String currency,
      @Nullable UUID locationId,
      @Nullable Instant startsAt,
      @Nullable Instant endsAt,
      long minQuantity);

  /** The prices of these variants that hold everywhere and always, locked. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      """
      select price from Price price
      where price.deletedAt is null
        and price.scope.variantId in :variantIds
        and price.scope.locationId is null
        and price.scope.startsAt is null
        and price.scope.endsAt is null
        and price.scope.minQuantity = 0
      order by price.id
      """)
  List<Price> lockEverywhere(Collection<UUID> variantIds);

  /** The prices of these variants that are not deleted. */
  @NativeQuery(
      "select * from catalog.price where deleted_at is null and variant_id = any(:variantIds)")
  List<Price> liveOf(UUID[] variantIds);
}
