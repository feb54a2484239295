package id.laris.sales.quote;

import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.order.Order;
import id.laris.sales.promotion.Offers;
import id.laris.sales.settings.SalesSetting;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Asks the catalog and promotion-service, at the same time, for what decides the price of an order.
 * Never inside a transaction.
 */
@Component
public class OrderQuotes {

  private final CatalogQuotes catalog;
  private final Offers offers;
  private final Clock clock;

  OrderQuotes(CatalogQuotes catalog, Offers offers, Clock clock) {
    this.catalog = catalog;
    this.offers = offers;
    this.clock = clock;
  }

  /** Returns the quote of an order; nobody is asked about an order that has nothing to price. */
  public OrderQuote ask(Order order, SalesSetting setting) {
    Instant now = clock.instant();
    if (order.items().isEmpty() && order.promotions().coupons().isEmpty()) {
      return nothing(now);
    }
    Supplier<Optional<FindOffersResponse>> offered = offers.ask(order, setting, now);
    QuoteItemsResponse items = catalog.ask(catalog.request(order, now));
    return new OrderQuote(items, offered.get(), now);
  }

  /** The quote of an order that is not priced. */
  public OrderQuote nothing() {
    return nothing(clock.instant());
  }

  private static OrderQuote nothing(Instant now) {
    return new OrderQuote(
        QuoteItemsResponse.getDefaultInstance(),
        Optional.of(FindOffersResponse.getDefaultInstance()),
        now);
  }
}
