package id.laris.catalog.tax;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.levy.LevyTargets;
import id.laris.catalog.location.Locations;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.CatalogEvents;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tax rules as a resource. */
@Configuration(proxyBeanMethods = false)
class TaxRuleResource {

  /**
   * Beside the errors of every resource: CATEGORY_NOT_FOUND, NOT_FOUND and LOCATION_NOT_FOUND where
   * it names a category, a product or a location that is not there; UNAVAILABLE where the inventory
   * cannot be asked for a location.
   */
  @Bean
  Resource<TaxRule, id.laris.pos.v1.TaxRule> taxRuleResource(
      Resources resources,
      TaxRules rules,
      LevyTargets targets,
      Locations locations,
      ChangeLog changes) {
    return resources
        .of("tax rule", rules, CatalogEvents.TAX_RULE)
        .fresh(TaxRule::new)
        .defaults(id.laris.pos.v1.TaxRule.newBuilder().setActive(true).build())
        .content(TaxRuleProtos::toProto)
        .updatable(
            "name",
            "rate_ppm",
            "amount_per_unit",
            "inclusive",
            "include_in_base",
            "ignore_earlier_taxes",
            "priority",
            "applies_to_all",
            "category_ids",
            "product_ids",
            "location_ids",
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
                            id.laris.pos.v1.TaxRule::getCategoryIdsList,
                            id.laris.pos.v1.TaxRule::getProductIdsList)))
        .stored(stored -> changes.record(ChangeLog.Kind.TaxRule, stored))
        .build();
  }
}
