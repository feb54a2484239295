package id.laris.catalog.quote;

import id.laris.catalog.levy.Levy;
import id.laris.catalog.servicecharge.ServiceCharge;
import id.laris.catalog.tax.TaxRule;
import java.util.List;

/**
 * The tax rules and service charges that may hold for a quote: active, of its place, and for its
 * type of order.
 */
record Levies(List<TaxRule> taxRules, List<ServiceCharge> serviceCharges) {

  /** The tax rules that a product bears, in their order. An exempt product bears none. */
  List<TaxRule> taxesOf(QuotedProduct product) {
    return taxRules.stream()
        .filter(rule -> !product.known().message().getTaxExempt())
        .filter(rule -> product.known().taxRuleIds().contains(rule.id()) || bears(product, rule))
        .toList();
  }

  /** The service charges that a product bears, in their order. */
  List<ServiceCharge> chargesOf(QuotedProduct product) {
    return serviceCharges.stream().filter(charge -> bears(product, charge)).toList();
  }

  private static boolean bears(QuotedProduct product, Levy levy) {
    return levy.bearers().include(product.id(), product.categoryPath());
  }
}
