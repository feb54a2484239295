package id.laris.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.testkit.TestPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The changes that an earlier version has recorded under the numbers of transactions. The owner of
 * the tables is bound by row-level security, as in production.
 */
class ChangesOfEarlierVersionsTest {

  private final DatabaseSettings database = TestPostgres.newDatabase();
  private final JdbcClient jdbc =
      JdbcClient.create(
          new DriverManagerDataSource(
              database.url(), database.ownerUser(), database.ownerPassword()));
  private final String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
  private final UUID few = UUID.randomUUID();
  private final UUID many = UUID.randomUUID();

  @Test
  void theyKeepTheirOrderAndLaterOnesFollow() {
    createOwner();
    migrate("8");
    UUID second = change(many, 800);
    UUID first = change(many, 70);
    UUID third = change(many, 800_000);
    change(few, 75);
    jdbc.sql("insert into catalog.feed_counter (tenant_id, last) values (?, 2), (?, 5)")
        .params(many, few)
        .update();

    migrate("latest");

    assertThat(
            jdbc.sql(
                    "select resource_id from catalog.catalog_change where tenant_id = ? order by"
                        + " number")
                .param(many)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list())
        .containsExactly(first, second, third);
    assertThat(last(many)).as("as many as there are changes").isEqualTo(3);
    assertThat(last(few)).as("there are more events").isEqualTo(5);
  }

  private void createOwner() {
    var _ =
        jdbc.sql(
                """
                create extension if not exists pg_trgm;
                create extension if not exists btree_gin;
                create role %1$s login password 'secret';
                do $$ begin execute format('grant create on database %%I to %1$s', current_database()); end $$;
                """
                    .formatted(owner))
            .update();
  }

  private long last(UUID tenant) {
    return jdbc.sql("select last from catalog.feed_counter where tenant_id = ?")
        .param(tenant)
        .query(Long.class)
        .single();
  }

  private UUID change(UUID tenant, long transaction) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into catalog.catalog_change (tenant_id, resource_type, resource_id, xid)
            values (?, 'Category', ?, cast(cast(? as text) as xid8))
            """)
        .params(List.of(tenant, id, transaction))
        .update();
    return id;
  }

  private void migrate(String target) {
    int _ =
        Flyway.configure()
            .dataSource(database.url(), owner, "secret")
            .schemas("catalog")
            .locations("classpath:db/common", "classpath:db/migration/catalog")
            .placeholders(Map.of("schema", "catalog", "serviceRole", database.user()))
            .outOfOrder(true)
            .target(target)
            .load()
            .migrate()
            .migrationsExecuted;
  }
}
