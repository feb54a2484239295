package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static id.laris.inventory.Stocktaker.time;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.DeleteLocationRequest;
import id.laris.pos.v1.ListCountsRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.StartCountRequest;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockCount.Status;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A count is started, and ends once. */
@InventoryTest
class CountTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;
  @Autowired Background background;
  @Autowired List<TenantJob> jobs;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private Warehouse warehouse;
  private Stocktaker stocktaker;
  private Location shop;
  private String cup;
  private String plate;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    warehouse = new Warehouse(calls.as(tenantId));
    stocktaker = new Stocktaker(warehouse);
    shop = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
    warehouse.add(shop, cup, 10);
    clock.advance(Duration.ofMinutes(1));
  }

  @Test
  void aCountWithoutAScopeIsOfWhatIsNamedOrElseOfAll() {
    StockCount all = stocktaker.start(shop, request -> request.setNotes("Year end"));

    assertThat(all)
        .returns(Status.OPEN, StockCount::getStatus)
        .returns(Scope.ALL, StockCount::getScope)
        .returns("Year end", StockCount::getNotes)
        .returns(0, StockCount::getVersion)
        .returns(time(clock.instant()), StockCount::getCreatedAt)
        .returns(time(clock.instant().plus(Duration.ofDays(7))), StockCount::getExpiresAt);
    assertThat(stocktaker.start(shop, request -> request.addVariantIds(cup)))
        .returns(Scope.LISTED, StockCount::getScope)
        .returns(List.of(cup), StockCount::getVariantIdsList);
  }

  @Test
  void whatCannotBeCountedIsRefused() {
    Refusal.of(() -> stocktaker.start(shop, Scope.LISTED))
        .has(Reason.VALIDATION_FAILED)
        .naming("variant_ids");
    Refusal.of(() -> stocktaker.start(shop, Scope.SPOT, cup))
        .has(Reason.VALIDATION_FAILED)
        .naming("variant_ids");
    Refusal.of(() -> stocktaker.start(shop, Scope.LISTED, UUID.randomUUID().toString()))
        .has(Reason.NOT_FOUND)
        .with("resource", "variant");
    Location closed = warehouse.location();
    warehouse.stub.deleteLocation(
        DeleteLocationRequest.newBuilder().setLocationId(closed.getId()).build());
    Refusal.of(() -> stocktaker.start(closed, Scope.ALL)).has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void theSameStartAgainIsTheSameCountAlsoWhenItHasGoneOn() {
    String id = UUID.randomUUID().toString();
    UnaryOperator<StartCountRequest.Builder> request =
        wanted -> wanted.setId(id).addVariantIds(cup).addVariantIds(plate);

    var starts = Parallel.times(8, i -> stocktaker.start(shop, request));

    assertThat(Parallel.failures(starts)).isEmpty();
    StockCount count = Parallel.successes(starts).getFirst();
    assertThat(eventsOf(count)).containsExactly("StockCountStarted 0");
    stocktaker.cancel(count);
    assertThat(stocktaker.start(shop, request).getStatus()).isEqualTo(Status.CANCELLED);
    assertThat(
            stocktaker.start(
                shop, wanted -> wanted.setId(id).addVariantIds(plate).addVariantIds(cup)))
        .returns(count.getId(), StockCount::getId);
    Refusal.of(() -> stocktaker.start(shop, wanted -> wanted.setId(id).addVariantIds(cup)))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aCountThatIsGivenUpLeavesTheBooksAndStaysGivenUp() {
    StockCount count = stocktaker.start(shop, Scope.SPOT);
    stocktaker.submit(count, cup, 7);

    StockCount cancelled = stocktaker.cancel(count);

    assertThat(cancelled.getStatus()).isEqualTo(Status.CANCELLED);
    assertThat(line(cancelled, cup).hasExpected()).isFalse();
    assertThat(stocktaker.cancel(count)).isEqualTo(cancelled);
    Refusal.of(() -> stocktaker.submit(count, cup, 8)).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> stocktaker.finish(count)).has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(10);
    assertThat(eventsOf(count)).containsExactly("StockCountStarted 0", "StockCountCancelled 1");
  }

  @Test
  void aFinalCountTakesNothingMoreAndCannotBeGivenUp() {
    StockCount count = stocktaker.start(shop, Scope.SPOT);
    stocktaker.submit(count, cup, 7);
    stocktaker.finish(count);

    Refusal.of(() -> stocktaker.submit(count, cup, 8)).has(Reason.COUNT_ALREADY_FINALIZED);
    Refusal.of(() -> stocktaker.cancel(count)).has(Reason.COUNT_ALREADY_FINALIZED);
    assertThat(eventsOf(count)).containsExactly("StockCountStarted 0", "StockCountFinalized 1");
  }

  @Test
  void aCountThatIsOpenForTooLongEndsByTheClockAndIsMarkedByTheJob() {
    StockCount count = stocktaker.start(shop, Scope.SPOT);
    stocktaker.submit(count, cup, 7);
    clock.advance(Duration.ofDays(7).minusMillis(1));
    runJobs();
    stocktaker.submit(count, cup, 0);
    clock.advance(Duration.ofMillis(1));

    Refusal.of(() -> stocktaker.submit(count, cup, 1)).has(Reason.COUNT_EXPIRED);
    Refusal.of(() -> stocktaker.finish(count)).has(Reason.COUNT_EXPIRED);
    Refusal.of(() -> stocktaker.cancel(count)).has(Reason.COUNT_EXPIRED);
    assertThat(stocktaker.get(count).getStatus()).isEqualTo(Status.OPEN);
    runJobs();
    runJobs();

    assertThat(stocktaker.get(count).getStatus()).isEqualTo(Status.EXPIRED);
    assertThat(eventsOf(count)).containsExactly("StockCountStarted 0", "StockCountExpired 1");
    Refusal.of(() -> stocktaker.finish(count)).has(Reason.COUNT_EXPIRED);
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(10);
  }

  @Test
  void countsAreListedWithoutTheirLinesByWhereAndHowTheyStand() {
    StockCount open = stocktaker.start(shop, Scope.LISTED, cup);
    stocktaker.submit(open, cup, 7);
    StockCount cancelled = stocktaker.cancel(stocktaker.start(shop, Scope.ALL));
    StockCount elsewhere = stocktaker.start(warehouse.location(), Scope.ALL);

    assertThat(listed(request -> request))
        .containsExactly(stocktaker.get(open), cancelled, elsewhere);
    assertThat(listed(request -> request.setLocationId(shop.getId())))
        .containsExactly(stocktaker.get(open), cancelled);
    assertThat(listed(request -> request.setStatus(Status.OPEN)))
        .containsExactly(stocktaker.get(open), elsewhere);
    Refusal.of(
            () ->
                listed(
                    request ->
                        request.setPagination(PaginationRequest.newBuilder().setPageToken("?"))))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void manyLinesAreLeftOutOfEventsAndOfTheAnswerToAPart() throws InvalidProtocolBufferException {
    List<String> variants = Stream.generate(catalog::variant).limit(1_001).toList();
    StockCount count = stocktaker.start(shop, request -> request.addAllVariantIds(variants));

    StockCount submitted =
        stocktaker.submit(
            count,
            request -> {
              variants.forEach(id -> request.addLines(line(id, 1)));
              return request;
            });
    StockCount done = stocktaker.finish(count);

    assertThat(submitted)
        .returns(0, StockCount::getLinesCount)
        .returns(1_001, StockCount::getLineCount);
    assertThat(done)
        .returns(1_001, StockCount::getLinesCount)
        .returns(1_001, StockCount::getLineCount);
    assertThat(StockCount.parseFrom(payloads(count).getLast()))
        .returns(Status.FINALIZED, StockCount::getStatus)
        .returns(0, StockCount::getLinesCount)
        .returns(0, StockCount::getVariantIdsCount)
        .returns(1_001, StockCount::getLineCount);
  }

  /** Returns the counts of a list, each with the parts that lists omit. */
  private List<StockCount> listed(UnaryOperator<ListCountsRequest.Builder> filter) {
    List<StockCount> whole = new ArrayList<>();
    for (StockCount count :
        warehouse
            .stub
            .listCounts(filter.apply(ListCountsRequest.newBuilder()).build())
            .getCountsList()) {
      assertThat(count)
          .returns(0, StockCount::getLinesCount)
          .returns(0, StockCount::getVariantIdsCount);
      whole.add(stocktaker.get(count));
    }
    return whole;
  }

  private void runJobs() {
    jobs.forEach(job -> background.run(tenantId, job.service(), job.name(), job::run));
  }

  private List<String> eventsOf(StockCount count) {
    return outbox()
        .sql(
            """
            select type || ' ' || sequence as event from inventory.outbox
            where tenant_id = ? and aggregate_type = 'StockCount' and aggregate_id = ? order by number
            """)
        .params(tenantId, UUID.fromString(count.getId()))
        .query((row, number) -> row.getString("event"))
        .list();
  }

  private List<byte[]> payloads(StockCount count) {
    return outbox()
        .sql(
            "select payload from inventory.outbox where tenant_id = ? and aggregate_id = ? order by number")
        .params(tenantId, UUID.fromString(count.getId()))
        .query((row, number) -> row.getBytes("payload"))
        .list();
  }

  private JdbcClient outbox() {
    return JdbcClient.create(
        new DriverManagerDataSource(
            database.url(), database.ownerUser(), database.ownerPassword()));
  }
}
