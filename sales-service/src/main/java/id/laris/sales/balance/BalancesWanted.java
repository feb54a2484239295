package id.laris.sales.balance;

import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.HoldBalancesResponse.Held;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The balances that are to be held for an order: of the payments that it has, and of those that are
 * about to be added. The codes of cards in it are worth money, so it has no text.
 */
final class BalancesWanted {

  private final String currency;
  private final List<BalanceHold> holds;
  private final Map<String, String> paths;

  /** The answer, by payment: it says which cards they are. */
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  /**
   * @param paths where the fields of a new payment are in the request, by its id
   */
  BalancesWanted(String currency, List<BalanceHold> holds, Map<String, String> paths) {
    this.currency = currency;
    this.holds = holds;
    this.paths = paths;
  }

  String currency() {
    return currency;
  }

  List<BalanceHold> holds() {
    return holds;
  }

  void answered(List<Held> answer) {
    answer.forEach(one -> held.put(one.getPaymentId(), one));
  }

  Map<String, Held> held() {
    return held;
  }

  /** Returns the field of the caller's request for a field of one of the holds. */
  String field(int hold, String field) {
    String path = paths.get(holds.get(hold).getPaymentId());
    if (path == null) {
      return "order_id";
    }
    return path + (field.equals("customer_id") ? "payment_type" : field);
  }
}
