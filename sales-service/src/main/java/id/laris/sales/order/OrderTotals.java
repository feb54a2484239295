package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The sums of an order, in minor units: {@code total = subtotal - discount + service + tax}. */
public record OrderTotals(
    long subtotal,
    @JsonProperty("discount_total") long discount,
    @JsonProperty("service_total") long service,
    @JsonProperty("tax_total") long tax,
    @JsonProperty("inclusive_tax_total") long inclusiveTax,
    long total) {

  static final OrderTotals ZERO = new OrderTotals(0, 0, 0, 0, 0, 0);
}
