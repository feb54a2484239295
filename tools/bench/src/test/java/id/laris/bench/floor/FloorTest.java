package id.laris.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.bench.scenario.Assortment;
import id.laris.client.DatabaseAccess;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloorTest {

  @TempDir Path directory;

  private static Assortment assortment() {
    Assortment.Goods goods =
        new Assortment.Goods(UUID.randomUUID().toString(), UUID.randomUUID().toString(), "A1");
    return new Assortment(UUID.randomUUID(), "", List.of(goods));
  }

  @Test
  void replaysAScriptAsTheServiceInAllTenantsAndStoresWhatItSays() throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(EmbeddedPostgresOptions.in(directory))) {
      DatabaseAccess database =
          new DatabaseAccess(
              postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.password(), "serves");
      try (Connection connection = database.connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute(
            """
            create role serves;
            create schema shop;
            create table shop.counter (tenant_id uuid primary key, last_number integer not null);
            create table shop.sale (
              tenant_id uuid, id uuid, number integer, payload bytea, at timestamptz, role text default current_user,
              primary key (tenant_id, id), unique (tenant_id, number));
            create table shop.item (tenant_id uuid, order_id uuid, id uuid primary key);
            grant usage on schema shop to serves;
            grant select, insert, update on all tables in schema shop to serves;
            """);

        Load.Measured measured =
            new Floor(database, List.of(assortment(), assortment(), assortment()), "small.sql")
                .run(new Plan(2, Plan.CLOSED, Duration.ZERO, Duration.ofSeconds(1), Meters.NONE));

        assertThat(measured.operations()).isPositive();
        assertThat(rpcs(measured)).containsExactly("4 statements, 2 commits");
        assertThat(measured.calls().examples()).isEmpty();
        assertThat(number(statement, "select count(*) from shop.sale where role = 'serves'"))
            .isEqualTo(measured.operations())
            .isEqualTo(number(statement, "select sum(last_number) from shop.counter"))
            .isEqualTo(number(statement, "select count(*) / 2 from shop.item"));
        assertThat(number(statement, "select count(*) from shop.counter")).isEqualTo(3);
        assertThat(number(statement, "select min(length(payload)) from shop.sale")).isEqualTo(100);
      }
    }
  }

  private static List<String> rpcs(Load.Measured measured) {
    List<String> names = new ArrayList<>();
    measured.calls().forEach((rpc, _) -> names.add(rpc));
    return names;
  }

  private static Object order(Map<String, Object> values) {
    return Floor.value(values, "order");
  }

  private static long number(Statement statement, String query) throws Exception {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void aScriptHasTransactionsAndStatementsWithTheirValues() {
    List<Script.Transaction> script = Script.named("small.sql");

    assertThat(script.stream().map(Script.Transaction::readOnly)).containsExactly(true, false);
    List<Script.Step> steps = script.getLast().steps();
    assertThat(steps.stream().map(Script.Step::keep)).containsExactly("number", null, null);
    assertThat(steps.get(1).values())
        .containsExactly("tenant", "order", "number", "bytes100", "now");
    assertThat(steps.get(1).sql())
        .startsWith("insert into shop.sale (")
        .endsWith("values (?, ?, ?, ?, ?)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"checkout.sql", "checkout-least.sql", "sale.sql"})
  void everyTransactionOfAScriptBeginsWithItsTenant(String file) {
    assertThat(Script.named(file))
        .isNotEmpty()
        .allSatisfy(
            transaction -> {
              Script.Step first = transaction.steps().getFirst();
              assertThat(first.values()).startsWith("tenant");
              assertThat(first.sql())
                  .contains(transaction.byItself() ? ".feed_number(" : "'app.tenant_id'");
            });
  }

  @Test
  void everyIdIsNewInEachReplayAndTheSameWhereItIsNamedAgain() {
    Assortment assortment = assortment();
    List<Object> orders =
        Stream.generate(() -> Floor.values(assortment))
            .limit(100)
            .peek(values -> assertThat(order(values)).isEqualTo(order(values)))
            .map(FloorTest::order)
            .toList();

    assertThat(orders)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(((UUID) id).version()).isEqualTo(7));
  }
}
