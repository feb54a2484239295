package id.laris.catalog.price;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.catalog.location.Locations;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.SetPriceResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the price of a scope: of a variant, in a currency, at a place, for a time, from a quantity.
 * A price that is set already is returned as it is, unless the client has made an id for it;
 * another price of the scope is deleted, and stays as history.
 *
 * <p>Errors: NOT_FOUND (variant); LOCATION_NOT_FOUND; UNAVAILABLE where the inventory cannot be
 * asked for the location; PRICE_NOT_POSITIVE; ALREADY_EXISTS; VALIDATION_FAILED.
 */
@Component
public class SetPrice {

  private final Prices prices;
  private final Resource<Price, id.laris.pos.v1.Price> resource;
  private final VariantLocks variants;
  private final Locations locations;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  SetPrice(
      Prices prices,
      Resource<Price, id.laris.pos.v1.Price> resource,
      VariantLocks variants,
      Locations locations,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.prices = prices;
    this.resource = resource;
    this.variants = variants;
    this.locations = locations;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public SetPriceResponse run(SetPriceRequest request) {
    return writes.onceAsked(
        request,
        SetPriceResponse.parser(),
        () -> {
          if (!request.getLocationId().isEmpty() && !isSet(request)) {
            locations.require(List.of(), List.of(request.getLocationId()));
          }
        },
        () -> SetPriceResponse.newBuilder().setPrice(set(request)).build());
  }

  /** Reports whether an earlier call has set it: its location may be gone by now. */
  private boolean isSet(SetPriceRequest request) {
    return request.getId().isEmpty()
        ? reads.run(
            () ->
                prices
                    .findLive(scope(request))
                    .filter(price -> price.amount() == request.getAmount())
                    .isPresent())
        : reads.isStored(prices, request.getId());
  }

  private id.laris.pos.v1.Price set(SetPriceRequest request) {
    Price wanted = new Price(Ids.orNext(request.getId()), scope(request), amount(request));
    return prices
        .storedBefore(request.getId(), "price", wanted, PriceProtos::content)
        .map(resource::show)
        .orElseGet(() -> replace(wanted, !request.getId().isEmpty()));
  }

  private id.laris.pos.v1.Price replace(Price wanted, boolean hasClientId) {
    variants.lock(wanted.scope().variantId());
    Optional<Price> current = prices.lockLive(wanted.scope());
    if (current.isPresent()) {
      Price price = current.get();
      boolean asWanted = !hasClientId || price.id().equals(wanted.id());
      if (price.amount() == wanted.amount() && asWanted) {
        return resource.show(price);
      }
      price.delete(clock.instant());
      resource.store(price, CatalogEvents.PRICE_DELETED);
    }
    return resource.store(wanted, CatalogEvents.PRICE_CREATED);
  }

  /**
   * Sets prices that hold everywhere and always, of many variants at once, in the current
   * transaction.
   */
  public void setEverywhere(Map<UUID, Money> amounts) {
    if (amounts.isEmpty()) {
      return;
    }
    variants.lockAll(amounts.keySet());
    Map<PriceScope, Price> current =
        prices.lockEverywhere(amounts.keySet()).stream().collect(toMap(Price::scope, identity()));
    List<Price> ended = new ArrayList<>();
    List<Price> wanted = new ArrayList<>();
    amounts.forEach(
        (variantId, money) -> {
          PriceScope scope = new PriceScope(variantId, money.getCurrency(), null, null, null, 0);
          Price price = current.get(scope);
          if (price == null || price.amount() != money.getAmount()) {
            wanted.add(new Price(Ids.next(), scope, money.getAmount()));
          }
          if (price != null && price.amount() != money.getAmount()) {
            price.delete(clock.instant());
            ended.add(price);
          }
        });
    resource.storeAll(ended, CatalogEvents.PRICE_DELETED);
    resource.storeAll(wanted, CatalogEvents.PRICE_CREATED);
  }

  private static PriceScope scope(SetPriceRequest request) {
    Instant startsAt =
        request.hasStartsAt() ? Protos.instant("starts_at", request.getStartsAt()) : null;
    Instant endsAt = request.hasEndsAt() ? Protos.instant("ends_at", request.getEndsAt()) : null;
    if (startsAt != null && endsAt != null && !startsAt.isBefore(endsAt)) {
      throw Errors.invalid("ends_at", "must be after starts_at");
    }
    return new PriceScope(
        Ids.parse(request.getVariantId()),
        Protos.currency("currency", request.getCurrency()),
        Ids.parseOrNull(request.getLocationId()),
        startsAt,
        endsAt,
        request.getMinQuantity());
  }

  private static long amount(SetPriceRequest request) {
    if (request.getAmount() <= 0) {
      throw Errors.invalid(
          Reason.PRICE_NOT_POSITIVE, "amount", "must be more than 0, in minor units");
    }
    return request.getAmount();
  }
}
