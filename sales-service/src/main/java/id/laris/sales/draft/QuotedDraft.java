package id.laris.sales.draft;

import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.order.Order;
import id.laris.sales.quote.Problems;
import id.laris.sales.settings.SalesSetting;
import java.util.UUID;

/**
 * An order as it was read, with a change that is not stored yet, and the catalog's quote for it.
 *
 * @param version of the order as it was read
 */
public record QuotedDraft(
    Order order, int version, SalesSetting setting, QuoteItemsResponse quote) {

  /** Refuses an item that cannot be sold like this; other items do not matter. */
  void refuseProblemsOf(UUID itemId) {
    int index = order.items().indexOf(order.item(itemId));
    Problems.refuse(
        quote.getProblemsList().stream()
            .filter(problem -> problem.getItemIndex() == index)
            .toList());
  }
}
