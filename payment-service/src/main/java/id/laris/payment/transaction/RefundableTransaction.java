package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.GatewayStatus.RefundSeen;
import id.laris.pos.v1.PaymentRefund.Channel;
import id.laris.pos.v1.PaymentTransaction.State;
import jakarta.persistence.CascadeType;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Hibernate;

/** A transaction and what was given back of it. */
@MappedSuperclass
abstract class RefundableTransaction extends ChargedTransaction {

  @OneToMany(mappedBy = "transaction", cascade = CascadeType.ALL)
  @OrderBy("refundNumber")
  List<Refund> refunds = new ArrayList<>();

  RefundableTransaction() {}

  RefundableTransaction(UUID id, ChargeWanted wanted, Instant now) {
    super(id, wanted, now);
  }

  /** The transaction that this is part of. */
  abstract Transaction self();

  List<Refund> refunds() {
    return refunds;
  }

  /** Reads its refunds, for whoever looks at it outside of the database transaction. */
  void withRefunds() {
    Hibernate.initialize(refunds);
  }

  /** What was given back, by whatever way. */
  long refunded() {
    return sum(refunds.stream().filter(Refund::isGivenBack).toList());
  }

  /** What the gateway gave back. */
  long refundedByGateway() {
    return sum(
        refunds.stream().filter(refund -> refund.isGivenBack() && !refund.isManual()).toList());
  }

  /** What can still be given back: what is on its way counts as given. */
  long refundable() {
    return States.isMoneyIn(state) && state != State.CHARGED_BACK
        ? Math.max(0, amount - sum(refunds.stream().filter(Refund::counts).toList()))
        : 0;
  }

  /** The refunds that the gateway has still to be asked for, or has not been heard of. */
  List<Refund> openRefunds() {
    return refunds.stream().filter(Refund::isOpen).toList();
  }

  private static long sum(List<Refund> refunds) {
    return refunds.stream().mapToLong(Refund::amount).reduce(0, Math::addExact);
  }

  Optional<Refund> findRefund(UUID refundId) {
    return refunds.stream().filter(refund -> refund.id().equals(refundId)).findFirst();
  }

  Refund add(UUID refundId, RefundWanted wanted) {
    Refund refund = new Refund(refundId, self(), refunds.size() + 1, wanted);
    refunds.add(refund);
    return refund;
  }

  /** Refunds in the gateway's books: ours that succeeded, and those made in its dashboard. */
  void adoptRefunds(GatewayStatus said, Instant now) {
    for (RefundSeen seen : said.refunds()) {
      Optional<Refund> ours = findRefund(seen.key());
      ours.filter(refund -> !refund.isGivenBack()).ifPresent(refund -> refund.succeed(now));
      if (ours.isEmpty()) {
        add(Ids.next(), madeAtGateway(seen.key(), seen.amount(), seen.reason())).succeed(now);
      }
    }
    long unexplained = said.refunded() - refundedByGateway();
    if (unexplained > 0 && said.refunds().isEmpty()) {
      String key = "%s:%d".formatted(gatewayOrderId, said.refunded());
      add(Ids.next(), madeAtGateway(key, unexplained, "")).succeed(now);
    }
  }

  /** The refund under a key of the gateway's books: ours, or one taken over before. */
  private Optional<Refund> findRefund(String gatewayKey) {
    return refunds.stream()
        .filter(
            refund ->
                refund.gatewayKey().equals(gatewayKey)
                    || refund.refundKey().equals(keyOfGateway(gatewayKey)))
        .findFirst();
  }

  private RefundWanted madeAtGateway(String key, long refundAmount, String reason) {
    return new RefundWanted(keyOfGateway(key), refundAmount, reason, Channel.GATEWAY);
  }

  private String keyOfGateway(String key) {
    return "gateway:%s:%s".formatted(gatewayOrderId, key);
  }
}
