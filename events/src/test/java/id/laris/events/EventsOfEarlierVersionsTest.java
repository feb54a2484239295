package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The events that an earlier version has written, whose order were the numbers of transactions. The
 * owner of the tables is bound by row-level security, as in production.
 */
class EventsOfEarlierVersionsTest {

  private final DatabaseSettings database = TestPostgres.newDatabase();
  private final JdbcClient jdbc = new Tables(database).asOwner();
  private final String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
  private final UUID busy = UUID.randomUUID();
  private final UUID quiet = UUID.randomUUID();
  private final UUID idle = UUID.randomUUID();

  @BeforeEach
  void anEarlierVersion() {
    var _ =
        jdbc.sql(
                """
                create role %1$s login password 'secret';
                do $$ begin execute format('grant create on database %%I to %1$s', current_database()); end $$;
                """
                    .formatted(owner))
            .update();
    migrate("0.4");
  }

  @Test
  void theyKeepTheirOrderAndTheNextNumberFollows() {
    UUID first = event(busy, 7, 90);
    UUID second = event(busy, 9, 20);
    UUID third = event(busy, 9, 30);
    UUID other = event(quiet, 8, 25);

    migrate("latest");

    assertThat(events(busy)).containsExactly(first, second, third);
    assertThat(events(quiet)).containsExactly(other);
    assertThat(numbers("select number from bakery.outbox where tenant_id = ?", quiet))
        .containsExactly(1L);
    assertThat(numbers("select number from bakery.outbox where tenant_id = ? order by 1", busy))
        .containsExactly(1L, 2L, 3L);
    assertThat(numbers("select last from bakery.feed_counter where tenant_id = ?", busy))
        .containsExactly(3L);
    assertThat(numbers("select last from bakery.feed_counter where tenant_id = ?", quiet))
        .containsExactly(1L);
  }

  @Test
  void nothingIsTakenForDeletedAndConsumersBeginWithTheOldest() {
    event(busy, 9, 20);
    for (UUID tenant : List.of(busy, idle)) {
      jdbc.sql(
              "insert into bakery.outbox_retention (tenant_id, position, number) values (?, 8, 10)")
          .param(tenant)
          .update();
      jdbc.sql(
              """
              insert into bakery.consumer_cursor (tenant_id, consumer, cursor, moved_at)
              values (?, 'bakery.tests', '9.20.bakery', now())
              """)
          .param(tenant)
          .update();
    }

    migrate("latest");

    assertThat(
            jdbc.sql(
                    """
                    select (select count(*) from bakery.outbox_retention) as deleted,
                      (select count(*) from bakery.consumer_cursor) as cursors,
                      (select count(*) from bakery.outbox) as events
                    """)
                .query()
                .singleRow())
        .isEqualTo(Map.of("deleted", 0L, "cursors", 0L, "events", 1L));
  }

  private UUID event(UUID tenant, long position, long number) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into bakery.outbox (tenant_id, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at,
              position, number)
            overriding system value
            values (?, ?, 'Cake', gen_random_uuid(), 1, 'CakeBaked', 'pos.v1.Category', '', now(), ?, ?)
            """)
        .params(tenant, id, position, number)
        .update();
    return id;
  }

  private List<UUID> events(UUID tenant) {
    return jdbc.sql("select id from bakery.outbox where tenant_id = ? order by number")
        .param(tenant)
        .query((row, n) -> row.getObject(1, UUID.class))
        .list();
  }

  private List<Long> numbers(String sql, UUID tenant) {
    return jdbc.sql(sql).param(tenant).query((row, n) -> row.getLong(1)).list();
  }

  private void migrate(String target) {
    int _ =
        Flyway.configure()
            .dataSource(database.url(), owner, "secret")
            .schemas("bakery")
            .locations("classpath:db/common", "classpath:db/migration/bakery")
            .placeholders(Map.of("schema", "bakery", "serviceRole", database.user()))
            .outOfOrder(true)
            .target(target)
            .load()
            .migrate()
            .migrationsExecuted;
  }
}
