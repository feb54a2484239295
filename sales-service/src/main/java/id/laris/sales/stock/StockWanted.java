package id.laris.sales.stock;

import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.StockLine;
import id.laris.sales.quote.ItemNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The stock that is to be held for an order, where, and until when.
 *
 * @param items what each item of the order takes, in their order
 * @param names how an error names these items
 */
record StockWanted(UUID locationId, List<List<StockLine>> items, ItemNames names, Instant until) {

  /** The largest quantity of a line of a reservation. */
  private static final long MOST_OF_A_VARIANT = 1_000_000_000_000L;

  /** The sums of what the items take, each variant once. */
  List<StockLine> lines() {
    Map<String, Long> quantities = new TreeMap<>();
    items.stream()
        .flatMap(List::stream)
        .forEach(use -> quantities.merge(use.getVariantId(), use.getQuantity(), Amounts::add));
    return quantities.entrySet().stream()
        .map(
            entry ->
                StockLine.newBuilder()
                    .setVariantId(entry.getKey())
                    .setQuantity(entry.getValue())
                    .build())
        .toList();
  }

  /** The problems of items with which more of a variant is taken than can be reserved. */
  List<QuoteProblem> excesses() {
    Map<String, Long> taken = new HashMap<>();
    List<QuoteProblem> excesses = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      for (StockLine use : items.get(i)) {
        long sum = Amounts.add(taken.getOrDefault(use.getVariantId(), 0L), use.getQuantity());
        taken.put(use.getVariantId(), sum);
        if (sum > MOST_OF_A_VARIANT) {
          excesses.add(
              QuoteProblem.newBuilder()
                  .setItemIndex(i)
                  .setField("quantity")
                  .setReason(Reason.VALIDATION_FAILED.name())
                  .setMessage(
                      "the lines up to this one take %d of variant %s from stock, but at most %d are allowed in one sale: reduce the quantity"
                          .formatted(sum, use.getVariantId(), MOST_OF_A_VARIANT))
                  .setVariantId(use.getVariantId())
                  .build());
        }
      }
    }
    return excesses;
  }

  /** The first item for which what is available of a variant is not enough. */
  int itemShortOf(String variantId, long available) {
    long left = available;
    int lastUser = 0;
    for (int i = 0; i < items.size(); i++) {
      for (StockLine use : items.get(i)) {
        if (use.getVariantId().equals(variantId)) {
          lastUser = i;
          left -= use.getQuantity();
        }
      }
      if (lastUser == i && left < 0) {
        return i;
      }
    }
    return lastUser;
  }
}
