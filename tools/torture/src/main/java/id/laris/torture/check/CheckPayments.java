package id.laris.torture.check;

import id.laris.pos.Service;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.SyncTransactionRequest;
import id.laris.torture.world.Laris;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The button "check payment" of a till, for every payment that is not decided: the sweeper asks by
 * itself too, but minutes may pass.
 */
final class CheckPayments {

  private static final int SECONDS = 10;

  private record Undecided(String tenant, String transaction) {}

  private final Laris laris;

  CheckPayments(Laris laris) {
    this.laris = laris;
  }

  void ask() throws SQLException {
    List<Undecided> all =
        laris
            .database()
            .list(
                """
                select tenant_id, id from payment.payment_transaction
                where state in ('CREATED', 'PENDING', 'UNKNOWN')
                """,
                row -> new Undecided(row.getString(1), row.getString(2)));
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1",
                laris.endpoints().of(Service.PAYMENT),
                InsecureChannelCredentials.create())
            .build();
    try {
      all.forEach(one -> ask(channel, one));
    } finally {
      channel.shutdownNow();
    }
  }

  private static void ask(ManagedChannel channel, Undecided one) {
    try {
      var _ =
          PaymentTransactionServiceGrpc.newBlockingStub(
                  ClientInterceptors.intercept(
                      channel,
                      MetadataUtils.newAttachHeadersInterceptor(
                          AnsweredOrders.headers(one.tenant()))))
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
              .syncTransaction(
                  SyncTransactionRequest.newBuilder().setTransactionId(one.transaction()).build());
    } catch (StatusRuntimeException e) {
      // Then it stays undecided, which is told.
    }
  }
}
