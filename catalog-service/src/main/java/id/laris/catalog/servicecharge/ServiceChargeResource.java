package id.laris.catalog.servicecharge;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.levy.LevyTargets;
import id.laris.catalog.location.Locations;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.CatalogEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Service charges as a resource. */
@Configuration(proxyBeanMethods = false)
class ServiceChargeResource {

  /**
   * Beside the errors of every resource: CATEGORY_NOT_FOUND, NOT_FOUND and LOCATION_NOT_FOUND where
   * it names a category, a product or a location that is not there; UNAVAILABLE where the inventory
   * cannot be asked for a location.
   */
  @Bean
  Resource<ServiceCharge, id.laris.pos.v1.ServiceCharge> serviceChargeResource(
      Resources resources,
      ServiceCharges charges,
      LevyTargets targets,
      Locations locations,
      ChangeLog changes) {
    return resources
        .of("service charge", charges, CatalogEvents.SERVICE_CHARGE)
        .fresh(ServiceCharge::new)
        .defaults(id.laris.pos.v1.ServiceCharge.newBuilder().setActive(true).build())
        .content(ServiceChargeProtos::toProto)
        .updatable(
            "name",
            "rate_ppm",
            "amount",
            "taxable",
            "inclusive",
            "applies_to_all",
            "category_ids",
            "product_ids",
            "location_ids",
            "order_types",
            "active")
        .filled("name")
        .apply(change -> change.row().take(change))
        .beforeTransaction(
            (before, after) ->
                locations.require(before.getLocationIdsList(), after.getLocationIdsList()))
        .beforeSave(
            all ->
                all.forEach(
                    change ->
                        targets.require(
                            change,
                            id.laris.pos.v1.ServiceCharge::getCategoryIdsList,
                            id.laris.pos.v1.ServiceCharge::getProductIdsList)))
        .stored(stored -> changes.record(ChangeLog.Kind.ServiceCharge, stored))
        .build();
  }
}
