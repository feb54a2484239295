package id.laris.torture.check;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The state of customer-service when all work has settled, and the rewards that the orders name.
 *
 * @param rewards of orders, as the orders have them
 * @param accounts the points of customers
 * @param points the ledger of the points
 * @param reservations the points that are or were held for orders
 */
public record CustomerState(
    List<CustomerRow> customers,
    List<BalanceRow> balances,
    List<EntryRow> entries,
    List<HoldRow> holds,
    List<RewardRow> rewards,
    List<PointsRow> accounts,
    List<PointRow> points,
    List<RewardReservationRow> reservations,
    List<PurchaseRow> purchases,
    List<FiguresRow> figures) {

  /**
   * A customer.
   *
   * @param mergedInto who has all that belonged to it; empty where it was not merged
   * @param mergedLately its orders may not have moved yet
   */
  public record CustomerRow(String tenant, String id, String mergedInto, boolean mergedLately) {}

  /**
   * A gift card, store credit, or an account.
   *
   * @param amount the sum of its entries; below 0 where it is owed
   * @param order that sold the card; empty for others
   * @param issued the amount that the card had first; 0 for others
   */
  public record BalanceRow(
      String tenant,
      String id,
      String kind,
      String customer,
      long amount,
      long held,
      boolean overdrawn,
      String mergedInto,
      String order,
      long issued) {}

  /**
   * A line of the ledger of a balance.
   *
   * @param flagged it took more than there was
   */
  public record EntryRow(
      String tenant,
      String id,
      String balance,
      long number,
      String kind,
      long amount,
      long after,
      String order,
      String payment,
      boolean flagged) {}

  /** An amount that is held for a payment. */
  public record HoldRow(String tenant, String order, String payment, String balance, long amount) {}

  /** A reward of an order. */
  public record RewardRow(String tenant, String order, String reward, long points) {}

  /**
   * The points of a customer.
   *
   * @param negative more was taken than there was
   */
  public record PointsRow(
      String tenant, String customer, long balance, long held, boolean negative) {}

  /** A line of the ledger of points. */
  public record PointRow(
      String tenant,
      String id,
      String customer,
      String kind,
      long points,
      String order,
      String reward) {}

  /** The points that are or were held for an order. */
  public record RewardReservationRow(
      String tenant, String order, String customer, long points, String status) {}

  /** A completed order of a customer, as customer-service knows it. */
  public record PurchaseRow(String tenant, String order, String customer, long total) {}

  /** The number and sum of the purchases of a customer. */
  public record FiguresRow(String tenant, String customer, long purchases, long spent) {}

  public CustomerState {
    customers = List.copyOf(customers);
    balances = List.copyOf(balances);
    entries = List.copyOf(entries);
    holds = List.copyOf(holds);
    rewards = List.copyOf(rewards);
    accounts = List.copyOf(accounts);
    points = List.copyOf(points);
    reservations = List.copyOf(reservations);
    purchases = List.copyOf(purchases);
    figures = List.copyOf(figures);
  }

  /** The customer who has what belongs to each: itself, or the one into whom it was merged. */
  Map<String, String> bearers() {
    Map<String, String> mergedInto =
        customers.stream().collect(Collectors.toMap(CustomerRow::id, CustomerRow::mergedInto));
    return customers.stream()
        .collect(Collectors.toMap(CustomerRow::id, customer -> last(customer.id(), mergedInto)));
  }

  private static String last(String id, Map<String, String> mergedInto) {
    String bearer = id;
    // As many steps as there are customers: a circle must not hang the check.
    for (int step = 0; step < mergedInto.size(); step++) {
      String next = mergedInto.getOrDefault(bearer, "");
      if (next.isEmpty()) {
        return bearer;
      }
      bearer = next;
    }
    return "nobody, in a circle of merges";
  }

  Map<String, BalanceRow> balancesById() {
    return balances.stream().collect(Collectors.toMap(BalanceRow::id, Function.identity()));
  }
}
