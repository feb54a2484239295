package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.auth.ServiceKey;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchListEventsRequest;
import id.laris.pos.v1.BatchListEventsResponse;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.FeedServiceGrpc;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.pos.v1.TenantCursor;
import id.laris.pos.v1.TenantEvents;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.SqlStatements.Executed;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The services of Laris read the events of many tenants together. */
@EventsTest
class BatchListEventsTest {

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired ServiceKey serviceKey;
  @Autowired DatabaseSettings database;
  @Autowired SqlStatements statements;

  private final UUID tenant = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();
  private Tables tables;

  @BeforeEach
  void seeTables() {
    tables = new Tables(database);
  }

  @Test
  void eachTenantGetsItsOwnEventsAfterItsOwnCursor() {
    for (int i = 0; i < 3; i++) {
      bakery.bake(tenant, cake);
      bakery.eat(tenant, cake);
    }
    bakery.bake(other, cake);

    BatchListEventsResponse response = list(at(other, ""), at(tenant, "bakery:2,orchard:7"));

    assertThat(response.getTenantsList())
        .extracting(TenantEvents::getTenantId)
        .containsExactly(other.toString(), tenant.toString());
    assertThat(page(response, tenant).getEventsList())
        .extracting(Event::getSequence)
        .containsExactly(3L, 5L);
    assertThat(page(response, tenant).getEventsList())
        .extracting(Event::getId)
        .isSubsetOf(tables.committed(tenant));
    assertThat(page(response, tenant).getNextCursor()).isEqualTo("bakery:6,orchard:7");
    assertThat(page(response, tenant).getHasMore()).isFalse();
    assertThat(page(response, other).getEventsList())
        .extracting(Event::getId)
        .isEqualTo(tables.committed(other));
    assertThat(page(response, other).getNextCursor()).isEqualTo("bakery:1");
  }

  @Test
  void onePageOfOneTenantIsThatOfListEvents() {
    bakery.bakeMany(tenant, 30, 10);
    ListEventsRequest alone =
        ListEventsRequest.newBuilder()
            .setAfterCursor("bakery:3,kitchen:0")
            .addTypes(Bakery.BAKED.name())
            .setLimit(10)
            .build();

    assertThat(page(list(at(tenant, "bakery:3,kitchen:0")), tenant))
        .isEqualTo(EventServiceGrpc.newBlockingStub(calls.as(tenant)).listEvents(alone));
  }

  @Test
  void howeverManyTenantsItIsOneStatementBesideTheBeginning() {
    List<UUID> many = Stream.generate(UUID::randomUUID).limit(100).toList();
    many.forEach(one -> tables.insertUnseen("bakery", one, 1));
    TenantCursor[] cursors = many.stream().map(one -> at(one, "")).toArray(TenantCursor[]::new);

    List<Executed> executed =
        statements.executedDuring(() -> assertThat(list(cursors).getTenantsList()).hasSize(100));

    assertThat(executed)
        .filteredOn(statement -> Tables.isAbout(statement, many))
        .as("others may be read meanwhile")
        .hasSize(1);
  }

  /** Such a tenant is read by ListEvents, which says the reason. */
  @Test
  void whoseCursorCannotBeReadFromIsLeftOutAndTheOthersAreNot() {
    UUID expired = UUID.randomUUID();
    tables.insertUnseen("bakery", expired, 3);
    deleteUpTo(expired, 2);
    bakery.bake(tenant, cake);

    BatchListEventsResponse response =
        list(
            at(UUID.randomUUID(), "x"),
            at(expired, "bakery:1"),
            at(UUID.randomUUID(), "7.1.bakery"),
            at(other, "bakery:1"),
            at(tenant, "bakery:0"));

    assertThat(response.getTenantsList())
        .extracting(TenantEvents::getTenantId)
        .containsExactly(tenant.toString());
    assertThat(page(list(at(expired, "bakery:2")), expired).getEventsList()).hasSize(1);
    assertThat(page(list(at(expired, "")), expired).getEventsList())
        .as("one without a number in the schema begins with the oldest that is kept")
        .hasSize(1);
  }

  @Test
  void whatExpiredInAnotherSchemaDoesNotMatter() {
    var _ =
        tables
            .asOwner()
            .sql(
                """
                insert into kitchen.outbox_retention (tenant_id, number) values ('%1$s', 2);
                insert into kitchen.feed_counter (tenant_id, last) values ('%1$s', 3)
                """
                    .formatted(tenant))
            .update();
    bakery.bake(tenant, cake);

    ListEventsResponse page = page(list(at(tenant, "bakery:0,kitchen:1")), tenant);

    assertThat(page.getEventsList()).hasSize(1);
    assertThat(page.getNextCursor()).isEqualTo("bakery:1,kitchen:1");
  }

  @Test
  void theTenantsForWhichThereIsNoRoomAreLeftOut() {
    UUID third = UUID.randomUUID();
    bakery.bakeMany(tenant, 1, 600_000);
    bakery.bakeMany(other, 2, 600_000);
    bakery.bake(third, cake);

    BatchListEventsResponse response = list(at(tenant, ""), at(other, ""), at(third, ""));

    assertThat(response.getTenantsList())
        .extracting(TenantEvents::getTenantId)
        .containsExactly(tenant.toString(), other.toString());
    assertThat(page(response, tenant).getHasMore()).isFalse();
    assertThat(page(response, other).getEventsList()).hasSize(1);
    assertThat(page(response, other).getHasMore()).isTrue();
    assertThat(page(response, other).getNextCursor()).isEqualTo("bakery:1");
  }

  @Test
  void aServiceOfAnotherProcessHasNoEventsHere() {
    bakery.bake(tenant, cake);

    assertThat(batch().batchListEvents(request("orchard", at(tenant, ""))).getTenantsList())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "events.read", "events.write", "laris.service", "* laris.service"})
  void noScopeOfAUserOpensIt(String scopes) {
    Refusal.of(
            () ->
                FeedServiceGrpc.newBlockingStub(calls.as(tenant, scopes))
                    .batchListEvents(request("bakery", at(tenant, ""))))
        .has(Reason.PERMISSION_DENIED);
  }

  /** The function reads as each tenant in turn: behind it the transaction is its own tenant's. */
  @Test
  void aTransactionSeesItsOwnTenantBehindTheFunction() {
    bakery.bake(tenant, cake);
    bakery.bake(other, cake);
    DriverManagerDataSource serving =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    JdbcClient asService = JdbcClient.create(serving);
    String read =
        "select count(*) from bakery.next_events(array['%s'::uuid], array[0::bigint], '{}', '{}', 9, 9, 9)"
            .formatted(other);

    new TransactionTemplate(new DataSourceTransactionManager(serving))
        .executeWithoutResult(
            status -> {
              assertThat(asService.sql(read).query(Long.class).single()).isEqualTo(1);
              assertThat(visible(asService)).as("without a tenant").isEmpty();
              asService
                  .sql("select set_config('app.tenant_id', ?, true)")
                  .param(tenant.toString())
                  .query()
                  .singleRow();
              assertThat(asService.sql(read).query(Long.class).single()).isEqualTo(1);
              assertThat(visible(asService)).containsExactly(tenant);
            });
  }

  /** The plan of a function is not shown; the pages that it reads are. */
  @Test
  void aPageIsReadByTheIndexHoweverManyEventsThereAre() {
    tables.insertUnseen("bakery", other, 20_000);
    var _ = tables.asOwner().sql("analyze bakery.outbox").update();
    var connection =
        new SingleConnectionDataSource(database.url(), database.user(), database.password(), true);
    try {
      JdbcClient asService = JdbcClient.create(connection);
      String read =
          """
          explain (analyze, buffers) select * from
            bakery.next_events(array['%s', '%s']::uuid[], array[19990, 0], array['CakeBaked'], '{}', 200, 1000, 1000000)
          """
              .formatted(other, tenant);
      // The first of a connection reads the catalog too; a plan that is kept comes after five.
      long _ = pagesTouched(asService, read);
      for (int i = 0; i < 9; i++) {
        assertThat(pagesTouched(asService, read)).isLessThan(200);
      }
    } finally {
      connection.destroy();
    }
  }

  private static long pagesTouched(JdbcClient asService, String explain) {
    List<String> plan = asService.sql(explain).query((row, n) -> row.getString(1)).list();
    Matcher buffers =
        Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?")
            .matcher(String.join("\n", plan));
    assertThat(buffers.find()).as("%s", plan).isTrue();
    return Long.parseLong(buffers.group(1))
        + (buffers.group(2) == null ? 0 : Long.parseLong(buffers.group(2)));
  }

  private static List<UUID> visible(JdbcClient asService) {
    return asService
        .sql("select distinct tenant_id from bakery.outbox")
        .query((row, n) -> row.getObject(1, UUID.class))
        .list();
  }

  private void deleteUpTo(UUID tenantId, long number) {
    var _ =
        tables
            .asOwner()
            .sql(
                """
                delete from bakery.outbox where tenant_id = '%1$s' and number <= %2$d;
                insert into bakery.outbox_retention (tenant_id, number) values ('%1$s', %2$d)
                """
                    .formatted(tenantId, number))
            .update();
  }

  private FeedServiceGrpc.FeedServiceBlockingStub batch() {
    return FeedServiceGrpc.newBlockingStub(calls.with(serviceKey.credentials(UUID.randomUUID())));
  }

  private BatchListEventsResponse list(TenantCursor... tenants) {
    return batch().batchListEvents(request("bakery", tenants));
  }

  private static BatchListEventsRequest request(String service, TenantCursor... tenants) {
    return BatchListEventsRequest.newBuilder()
        .setService(service)
        .addTypes(Bakery.BAKED.name())
        .addAllTenants(List.of(tenants))
        .setLimit(10)
        .build();
  }

  private static TenantCursor at(UUID tenantId, String cursor) {
    return TenantCursor.newBuilder()
        .setTenantId(tenantId.toString())
        .setAfterCursor(cursor)
        .build();
  }

  private static ListEventsResponse page(BatchListEventsResponse response, UUID tenantId) {
    return response.getTenantsList().stream()
        .filter(one -> one.getTenantId().equals(tenantId.toString()))
        .map(TenantEvents::getPage)
        .findFirst()
        .orElseThrow();
  }
}
