package id.laris.torture.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sale as its till knows it when it turns to the next customer.
 *
 * @param tenant whose
 * @param externalReference the external reference of its order, which no other order has
 * @param location where; empty for none
 * @param customer the id by which its customer was named; empty for none
 * @param goods quantity by variant, as they were asked for
 * @param acknowledged the last answer that the till got; null if it got none
 * @param certain whether nothing can have happened after that: no call's answer was lost, and no
 *     customer may still pay
 */
public record Sale(
    String tenant,
    String externalReference,
    String location,
    String customer,
    Map<String, Long> goods,
    @Nullable Acknowledged acknowledged,
    boolean certain) {

  /**
   * An order as it was answered.
   *
   * @param digest of everything in it that does not change any more
   */
  public record Acknowledged(
      String orderId, String status, long total, String receiptNumber, String digest) {}

  public Sale {
    goods = Map.copyOf(goods);
  }
}
