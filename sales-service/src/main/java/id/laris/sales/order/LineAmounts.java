package id.laris.sales.order;

import id.laris.sales.pricing.PricedLine;

/** The amounts of a line, in minor units: {@code total = gross - discount + service + tax}. */
public record LineAmounts(long gross, long discount, long service, long tax, long total) {

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
