package id.laris.payment;

import id.laris.common.grpc.RpcTable;
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
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import io.grpc.BindableService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The RPCs of PaymentTransactionService, each with the method that answers it. */
@Configuration(proxyBeanMethods = false)
class PaymentTransactionRpcs {

  @Bean
  BindableService paymentTransactionService(
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
    return new RpcTable(PaymentTransactionServiceGrpc.getServiceDescriptor())
        .on(PaymentTransactionServiceGrpc.getChargeMethod(), charge::run)
        .on(PaymentTransactionServiceGrpc.getGetTransactionMethod(), transactions::get)
        .on(PaymentTransactionServiceGrpc.getListTransactionsMethod(), transactions::list)
        .on(PaymentTransactionServiceGrpc.getSyncTransactionMethod(), syncTransaction::run)
        .on(PaymentTransactionServiceGrpc.getCancelTransactionMethod(), cancelTransaction::run)
        .on(PaymentTransactionServiceGrpc.getRefundTransactionMethod(), refundTransaction::run)
        .on(
            PaymentTransactionServiceGrpc.getAcknowledgeTransactionMethod(),
            acknowledgeTransaction::run)
        .on(
            PaymentTransactionServiceGrpc.getReconcileTransactionsMethod(),
            reconcileTransactions::run)
        .on(PaymentTransactionServiceGrpc.getSetGatewayConfigMethod(), setGatewayConfig::run)
        .on(PaymentTransactionServiceGrpc.getGetGatewayConfigMethod(), getGatewayConfig::run)
        .on(PaymentTransactionServiceGrpc.getHandleNotificationMethod(), handleNotification::run);
  }
}
