package id.laris.sales.draft;

import id.laris.sales.order.Order;
import id.laris.sales.quote.OrderQuote;
import id.laris.sales.quote.Problems;
import id.laris.sales.settings.SalesSetting;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An order as it was read, with a change that is not stored yet, priced by its quote.
 *
 * @param version of the order as it was read
 * @param isChanged false where there was nothing to change, because it was done before
 * @param linesBefore the lines that the change removed or whose quantity it changed
 */
public record QuotedDraft(
    Order order,
    int version,
    boolean isChanged,
    LinesBefore linesBefore,
    SalesSetting setting,
    OrderQuote quote) {

  /**
   * Refuses an item that cannot be sold like this; other items do not matter.
   *
   * @param field the field of the request for a field of the item, which is empty for the whole
   */
  void refuseProblemsOf(UUID itemId, UnaryOperator<String> field) {
    int index = order.items().indexOf(order.item(itemId));
    Problems.refuseItem(
        quote.problems().stream().filter(problem -> problem.getItemIndex() == index).toList(),
        field);
  }
}
