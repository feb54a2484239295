package id.laris.catalog.lookup;

import id.laris.catalog.memory.CatalogMemory;
import id.laris.catalog.memory.KnownVariant;
import id.laris.catalog.price.EffectivePrices.Occasion;
import id.laris.catalog.price.PriceChoice;
import id.laris.catalog.price.PriceProtos;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.DefaultCurrency;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetEffectivePriceRequest;
import id.laris.pos.v1.GetEffectivePriceResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Returns the price of a variant at a location, time and quantity, and the reason for it.
 *
 * <p>Errors: NOT_FOUND for a variant that is not there or deleted; PRICE_NOT_SET (variant_id,
 * location_id, currency).
 */
@Component
public class GetEffectivePrice {

  private final CatalogMemory memory;
  private final DefaultCurrency defaultCurrency;
  private final Clock clock;

  GetEffectivePrice(CatalogMemory memory, DefaultCurrency defaultCurrency, Clock clock) {
    this.memory = memory;
    this.defaultCurrency = defaultCurrency;
    this.clock = clock;
  }

  public GetEffectivePriceResponse run(GetEffectivePriceRequest request) {
    UUID variantId = Ids.parse(request.getVariantId());
    String currency = defaultCurrency.orNamed("currency", request.getCurrency());
    Instant at = request.hasAt() ? Protos.instant("at", request.getAt()) : clock.instant();
    KnownVariant variant = memory.now().variant(variantId);
    if (variant.message().hasDeletedAt()) {
      throw Errors.notFound("variant", variantId);
    }
    long quantity = request.getQuantity() == 0 ? variant.unit().oneWhole() : request.getQuantity();
    PriceChoice choice =
        new Occasion(Ids.parseOrNull(request.getLocationId()), at, currency)
            .choose(variant.prices(), quantity)
            .orElseThrow(() -> notSet(request, currency));
    return GetEffectivePriceResponse.newBuilder()
        .setPrice(PriceProtos.toProto(choice.price()))
        .setReason(choice.reason())
        .build();
  }

  private static PosException notSet(GetEffectivePriceRequest request, String currency) {
    return Errors.of(
            Reason.PRICE_NOT_SET,
            "The variant %2$s has no price in %1$s at that location and time: set one."
                .formatted(currency, request.getVariantId()))
        .with("variant_id", request.getVariantId())
        .with("location_id", request.getLocationId())
        .with("currency", currency);
  }
}
