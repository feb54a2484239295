package id.laris.catalog.price;

import static id.laris.catalog.price.PriceProtos.toProto;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.DeletePriceRequest;
import id.laris.pos.v1.DeletePriceResponse;
import id.laris.pos.v1.ListPricesRequest;
import id.laris.pos.v1.ListPricesResponse;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.SetPriceResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What can be done with prices. */
@Component
public class PriceActions {

  private final Prices prices;
  private final PricedVariants variants;
  private final ChangeLog changes;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  PriceActions(
      Prices prices,
      PricedVariants variants,
      ChangeLog changes,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.prices = prices;
    this.variants = variants;
    this.changes = changes;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /**
   * Sets the price of a scope. Where that price is set already it is returned as it is; another
   * price of the scope is deleted, and stays as history.
   */
  public SetPriceResponse set(SetPriceRequest request) {
    return writes.once(
        request,
        SetPriceResponse.parser(),
        () -> SetPriceResponse.newBuilder().setPrice(put(request)).build());
  }

  /** Sets a price, for who has a transaction already. */
  public id.laris.pos.v1.Price put(SetPriceRequest request) {
    Price wanted = new Price(Ids.orNext(request.getId()), scope(request), amount(request));
    return toProto(
        prices
            .storedBefore(request.getId(), "price", wanted, PriceProtos::content)
            .orElseGet(() -> replace(wanted)));
  }

  /** The prices with these ids, deleted or not, in no order; for who has a transaction already. */
  public List<id.laris.pos.v1.Price> byIds(Collection<UUID> ids) {
    return prices.findByIdIn(ids).stream().map(PriceProtos::toProto).toList();
  }

  private Price replace(Price wanted) {
    variants.lock(wanted.scope().variantId());
    Optional<Price> current = prices.lockLive(wanted.scope());
    if (current.isPresent() && current.get().amount() == wanted.amount()) {
      return current.get();
    }
    current.ifPresent(this::end);
    return saved(wanted, CatalogEvents.PRICE_CREATED);
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

  public ListPricesResponse list(ListPricesRequest request) {
    return reads.run(
        () -> {
          Page<Price> page =
              Page.find(
                  prices,
                  request.getPagination(),
                  Filter.<Price>all()
                      .equal("scope.variantId", Ids.parseOrNull(request.getVariantId()))
                      .equal("scope.locationId", Ids.parseOrNull(request.getLocationId()))
                      .deletedToo(request.getIncludeDeleted()));
          return ListPricesResponse.newBuilder()
              .addAllPrices(page.map(PriceProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Ends a price; what is ended already stays as it is. */
  public DeletePriceResponse delete(DeletePriceRequest request) {
    UUID id = Ids.parse(request.getPriceId());
    return writes.once(
        request,
        DeletePriceResponse.parser(),
        () -> {
          Price price = prices.lock(id).orElseThrow(() -> Errors.notFound("price", id));
          if (!price.isDeleted()) {
            end(price);
          }
          return DeletePriceResponse.newBuilder().setPrice(toProto(price)).build();
        });
  }

  private void end(Price price) {
    price.delete(clock.instant());
    saved(price, CatalogEvents.PRICE_DELETED);
  }

  private Price saved(Price price, EventType<id.laris.pos.v1.Price> event) {
    Price stored = prices.saveAndFlush(price);
    changes.record(event, stored, toProto(stored));
    return stored;
  }
}
