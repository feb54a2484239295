package id.laris.torture.check;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of the system when all work has settled: its tables, its answers, and the gateway's.
 *
 * @param answered digest by order id, of the orders as the API answers them
 * @param counted the variants whose stock is counted
 * @param strict the locations that must not go below zero
 * @param unsettled the work that had not settled in time
 */
public record SystemState(
    List<OrderRow> orders,
    Map<String, String> answered,
    List<ItemRow> items,
    List<PaymentRow> payments,
    List<CounterRow> counters,
    List<LevelRow> levels,
    List<MovementRow> movements,
    List<ReservationRow> reservations,
    List<EventRow> events,
    List<TransactionRow> transactions,
    List<GatewayRow> gateway,
    Set<String> counted,
    Set<String> strict,
    CustomerState customers,
    PromotionState promotions,
    ShiftState shifts,
    Owners owners,
    List<String> unsettled) {

  /** An order. Empty texts where there is nothing. */
  public record OrderRow(
      String tenant,
      String id,
      String externalReference,
      String status,
      String location,
      String customer,
      long subtotal,
      long discount,
      long service,
      long tax,
      long total,
      String receiptNumber,
      String businessDate) {}

  /**
   * A line of an order.
   *
   * @param tax the taxes that are added to the price
   * @param allTaxes also those that the price contains
   */
  public record ItemRow(
      String tenant,
      String orderId,
      String product,
      String variant,
      boolean giftCard,
      long quantity,
      long unitPrice,
      long gross,
      long discount,
      long service,
      long tax,
      long total,
      long allTaxes) {}

  /**
   * A payment of an order.
   *
   * @param type the kind of tender
   * @param giftCard id of the card that pays; empty for other tenders
   * @param transaction through the gateway; empty where it was taken elsewhere
   */
  public record PaymentRow(
      String tenant,
      String orderId,
      String id,
      String type,
      String giftCard,
      String status,
      long amount,
      long tendered,
      long change,
      long tip,
      long rounding,
      String transaction,
      long refunded) {}

  /** The last receipt number of a series on a day. */
  public record CounterRow(String tenant, String series, String businessDate, int last) {}

  /** The stock of a variant at a location. */
  public record LevelRow(
      String tenant,
      String location,
      String variant,
      long onHand,
      long reserved,
      long inTransit,
      long damaged) {}

  /** A line of the stock ledger. */
  public record MovementRow(
      String tenant,
      String location,
      String variant,
      String state,
      String type,
      long quantity,
      long before,
      long after,
      String reference,
      boolean flagged) {}

  /** Reserved goods, one row for each variant. */
  public record ReservationRow(
      String tenant,
      String reference,
      String location,
      String status,
      String variant,
      long quantity) {}

  /**
   * An event, in the order of its feed.
   *
   * @param schema whose outbox
   * @param number its place there among the events of the tenant
   */
  public record EventRow(
      String tenant,
      String schema,
      String id,
      String type,
      String aggregateType,
      String aggregateId,
      long sequence,
      long number) {}

  /** A transaction of the payment service, with what was given back of it. */
  public record TransactionRow(
      String tenant,
      String id,
      String paymentId,
      String state,
      long amount,
      long refunded,
      String gatewayOrder,
      String attention) {}

  /** The same at the gateway, in the smallest unit. */
  public record GatewayRow(String order, String status, long amount, long refunded) {}

  /**
   * The tenants whose ids stand in the rows of others.
   *
   * @param looked how many ids were looked up
   * @param foreign what was found that belongs to another tenant, or to none of the run
   */
  public record Owners(long looked, List<String> foreign) {}
}
