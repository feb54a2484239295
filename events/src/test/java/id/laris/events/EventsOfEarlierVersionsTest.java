package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import id.laris.testkit.TestPostgres;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The events and cursors of an earlier version, whose order were the numbers of transactions. The
 * owner of the tables is bound by row-level security, as in production.
 */
class EventsOfEarlierVersionsTest {

  private final DatabaseSettings database = TestPostgres.newDatabase();
  private final Tables tables = new Tables(database);
  private final JdbcClient jdbc = tables.asOwner();
  private final String owner = "owner_" + UUID.randomUUID().toString().replace("-", "");
  private final String server = "upgraded-" + UUID.randomUUID();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(server).build();
  private final List<ConfigurableApplicationContext> processes = new ArrayList<>();
  private final UUID busy = UUID.randomUUID();
  private final UUID quiet = UUID.randomUUID();

  /** An event as the earlier version has stored it. */
  private record Earlier(String schema, long position, long number, UUID id) {

    String cursor() {
      return "%d.%d.%s".formatted(position, number, schema);
    }
  }

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
    migrate("bakery");
    migrate("kitchen");
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    processes.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void eventsKeepTheirOrderAndTheNextNumberFollows() {
    event(busy, "bakery", 7, 90);
    event(busy, "bakery", 9, 30);
    event(busy, "bakery", 9, 20);
    event(quiet, "bakery", 8, 25);

    ConfigurableApplicationContext process = upgrade();

    assertThat(earlierNumbers(busy)).containsExactly(90L, 20L, 30L);
    assertThat(earlierNumbers(quiet)).containsExactly(25L);
    process.getBean(Bakery.class).bake(busy, UUID.randomUUID());
    assertThat(tables.numbers(busy)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(tables.numbers(quiet)).containsExactly(1L);
  }

  @Test
  void eachCursorGoesOnAfterItsEvent() {
    List<Earlier> events = eventsOfTwoSchemas();

    upgrade();

    for (int seen = 1; seen <= events.size(); seen++) {
      String cursor = events.get(seen - 1).cursor();
      List<String> missing =
          events.subList(seen, events.size()).stream().map(event -> event.id().toString()).toList();
      assertThat(walk(busy, cursor)).as(cursor).containsExactlyInAnyOrderElementsOf(missing);
      try (Subscriber subscriber = Subscriber.of(as(busy), cursor)) {
        assertThat(subscriber.awaitCaughtUp().events())
            .as(cursor)
            .extracting(Event::getId)
            .containsExactlyInAnyOrderElementsOf(missing);
      }
    }
    assertThat(walk(busy, "8.25.orchard"))
        .as("between the events")
        .hasSize(events.size() - 2)
        .doesNotContain(events.get(0).id().toString(), events.get(1).id().toString());
  }

  @Test
  void whatComesAfterTheUpgradeIsBehindEachCursor() {
    List<Earlier> events = eventsOfTwoSchemas();
    ConfigurableApplicationContext process = upgrade();
    process.getBean(Bakery.class).bake(busy, UUID.randomUUID());

    for (Earlier event : events) {
      assertThat(walk(busy, event.cursor())).hasSize(events.size() - events.indexOf(event));
    }
  }

  @Test
  void aCursorBeforeADeletedEventHasExpired() {
    eventsOfTwoSchemas();
    jdbc.sql(
            """
            delete from bakery.outbox where (position, number) <= (9, 20);
            insert into bakery.outbox_retention (tenant_id, position, number) values ('%s', 9, 20)
            """
                .formatted(busy))
        .update();
    ConfigurableApplicationContext process = upgrade();

    assertExpired("7.90.bakery", "7.1.kitchen");
    assertThat(walk(busy, "9.20.bakery")).hasSize(5);
    assertThat(walk(busy, "9.5.kitchen")).hasSize(3);

    deleteOldest(process, 1);

    assertExpired("9.20.bakery");
    assertThat(walk(busy, "9.30.bakery")).hasSize(4);
  }

  @Test
  void everyCursorHasExpiredWhenALaterEventIsDeleted() {
    List<Earlier> events = eventsOfTwoSchemas();
    ConfigurableApplicationContext process = upgrade();
    deleteOldest(process, 4);
    assertThat(tables.numbers(busy)).isEmpty();
    assertThat(walk(busy, events.getLast().cursor()))
        .as("the reader has seen the last that was deleted")
        .isEmpty();
    process.getBean(Bakery.class).bake(busy, UUID.randomUUID());
    assertThat(walk(busy, events.getLast().cursor())).hasSize(1);

    deleteOldest(process, 1);

    assertExpired(events.stream().map(Earlier::cursor).toArray(String[]::new));
    assertThat(walk(busy, "")).as("what the kitchen has").hasSize(4);
  }

  @Test
  void aConsumerGoesOnWhereItStood() {
    List<Earlier> events = eventsOfTwoSchemas();
    event(quiet, "bakery", 8, 25);
    for (UUID tenant : List.of(busy, quiet)) {
      jdbc.sql(
              """
              insert into kitchen.consumer_cursor (tenant_id, consumer, cursor, moved_at) values (?, ?, '9.20.bakery', now())
              """)
          .params(tenant, Kitchen.NAME)
          .update();
    }

    ConfigurableApplicationContext process = upgrade();
    UUID cake = UUID.randomUUID();
    process.getBean(Bakery.class).bake(busy, cake);
    process.getBean(Bakery.class).bake(quiet, cake);

    await().atMost(Duration.ofSeconds(30)).until(() -> tables.tickets(quiet).size() == 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> tables.tickets(busy).size() == 3);
    assertThat(tables.sequences(quiet, cake)).containsExactly(1L);
    assertThat(tables.tickets(busy))
        .startsWith(events.get(3).id().toString(), events.getLast().id().toString());
    assertThat(tables.cursor(busy)).isEqualTo("bakery:5,kitchen:4");
    assertThat(tables.cursor(quiet)).isEqualTo("bakery:2,kitchen:0");
  }

  /** In the order of the earlier version: by position, schema and number. */
  private List<Earlier> eventsOfTwoSchemas() {
    return List.of(
        event(busy, "bakery", 7, 90),
        event(busy, "kitchen", 7, 1),
        event(busy, "bakery", 9, 20),
        event(busy, "bakery", 9, 30),
        event(busy, "kitchen", 9, 5),
        event(busy, "kitchen", 9, 7),
        event(busy, "kitchen", 11, 9),
        event(busy, "bakery", 12, 40));
  }

  private Earlier event(UUID tenant, String schema, long position, long number) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            with known as (insert into %1$s.known_tenant (tenant) values (:tenant) on conflict do nothing)
            insert into %1$s.outbox (tenant_id, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at,
              position, number)
            overriding system value
            values (:tenant, :id, 'Cake', gen_random_uuid(), 1, :type, 'pos.v1.Category', '', now(), :position, :number)
            """
                .formatted(schema))
        .param("tenant", tenant)
        .param("id", id)
        .param("type", schema.equals("bakery") ? Bakery.BAKED.name() : "CakeServed")
        .param("position", position)
        .param("number", number)
        .update();
    return new Earlier(schema, position, number, id);
  }

  private List<Long> earlierNumbers(UUID tenant) {
    return jdbc.sql("select earlier_number from bakery.outbox where tenant_id = ? order by number")
        .param(tenant)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  /** Has the job for retention delete so many events of the bakery. */
  private void deleteOldest(ConfigurableApplicationContext process, int count) {
    jdbc.sql(
            """
            update bakery.outbox set occurred_at = now() - interval '31 days'
            where number in (select number from bakery.outbox where tenant_id = :tenant order by number limit :count)
            """)
        .param("tenant", busy)
        .param("count", count)
        .update();
    for (TenantJob job : process.getBean(EventRetention.class).jobs()) {
      process.getBean(Background.class).run(busy, job.service(), job.name(), job::run);
    }
  }

  private void assertExpired(String... cursors) {
    for (String cursor : cursors) {
      Refusal.of(() -> walk(busy, cursor)).has(Reason.CURSOR_EXPIRED);
    }
  }

  private List<String> walk(UUID tenant, String cursor) {
    List<String> found = new ArrayList<>();
    ListEventsRequest.Builder request =
        ListEventsRequest.newBuilder().setAfterCursor(cursor).setLimit(2);
    ListEventsResponse page;
    do {
      page = EventServiceGrpc.newBlockingStub(as(tenant)).listEvents(request.build());
      page.getEventsList().forEach(event -> found.add(event.getId()));
      request.setAfterCursor(page.getNextCursor());
    } while (page.getHasMore());
    return found;
  }

  private Channel as(UUID tenant) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(tenant)));
  }

  /** This version starts, and migrates. */
  private ConfigurableApplicationContext upgrade() {
    ConfigurableApplicationContext process =
        new SpringApplicationBuilder(EventsProcess.class)
            .run(
                "--server.port=0",
                "--spring.grpc.server.port=0",
                "--spring.grpc.server.inprocess.name=" + server,
                "--pos.target.bakery=in-process:" + server,
                "--pos.database.url=" + database.url(),
                "--pos.database.user=" + database.user(),
                "--pos.database.password=" + database.password(),
                "--pos.database.owner-user=" + owner,
                "--pos.database.owner-password=secret",
                "--pos.database.pool-size=8");
    processes.add(process);
    return process;
  }

  private void migrate(String schema) {
    int _ =
        Flyway.configure()
            .dataSource(database.url(), owner, "secret")
            .schemas(schema)
            .locations("classpath:db/common", "classpath:db/migration/" + schema)
            .placeholders(Map.of("schema", schema, "serviceRole", database.user()))
            .outOfOrder(true)
            .target("0.4")
            .load()
            .migrate()
            .migrationsExecuted;
  }
}
