package id.laris.payment;

import static id.laris.common.grpc.Replies.reply;

import id.laris.payment.account.GetGatewayConfig;
import id.laris.payment.account.SetGatewayConfig;
import id.laris.payment.transaction.AcknowledgeTransaction;
import id.laris.payment.transaction.CancelTransaction;
import id.laris.payment.transaction.Charge;
import id.laris.payment.transaction.HandleNotification;
import id.laris.payment.transaction.ReconcileTransactions;
import id.laris.payment.transaction.RefundTransaction;
import id.laris.payment.transaction.SyncTransaction;
import id.laris.payment.transaction.TransactionQueries;
import id.laris.pos.v1.AcknowledgeTransactionRequest;
import id.laris.pos.v1.AcknowledgeTransactionResponse;
import id.laris.pos.v1.CancelTransactionRequest;
import id.laris.pos.v1.CancelTransactionResponse;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ChargeResponse;
import id.laris.pos.v1.GetGatewayConfigRequest;
import id.laris.pos.v1.GetGatewayConfigResponse;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.GetTransactionResponse;
import id.laris.pos.v1.HandleNotificationRequest;
import id.laris.pos.v1.HandleNotificationResponse;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.ListTransactionsResponse;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.ReconcileTransactionsRequest;
import id.laris.pos.v1.ReconcileTransactionsResponse;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.RefundTransactionResponse;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SetGatewayConfigResponse;
import id.laris.pos.v1.SyncTransactionRequest;
import id.laris.pos.v1.SyncTransactionResponse;
import io.grpc.stub.StreamObserver;
import org.springframework.stereotype.Component;

/** One line per RPC: the table of contents of the service. */
@Component
final class PaymentTransactionGrpcService
    extends PaymentTransactionServiceGrpc.PaymentTransactionServiceImplBase {

  private final Charge charge;
  private final TransactionQueries transactions;
  private final AcknowledgeTransaction acknowledgeTransaction;
  private final SyncTransaction syncTransaction;
  private final CancelTransaction cancelTransaction;
  private final RefundTransaction refundTransaction;
  private final ReconcileTransactions reconcileTransactions;
  private final SetGatewayConfig setGatewayConfig;
  private final GetGatewayConfig getGatewayConfig;
  private final HandleNotification handleNotification;

  PaymentTransactionGrpcService(
      Charge charge,
      TransactionQueries transactions,
      AcknowledgeTransaction acknowledgeTransaction,
      SyncTransaction syncTransaction,
      CancelTransaction cancelTransaction,
      RefundTransaction refundTransaction,
      ReconcileTransactions reconcileTransactions,
      SetGatewayConfig setGatewayConfig,
      GetGatewayConfig getGatewayConfig,
      HandleNotification handleNotification) {
    this.charge = charge;
    this.transactions = transactions;
    this.acknowledgeTransaction = acknowledgeTransaction;
    this.syncTransaction = syncTransaction;
    this.cancelTransaction = cancelTransaction;
    this.refundTransaction = refundTransaction;
    this.reconcileTransactions = reconcileTransactions;
    this.setGatewayConfig = setGatewayConfig;
    this.getGatewayConfig = getGatewayConfig;
    this.handleNotification = handleNotification;
  }

  @Override
  public void charge(ChargeRequest request, StreamObserver<ChargeResponse> observer) {
    reply(observer, () -> charge.run(request));
  }

  @Override
  public void getTransaction(
      GetTransactionRequest request, StreamObserver<GetTransactionResponse> observer) {
    reply(observer, () -> transactions.get(request));
  }

  @Override
  public void listTransactions(
      ListTransactionsRequest request, StreamObserver<ListTransactionsResponse> observer) {
    reply(observer, () -> transactions.list(request));
  }

  @Override
  public void syncTransaction(
      SyncTransactionRequest request, StreamObserver<SyncTransactionResponse> observer) {
    reply(observer, () -> syncTransaction.run(request));
  }

  @Override
  public void cancelTransaction(
      CancelTransactionRequest request, StreamObserver<CancelTransactionResponse> observer) {
    reply(observer, () -> cancelTransaction.run(request));
  }

  @Override
  public void refundTransaction(
      RefundTransactionRequest request, StreamObserver<RefundTransactionResponse> observer) {
    reply(observer, () -> refundTransaction.run(request));
  }

  @Override
  public void acknowledgeTransaction(
      AcknowledgeTransactionRequest request,
      StreamObserver<AcknowledgeTransactionResponse> observer) {
    reply(observer, () -> acknowledgeTransaction.run(request));
  }

  @Override
  public void reconcileTransactions(
      ReconcileTransactionsRequest request,
      StreamObserver<ReconcileTransactionsResponse> observer) {
    reply(observer, () -> reconcileTransactions.run(request));
  }

  @Override
  public void setGatewayConfig(
      SetGatewayConfigRequest request, StreamObserver<SetGatewayConfigResponse> observer) {
    reply(observer, () -> setGatewayConfig.run(request));
  }

  @Override
  public void getGatewayConfig(
      GetGatewayConfigRequest request, StreamObserver<GetGatewayConfigResponse> observer) {
    reply(observer, () -> getGatewayConfig.run(request));
  }

  @Override
  public void handleNotification(
      HandleNotificationRequest request, StreamObserver<HandleNotificationResponse> observer) {
    reply(observer, () -> handleNotification.run(request));
  }
}
