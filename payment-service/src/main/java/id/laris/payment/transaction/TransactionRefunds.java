package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.money.Amounts;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.GatewayStatus.ReportedRefund;
import id.laris.pos.v1.PaymentRefund.Channel;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embeddable;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.hibernate.Hibernate;

/** The refunds of one transaction and their totals. */
@Embeddable
class TransactionRefunds {

  @OneToMany(mappedBy = "transaction", cascade = CascadeType.ALL)
  @OrderBy("refundNumber")
  private List<Refund> refunds = new ArrayList<>();

  List<Refund> all() {
    return refunds;
  }

  /** Reads them now, for use after the end of the database transaction. */
  void load() {
    Hibernate.initialize(refunds);
  }

  /** Returns the refunds that the gateway has still to be asked for, or has not answered. */
  List<Refund> open() {
    return refunds.stream().filter(Refund::isOpen).toList();
  }

  Refund get(UUID refundId) {
    return refunds.stream()
        .filter(refund -> refund.id().equals(refundId))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the refunded amount, through the gateway or by hand. */
  long total() {
    return sum(Refund::isGivenBack);
  }

  /** Returns the amount that the gateway refunded. */
  long totalByGateway() {
    return sum(refund -> refund.isGivenBack() && !refund.isManual());
  }

  /** Returns the amount that was refunded or is about to be. */
  long reserved() {
    return sum(refund -> !refund.isFailed());
  }

  private long sum(Predicate<Refund> counts) {
    return refunds.stream().filter(counts).mapToLong(Refund::amount).reduce(0, Amounts::add);
  }

  Refund add(UUID refundId, Transaction transaction, RequestedRefund requested) {
    Refund refund = new Refund(refundId, transaction, refunds.size() + 1, requested);
    refunds.add(refund);
    return refund;
  }

  /** Takes over the refunds that the gateway reports: ours, and those made in its dashboard. */
  void adopt(Transaction transaction, GatewayStatus status, Instant now) {
    String orderId = transaction.gatewayOrderId();
    for (ReportedRefund reported : status.refunds()) {
      Optional<Refund> ours = find(orderId, reported.key());
      ours.filter(refund -> !refund.isGivenBack()).ifPresent(refund -> refund.succeed(now));
      if (ours.isEmpty()) {
        add(
                Ids.next(),
                transaction,
                madeAtGateway(orderId, reported.key(), reported.amount(), reported.reason()))
            .succeed(now);
      }
    }
    long unexplained = status.refunded() - totalByGateway();
    if (unexplained > 0 && status.refunds().isEmpty()) {
      String key = "%s:%d".formatted(orderId, status.refunded());
      add(Ids.next(), transaction, madeAtGateway(orderId, key, unexplained, "")).succeed(now);
    }
  }

  /** Finds the refund that the gateway reports under this key: ours, or one adopted before. */
  private Optional<Refund> find(String orderId, String gatewayKey) {
    return refunds.stream()
        .filter(
            refund ->
                refund.gatewayKey().equals(gatewayKey)
                    || refund.refundKey().equals(adoptedKey(orderId, gatewayKey)))
        .findFirst();
  }

  private static RequestedRefund madeAtGateway(
      String orderId, String key, long amount, String reason) {
    return new RequestedRefund(adoptedKey(orderId, key), amount, reason, Channel.GATEWAY);
  }

  private static String adoptedKey(String orderId, String key) {
    return "gateway:%s:%s".formatted(orderId, key);
  }
}
