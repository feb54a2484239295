package id.laris.payment.transaction;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;
import static id.laris.common.grpc.Protos.timestamp;

import id.laris.common.Ids;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransaction;

/** Converts transactions and refunds to their messages. */
final class TransactionProtos {

  private TransactionProtos() {}

  /** Returns the message without its changes. */
  static PaymentTransaction toProto(Transaction transaction) {
    GatewayReport report = transaction.report();
    PaymentTransaction.Builder proto =
        PaymentTransaction.newBuilder()
            .setId(transaction.id().toString())
            .setOrderId(transaction.orderId().toString())
            .setPaymentId(Ids.text(transaction.paymentId()))
            .setState(transaction.state())
            .setMethod(transaction.method())
            .setAmount(money(transaction.amount(), Transaction.CURRENCY))
            .setRefunded(money(transaction.refunded(), Transaction.CURRENCY))
            .setCustomerFee(money(report.customerFee(), Transaction.CURRENCY))
            .setInstructions(report.instructions())
            .setGatewayOrderId(transaction.gatewayOrderId())
            .setGatewayTransactionId(report.gatewayTransactionId())
            .setGatewayStatus(report.gatewayStatus())
            .setAttempt(transaction.attempt().number())
            .setFailure(transaction.failure())
            .setAttention(transaction.attention())
            .setCancelRequested(transaction.isCancelRequested())
            .setMaskedCard(report.maskedCard())
            .setApprovalCode(report.approvalCode())
            .setIssuer(report.issuer())
            .setVersion(transaction.version())
            .setExpiresAt(timestamp(transaction.expiresAt()));
    transaction.refunds().all().forEach(refund -> proto.addRefunds(toProto(refund)));
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
            .setAmount(money(refund.amount(), Transaction.CURRENCY))
            .setReason(refund.reason())
            .setState(refund.state())
            .setChannel(refund.channel())
            .setFailure(refund.failure());
    setTime(refund.createdAt(), proto::setCreatedAt);
    setTime(refund.endedAt(), proto::setEndedAt);
    return proto.build();
  }
}
