package id.laris.staff.employee;

import id.laris.common.Caller;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives employees their numbers, such as {@code E-000001}. The counter is raised in the transaction
 * of the creation, so there is no gap.
 */
@Component
class EmployeeNumbers {

  private final JdbcClient jdbc;

  EmployeeNumbers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next numbers, as many as asked for. */
  List<String> next(int count) {
    long last = raised(count);
    return LongStream.rangeClosed(last - count + 1, last)
        .mapToObj(number -> String.format(Locale.ROOT, "E-%06d", number))
        .toList();
  }

  /** Makes other changes that lock the counter wait until this transaction ends. */
  void lock() {
    var _ = raised(0);
  }

  private long raised(int count) {
    return jdbc.sql(
            """
            insert into staff.employee_counter as counter (tenant_id, last_number) values (:tenant, :count)
            on conflict (tenant_id) do update set last_number = counter.last_number + :count
            returning last_number
            """)
        .param("tenant", Caller.current().tenantId())
        .param("count", count)
        .query(Long.class)
        .single();
  }
}
