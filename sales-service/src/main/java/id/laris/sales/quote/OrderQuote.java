package id.laris.sales.quote;

import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that other services say about the price of an order at one time.
 *
 * @param items the catalog's quote of its items
 * @param offers the offers of promotion-service; nothing where it did not answer, and the order may
 *     be sold without promotions
 * @param at the time of the sale
 */
public record OrderQuote(
    QuoteItemsResponse items, Optional<FindOffersResponse> offers, Instant at) {

  /** The problems of items that cannot be sold. */
  public List<QuoteProblem> problems() {
    return items.getProblemsList();
  }
}
