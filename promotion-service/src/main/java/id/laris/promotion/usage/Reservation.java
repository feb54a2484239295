package id.laris.promotion.usage;

import static java.util.stream.Collectors.toSet;

import com.google.type.Date;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.UsageReservation;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The uses that are reserved for an order, or the record that attempts to reserve some are refused
 * from now on.
 *
 * @param customerId null without a customer
 * @param day the day to which the uses count
 * @param revision the attempt that made it, among those for the order
 * @param expiresAt null for never
 */
public record Reservation(
    UUID orderId,
    @Nullable UUID customerId,
    String currency,
    LocalDate day,
    List<Usage> usages,
    Status status,
    long revision,
    @Nullable Instant expiresAt,
    Instant createdAt,
    Instant updatedAt) {

  boolean isReserved() {
    return status == Status.RESERVED;
  }

  boolean hasExpired(Instant now) {
    return isReserved() && expiresAt != null && !expiresAt.isAfter(now);
  }

  /** The counts of its uses. */
  public Map<Counter, Count> counts() {
    Map<Counter, Count> counts = new TreeMap<>();
    Count once = new Count(1, 0);
    for (Usage usage : usages) {
      counts.put(Counter.total(usage.promotionId()), once);
      counts.put(Counter.ofDay(usage.promotionId(), day), once);
      counts.put(Counter.amount(usage.promotionId(), currency), new Count(1, usage.amount()));
      if (customerId != null) {
        counts.put(Counter.ofCustomer(usage.promotionId(), customerId), once);
      }
      if (usage.couponId() != null) {
        counts.put(Counter.total(usage.couponId()), once);
        if (customerId != null) {
          counts.put(Counter.ofCustomer(usage.couponId(), customerId), once);
        }
      }
    }
    return counts;
  }

  /** The counts that the counters have of it. */
  Map<Counter, Count> counted() {
    return isReserved() || status == Status.USED ? counts() : Map.of();
  }

  /** Returns whether a request for the same revision asks for the same. */
  boolean isFor(Reservation wanted) {
    return usages.equals(wanted.usages)
        && currency.equals(wanted.currency)
        && Objects.equals(customerId, wanted.customerId);
  }

  /**
   * The uses of its order, which is completed: those that were reserved, and all others. Uses of an
   * attempt with which the order was not stored are none of the order.
   */
  Reservation completedBy(Order order, Instant now) {
    boolean isOfOrder = revision > 0 && revision == order.getPromotionRevision();
    List<Usage> reserved = isOfOrder ? usages : List.of();
    List<Usage> all = new ArrayList<>(reserved);
    order.getPromotionsList().stream()
        .filter(PromotionResult::getApplied)
        .map(Usage::of)
        .filter(
            use -> reserved.stream().noneMatch(one -> one.promotionId().equals(use.promotionId())))
        .forEach(all::add);
    boolean nothingReserved = reserved.isEmpty();
    return new Reservation(
        orderId,
        nothingReserved ? Ids.parseOrNull(order.getCustomerId()) : customerId,
        nothingReserved ? order.getCurrency() : currency,
        nothingReserved && order.hasBusinessDate() ? toLocal(order.getBusinessDate()) : day,
        all,
        Status.USED,
        Math.max(revision, order.getPromotionRevision()),
        expiresAt,
        createdAt,
        now);
  }

  /** The uses that are left of a completed order without the goods that came back. */
  Reservation remaining(Order order, Instant now) {
    List<Usage> left = usages.stream().filter(usage -> isIn(order, usage)).toList();
    return left.size() == usages.size()
        ? this
        : new Reservation(
            orderId, customerId, currency, day, left, status, revision, expiresAt, createdAt, now);
  }

  /** A promotion that took nothing off a line is in the order as long as anything is. */
  private static boolean isIn(Order order, Usage usage) {
    Set<String> items = order.getItemsList().stream().map(OrderItem::getId).collect(toSet());
    List<OrderDiscount> discounts =
        order.getDiscountsList().stream()
            .filter(discount -> discount.getPromotionId().equals(usage.promotionId().toString()))
            .toList();
    return discounts.isEmpty()
        ? !items.isEmpty()
        : discounts.stream()
            .flatMap(discount -> discount.getLinesList().stream())
            .anyMatch(line -> items.contains(line.getItemId()));
  }

  private static LocalDate toLocal(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
  }

  Reservation ended(Status how, long newRevision, Instant now) {
    return new Reservation(
        orderId, customerId, currency, day, usages, how, newRevision, expiresAt, createdAt, now);
  }

  Reservation until(@Nullable Instant newExpiry, Instant now) {
    return new Reservation(
        orderId, customerId, currency, day, usages, status, revision, newExpiry, createdAt, now);
  }

  /** The same in the row of an earlier one. */
  Reservation createdAt(Instant earlier) {
    return new Reservation(
        orderId,
        customerId,
        currency,
        day,
        usages,
        status,
        revision,
        expiresAt,
        earlier,
        updatedAt);
  }

  UsageReservation toProto() {
    UsageReservation.Builder proto =
        UsageReservation.newBuilder()
            .setOrderId(orderId.toString())
            .setStatus(status)
            .setRevision(revision);
    usages.forEach(usage -> proto.addUsages(usage.toProto()));
    Protos.setTime(expiresAt, proto::setExpiresAt);
    return proto.build();
  }

  /** Reads a row of the table. */
  public static Reservation read(ResultSet row) throws SQLException {
    UUID[] promotions = (UUID[]) row.getArray("promotion_ids").getArray();
    Integer[] versions = (Integer[]) row.getArray("versions").getArray();
    @Nullable UUID[] coupons = (UUID[]) row.getArray("coupon_ids").getArray();
    Long[] amounts = (Long[]) row.getArray("amounts").getArray();
    List<Usage> usages = new ArrayList<>();
    for (int i = 0; i < promotions.length; i++) {
      usages.add(new Usage(promotions[i], versions[i], coupons[i], amounts[i]));
    }
    return new Reservation(
        row.getObject("order_id", UUID.class),
        row.getObject("customer_id", UUID.class),
        row.getString("currency"),
        row.getObject("day", LocalDate.class),
        usages,
        Status.valueOf(row.getString("status")),
        row.getLong("revision"),
        time(row, "expires_at"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
