package id.laris.catalog.price;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Lifecycle;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.ListPricesRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Prices as a resource. They are set by {@link SetPrice}, and ended by being deleted. */
@Configuration(proxyBeanMethods = false)
class PriceResource {

  @Bean
  Resource<Price, id.laris.pos.v1.Price> priceResource(
      Resources resources, Prices prices, ChangeLog changes) {
    return resources
        .of(
            "price",
            prices,
            new Lifecycle<>(CatalogEvents.PRICE_CREATED, null, CatalogEvents.PRICE_DELETED))
        .content(PriceProtos::toProto)
        .filter(
            ListPricesRequest.class,
            request ->
                Filter.<Price>all()
                    .equal("scope.variantId", Ids.parseOrNull(request.getVariantId()))
                    .equal("scope.locationId", Ids.parseOrNull(request.getLocationId())))
        .stored(stored -> changes.record(ChangeLog.Kind.Price, stored))
        .build();
  }
}
