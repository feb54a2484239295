package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.KnownTenants;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Jobs find the tenants that may have work by one statement. */
@EventsTest
class TenantsWithWorkTest {

  private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");

  @Autowired Bakery bakery;
  @Autowired KnownTenants tenants;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();

  @Test
  void aTenantIsNamedForItsOwnRowsOnly() {
    bakery.bake(tenant, cake);
    bakery.bake(tenant, cake);
    bakery.bake(other, cake);

    // Without the condition on the tenant: row-level security holds for each.
    assertThat(with("select from bakery.cake where version = 2")).contains(tenant);
    assertThat(with("select from bakery.cake where version = 2")).doesNotContain(other);
    assertThat(with("select from bakery.cake where tenant_id = $1")).contains(tenant, other);
  }

  @Test
  void aQuestionMayNameTheTime() {
    bakery.bake(tenant, cake);

    String question =
        "select from bakery.cake where tenant_id = $1 and $2 %s '2026-01-15 09:00:00Z'";

    assertThat(with(question.formatted("="))).contains(tenant);
    assertThat(with(question.formatted(">"))).isEmpty();
  }

  @Test
  void aTransactionSeesItsOwnTenantBehindTheFunction() {
    bakery.bake(tenant, cake);
    bakery.bake(other, cake);
    DriverManagerDataSource serving =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    JdbcClient asService = JdbcClient.create(serving);

    new TransactionTemplate(new DataSourceTransactionManager(serving))
        .executeWithoutResult(
            status -> {
              asService
                  .sql("select set_config('app.tenant_id', ?, true)")
                  .param(tenant.toString())
                  .query()
                  .singleRow();
              assertThat(
                      asService
                          .sql(
                              "select count(*) from bakery.tenants_with(array[?], 'select 1', now())")
                          .param(other)
                          .query(Long.class)
                          .single())
                  .isEqualTo(1);
              assertThat(
                      asService
                          .sql("select distinct tenant_id from bakery.cake")
                          .query((row, n) -> row.getObject(1, UUID.class))
                          .list())
                  .containsExactly(tenant);
            });
  }

  private List<UUID> with(String question) {
    return tenants.with(Bakery.SERVICE, question, NOW);
  }
}
