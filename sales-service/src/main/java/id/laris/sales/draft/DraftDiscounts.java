package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.quote.DiscountLimit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The discounts of a sale in one call, which refer to their line by its index. */
public final class DraftDiscounts {

  private DraftDiscounts() {}

  /**
   * Reads them.
   *
   * @param field the field of the request that has them
   */
  public static List<OrderDiscount> from(
      String field, List<NewOrderDiscount> discounts, List<ItemRequest> items) {
    return IntStream.range(0, discounts.size())
        .mapToObj(i -> from(discounts.get(i), items, "%s[%d].item_index".formatted(field, i)))
        .toList();
  }

  private static OrderDiscount from(
      NewOrderDiscount discount, List<ItemRequest> items, String field) {
    return OrderDiscount.given(
        Ids.next(),
        itemId(discount, items, field),
        discount.hasPercentPpm() ? discount.getPercentPpm() : null,
        discount.hasAmount() ? discount.getAmount() : null,
        discount.getReason(),
        DiscountLimit.callerMayExceed());
  }

  private static @Nullable UUID itemId(
      NewOrderDiscount discount, List<ItemRequest> items, String field) {
    if (!discount.hasItemIndex()) {
      return null;
    }
    if (discount.getItemIndex() >= items.size()) {
      throw Errors.invalid(field, "must be the index of an item, from 0");
    }
    return items.get(discount.getItemIndex()).id();
  }
}
