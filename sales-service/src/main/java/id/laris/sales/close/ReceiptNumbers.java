package id.laris.sales.close;

import id.laris.common.Caller;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives receipt numbers: {@code POS-20260115-0001}, one after the other on each business date,
 * without a gap. The counter is raised in the transaction that completes the order, and its row is
 * locked until that ends: whoever comes next waits, and takes the number over where the transaction
 * is rolled back.
 */
@Component
class ReceiptNumbers {

  /** Of orders without a location. */
  static final String SERIES = "POS";

  private final JdbcClient jdbc;

  ReceiptNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  String next(LocalDate businessDate) {
    int number =
        jdbc.sql(
                """
                insert into sales.receipt_counter as counter (tenant_id, series, business_date, last_number)
                values (?, ?, ?, 1)
                on conflict (tenant_id, series, business_date) do update set last_number = counter.last_number + 1
                returning last_number
                """)
            .params(Caller.current().tenantId(), SERIES, businessDate)
            .query(Integer.class)
            .single();
    return String.format(
        Locale.ROOT,
        "%s-%s-%04d",
        SERIES,
        DateTimeFormatter.BASIC_ISO_DATE.format(businessDate),
        number);
  }
}
