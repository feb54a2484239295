package id.laris.payment.transaction;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;
import static id.laris.common.grpc.Protos.timestamp;

import id.laris.common.Ids;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransaction;

/** Transactions as the wire has them. */
final class TransactionProtos {

  private TransactionProtos() {}

  /** Without its changes. */
  static PaymentTransaction toProto(Transaction transaction) {
    PaymentTransaction.Builder proto =
        PaymentTransaction.newBuilder()
            .setId(transaction.id().toString())
            .setOrderId(transaction.orderId().toString())
            .setPaymentId(Ids.text(transaction.paymentId()))
            .setState(transaction.state())
            .setMethod(transaction.method())
            .setAmount(money(transaction.amount(), TransactionFields.CURRENCY))
            .setRefunded(money(transaction.refunded(), TransactionFields.CURRENCY))
            .setCustomerFee(money(transaction.customerFee(), TransactionFields.CURRENCY))
            .setInstructions(transaction.instructions())
            .setGatewayOrderId(transaction.gatewayOrderId())
            .setGatewayTransactionId(transaction.gatewayTransactionId())
            .setGatewayStatus(transaction.gatewayStatus())
            .setAttempt(transaction.attempt())
            .setFailure(transaction.failure())
            .setAttention(transaction.attention())
            .setCancelRequested(transaction.cancelRequested())
            .setMaskedCard(transaction.maskedCard())
            .setApprovalCode(transaction.approvalCode())
            .setIssuer(transaction.issuer())
            .setVersion(transaction.version())
            .setExpiresAt(timestamp(transaction.expiresAt()));
    transaction.refunds().forEach(refund -> proto.addRefunds(toProto(refund)));
    setTime(transaction.createdAt(), proto::setCreatedAt);
    setTime(transaction.updatedAt(), proto::setUpdatedAt);
    setTime(transaction.paidAt(), proto::setPaidAt);
    return proto.build();
  }

  static PaymentRefund toProto(Refund refund) {
    PaymentRefund.Builder proto =
        PaymentRefund.newBuilder()
            .setId(refund.id().toString())
            .setRefundKey(refund.refundKey())
            .setAmount(money(refund.amount(), TransactionFields.CURRENCY))
            .setReason(refund.reason())
            .setState(refund.state())
            .setChannel(refund.channel())
            .setFailure(refund.failure());
    setTime(refund.createdAt(), proto::setCreatedAt);
    setTime(refund.endedAt(), proto::setEndedAt);
    return proto.build();
  }
}
