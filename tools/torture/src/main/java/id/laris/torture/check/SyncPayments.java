package id.laris.torture.check;

import id.laris.client.LarisClient;
import id.laris.pos.Service;
import id.laris.pos.v1.SyncTransactionRequest;
import id.laris.torture.world.Laris;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The button "check payment" of a till, for every payment that is not decided: the sweeper asks by
 * itself too, but minutes may pass.
 */
final class SyncPayments {

  private static final int SECONDS = 10;

  private record Undecided(String tenant, String transaction) {}

  private final Laris laris;

  SyncPayments(Laris laris) {
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
    try (LarisClient client = LarisClient.atPort(laris.endpoints().of(Service.PAYMENT))) {
      all.forEach(one -> ask(client.as(UUID.fromString(one.tenant())), one));
    }
  }

  private static void ask(LarisClient client, Undecided one) {
    try {
      var _ =
          client
              .payments()
              .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
              .syncTransaction(
                  SyncTransactionRequest.newBuilder().setTransactionId(one.transaction()).build());
    } catch (StatusRuntimeException e) {
      // Then it stays undecided, which the result shows.
    }
  }
}
