package id.laris.inventory.stock;

import id.laris.common.Caller;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives documents their numbers, such as {@code TRF-20260115-0001}, one after the other. */
@Component
public class DocumentNumbers {

  private final JdbcClient jdbc;

  DocumentNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next number of the series on the day. */
  public String next(String series, LocalDate day) {
    int number =
        jdbc.sql(
                """
                insert into inventory.document_counter as counter (tenant_id, series, day, last_number) values (?, ?, ?, 1)
                on conflict (tenant_id, series, day) do update set last_number = counter.last_number + 1
                returning last_number
                """)
            .params(Caller.current().tenantId(), series, day)
            .query(Integer.class)
            .single();
    return String.format(
        Locale.ROOT, "%s-%s-%04d", series, DateTimeFormatter.BASIC_ISO_DATE.format(day), number);
  }
}
