package id.laris.customer.balance;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.timestamp;

import id.laris.common.Ids;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceEntry.Kind;
import java.util.UUID;

/**
 * An entry of the ledger of a balance.
 *
 * @param number its place in that ledger, from 1 on
 * @param amount below 0 where it was taken
 * @param balanceAfter the sum of the entries up to this one
 * @param flagged whether a completed order took more than was available
 */
public record Entry(
    UUID id,
    UUID balanceId,
    String currency,
    long number,
    Kind kind,
    long amount,
    long balanceAfter,
    boolean flagged,
    Cause cause) {

  /** Returns whether a client would have made this entry by the same request. */
  boolean isOf(UUID otherBalanceId, Kind otherKind, long otherAmount, Cause other) {
    return balanceId.equals(otherBalanceId)
        && kind == otherKind
        && amount == otherAmount
        && cause.reason().equals(other.reason())
        && cause.paymentType() == other.paymentType()
        && cause.reference().equals(other.reference());
  }

  public BalanceEntry toProto() {
    return BalanceEntry.newBuilder()
        .setId(id.toString())
        .setKind(kind)
        .setAmount(money(amount, currency))
        .setBalance(money(balanceAfter, currency))
        .setOrderId(Ids.text(cause.orderId()))
        .setPaymentId(Ids.text(cause.paymentId()))
        .setOtherGiftCardId(Ids.text(cause.other()))
        .setReason(cause.reason())
        .setPaymentType(cause.paymentType())
        .setReference(cause.reference())
        .setFlagged(flagged)
        .setRecordedBy(Ids.text(cause.recordedBy()))
        .setOccurredAt(timestamp(cause.occurredAt()))
        .setRecordedAt(timestamp(cause.recordedAt()))
        .build();
  }
}
