package id.laris.payment;

import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A merchant with very many payments that customers have not made yet. */
final class ManyPending {

  private final JdbcClient owner;

  ManyPending(DatabaseSettings database) {
    owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
  }

  /**
   * Real payments, whose time to be looked at is once the clock has moved a minute, among so many
   * more whose time comes in a day.
   */
  List<PaymentTransaction> make(Merchant merchant, int due, int notDue) {
    List<PaymentTransaction> real = new ArrayList<>();
    for (int number = 0; number < due; number++) {
      real.add(merchant.charge(Method.QRIS));
    }
    owner
        .sql(
            """
            insert into payment.payment_transaction
            select copy.* from payment.payment_transaction t, generate_series(1, :count) number,
              lateral (select md5(t.id::text || number)::uuid as id) made,
              lateral jsonb_populate_record(t, jsonb_build_object(
                'id', made.id,
                'order_id', made.id,
                'gateway_order_id', made.id,
                'next_check_at', t.next_check_at + interval '1 day' + number * interval '1 ms')) copy
            where t.id = :template
            """)
        .param("count", notDue)
        .param("template", UUID.fromString(real.getFirst().getId()))
        .update();
    // This is the work that autovacuum does within a minute.
    owner.sql("vacuum analyze payment.payment_transaction").update();
    return real;
  }
}
