package id.laris.sales.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The sums of an order, in minor units: {@code total = subtotal - discount + service + tax}. */
@Embeddable
public record OrderTotals(
    @Column(name = "subtotal") long subtotal,
    @Column(name = "discount_total") long discount,
    @Column(name = "service_total") long service,
    @Column(name = "tax_total") long tax,
    @Column(name = "inclusive_tax_total") long inclusiveTax,
    @Column(name = "total") long total) {

  static final OrderTotals ZERO = new OrderTotals(0, 0, 0, 0, 0, 0);
}
