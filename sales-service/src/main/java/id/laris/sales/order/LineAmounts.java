package id.laris.sales.order;

import id.laris.sales.pricing.PricedLine;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** The amounts of a line, in minor units: {@code total = gross - discount + service + tax}. */
@Embeddable
public record LineAmounts(
    @Column(name = "gross") long gross,
    @Column(name = "discount") long discount,
    @Column(name = "service") long service,
    @Column(name = "tax") long tax,
    @Column(name = "total") long total) {

  static final LineAmounts ZERO = new LineAmounts(0, 0, 0, 0, 0);

  static LineAmounts of(PricedLine line) {
    return new LineAmounts(
        line.gross(),
        line.lineDiscount() + line.orderDiscount(),
        line.service(),
        line.total() - line.discounted() - line.service(),
        line.total());
  }
}
