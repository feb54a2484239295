package id.laris.customer.profile;

import id.laris.common.Caller;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives customers their numbers, such as {@code C-000001}. A creation that is rolled back may leave
 * a gap.
 */
@Component
class CustomerNumbers {

  private final JdbcClient jdbc;

  CustomerNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next numbers, as many as asked for. */
  List<String> next(int count) {
    long last =
        jdbc.sql(
                """
                insert into customer.customer_counter as counter (tenant_id, last_number) values (:tenant, :count)
                on conflict (tenant_id) do update set last_number = counter.last_number + :count
                returning last_number
                """)
            .param("tenant", Caller.current().tenantId())
            .param("count", count)
            .query(Long.class)
            .single();
    return LongStream.rangeClosed(last - count + 1, last)
        .mapToObj(number -> String.format(Locale.ROOT, "C-%06d", number))
        .toList();
  }
}
