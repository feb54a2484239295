package id.laris.inventory;

import static id.laris.inventory.Warehouse.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetVariantNamesRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockReservation;
import id.laris.pos.v1.StockReservation.Status;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Stock that is reserved for one order cannot be reserved for another. */
@InventoryTest
class ReservationTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;
  @Autowired Background background;
  @Autowired List<TenantJob> jobs;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private Warehouse warehouse;
  private Location shop;
  private String cup;
  private String plate;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    warehouse = new Warehouse(calls.as(tenantId));
    shop = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
  }

  @Test
  void theLastPieceIsPromisedOnceHoweverManyWantIt() {
    warehouse.add(shop, cup, 1);

    var outcomes = Parallel.times(50, i -> warehouse.reserve(shop, cup, 1));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .hasSize(49)
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.INSUFFICIENT_STOCK)
                    .with("variant_id", cup)
                    .with("requested", 1)
                    .with("available", 0));
    assertThat(warehouse.level(shop, cup).getReserved()).isEqualTo(1);
  }

  @Test
  void everyVariantThatIsShortIsNamedAndNothingIsHeld() {
    warehouse.add(shop, cup, 3);
    warehouse.add(shop, plate, 10);
    String bowl = catalog.variant();

    Refusal.of(
            () ->
                warehouse.reserve(
                    shop,
                    UUID.randomUUID(),
                    0,
                    line(cup, 2),
                    line(plate, 1),
                    line(cup, 2),
                    line(bowl, 1)))
        .has(Reason.INSUFFICIENT_STOCK)
        .naming("lines[0].quantity", "lines[3].quantity")
        .with("sku", FakeCatalog.sku(cup) + "," + FakeCatalog.sku(bowl))
        .with("location_id", shop.getId())
        .saying(
            FakeCatalog.NAME_OF_ALL + " (" + FakeCatalog.sku(cup) + "): 4 requested but only 3");

    assertThat(warehouse.level(shop, cup).getReserved()).isZero();
    assertThat(warehouse.level(shop, plate).getReserved()).isZero();
  }

  @Test
  void aShortageIsToldByIdsWhereTheCatalogDoesNotAnswer() {
    catalog.stopNaming(cup);

    Refusal.of(() -> warehouse.reserve(shop, cup, 2))
        .has(Reason.INSUFFICIENT_STOCK)
        .with("variant_id", cup)
        .with("sku", "")
        .saying("variant " + cup + ": 2 requested but only 0 available");

    assertThat(catalog.questionsForNamesOf(cup)).as("asked once, and not again").hasSize(1);
  }

  @Test
  void onlyThoseThatAnErrorHasRoomForAreAskedFor() {
    List<String> variants = Stream.generate(catalog::variant).limit(100).toList();

    Refusal refusal =
        Refusal.of(
            () ->
                warehouse.reserve(
                    shop,
                    UUID.randomUUID(),
                    0,
                    variants.stream().map(id -> line(id, 1)).toArray(StockLine[]::new)));

    refusal.has(Reason.INSUFFICIENT_STOCK).with("violations_total", 100);
    assertThat(catalog.questionsForNamesOf(variants.getFirst()))
        .singleElement()
        .extracting(BatchGetVariantNamesRequest::getVariantIdsCount)
        .satisfies(asked -> assertThat(asked).isBetween(refusal.fields().size(), 40));
    refusal.with(
        "sku",
        variants.stream()
            .limit(refusal.fields().size())
            .map(FakeCatalog::sku)
            .collect(Collectors.joining(",")));
  }

  @Test
  void ordersOverTheSameVariantsInAnyOrderNeverFailForAnythingButShortage() {
    List<String> variants = Stream.generate(catalog::variant).limit(20).toList();
    variants.forEach(variant -> warehouse.add(shop, variant, 30));

    var outcomes =
        Parallel.times(
            100,
            i -> {
              List<String> mixed = new ArrayList<>(variants);
              Collections.shuffle(mixed, new Random(i));
              StockReservation reservation =
                  warehouse.reserve(
                      shop,
                      UUID.randomUUID(),
                      0,
                      mixed.stream().limit(8).map(id -> line(id, 1)).toArray(StockLine[]::new));
              return i % 3 == 0 ? warehouse.release(reservation) : warehouse.commit(reservation);
            });

    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.INSUFFICIENT_STOCK));
    long sold =
        Parallel.successes(outcomes).stream()
            .filter(reservation -> reservation.getStatus() == Status.COMMITTED)
            .count();
    assertThat(variants.stream().mapToLong(id -> 30 - warehouse.level(shop, id).getOnHand()).sum())
        .isEqualTo(8 * sold);
    assertThat(variants)
        .allSatisfy(id -> assertThat(warehouse.level(shop, id).getReserved()).isZero());
  }

  @Test
  void whatThereIsPlentyOfIsNeverShortHoweverManyWantItAtOnce() {
    List<String> variants = Stream.generate(catalog::variant).limit(6).toList();
    variants.forEach(variant -> warehouse.add(shop, variant, 1_000_000));
    analyze();

    var outcomes =
        Parallel.times(
            60,
            till ->
                IntStream.range(0, 10)
                    .mapToObj(
                        sale ->
                            warehouse.commit(
                                warehouse.reserve(
                                    shop,
                                    UUID.randomUUID(),
                                    0,
                                    line(variants.get((till + sale) % 3), 1),
                                    line(variants.get(3 + sale % 2), 1))))
                    .toList());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(variants.stream().mapToLong(id -> warehouse.level(shop, id).getOnHand()).sum())
        .isEqualTo(6 * 1_000_000 - 2 * 600);
  }

  @Test
  void theSameAgainIsNoSecondPromise() {
    warehouse.add(shop, cup, 5);
    UUID order = UUID.randomUUID();

    StockReservation first = warehouse.reserve(shop, order, 1, line(cup, 2));
    clock.advance(Duration.ofHours(1));
    StockReservation second = warehouse.reserve(shop, order, 1, line(cup, 1), line(cup, 1));

    assertThat(second.getLinesList()).isEqualTo(first.getLinesList());
    assertThat(second.getExpiresAt().getSeconds() - first.getExpiresAt().getSeconds())
        .isEqualTo(3600);
    assertThat(warehouse.level(shop, cup).getReserved()).isEqualTo(2);
    Refusal.of(() -> warehouse.reserve(shop, order, 1, line(cup, 3))).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aNewerAttemptReplacesAnOlderOneAndTheOlderOneComesTooLate() {
    warehouse.add(shop, cup, 5);
    UUID order = UUID.randomUUID();
    warehouse.reserve(shop, order, 1, line(cup, 5));

    warehouse.reserve(shop, order, 2, line(cup, 4));
    assertThat(warehouse.level(shop, cup).getReserved()).isEqualTo(4);

    Refusal.of(() -> warehouse.reserve(shop, order, 1, line(cup, 5)))
        .has(Reason.VERSION_CONFLICT)
        .with("expected", 1)
        .with("actual", 2);
    assertThat(warehouse.release(order, 1).getStatus()).isEqualTo(Status.ACTIVE);
    assertThat(warehouse.level(shop, cup).getReserved()).isEqualTo(4);
  }

  @Test
  void anAttemptThatWasGivenUpBeforeItArrivedIsRefused() {
    warehouse.add(shop, cup, 5);
    UUID order = UUID.randomUUID();

    assertThat(warehouse.release(order, 7).getStatus()).isEqualTo(Status.RELEASED);

    Refusal.of(() -> warehouse.reserve(shop, order, 7, line(cup, 1)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(warehouse.level(shop, cup).getReserved()).isZero();
    assertThat(warehouse.reserve(shop, order, 8, line(cup, 1)).getStatus())
        .isEqualTo(Status.ACTIVE);
  }

  /**
   * The caller has given up while its reservation waits for the shelf, and releases: the two calls
   * know nothing of each other, and must not overtake each other.
   */
  @Test
  void aReleaseThatMeetsAReservationInTheMakingReleasesIt() throws Exception {
    warehouse.add(shop, cup, 5);
    UUID reference = UUID.randomUUID();
    try (Connection shelf = asOwner();
        Statement statement = shelf.createStatement();
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      shelf.setAutoCommit(false);
      statement.execute(
          "select from inventory.stock_level where variant_id = '%s' for update".formatted(cup));
      Future<StockReservation> reserve =
          callers.submit(() -> warehouse.reserve(shop, reference, 7, line(cup, 2)));
      awaitWaiting(1);
      Future<StockReservation> release = callers.submit(() -> warehouse.release(reference, 7));
      awaitWaiting(2);
      shelf.rollback();

      assertThat(reserve.get().getStatus()).isEqualTo(Status.ACTIVE);
      assertThat(release.get().getStatus()).isEqualTo(Status.RELEASED);
    }
    assertThat(warehouse.level(shop, cup).getReserved()).isZero();
  }

  private void awaitWaiting(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                JdbcClient.create(ownerDataSource())
                        .sql(
                            """
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'
                            """)
                        .query(Integer.class)
                        .single()
                    == count);
  }

  private Connection asOwner() throws SQLException {
    return ownerDataSource().getConnection();
  }

  private DriverManagerDataSource ownerDataSource() {
    return new DriverManagerDataSource(
        database.url(), database.ownerUser(), database.ownerPassword());
  }

  @Test
  void whatIsPromisedBecomesASaleOnce() {
    warehouse.add(shop, cup, 5);
    StockReservation reservation = warehouse.reserve(shop, cup, 2);

    Parallel.successes(Parallel.times(5, i -> warehouse.commit(reservation)));

    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(3);
    assertThat(warehouse.level(shop, cup).getReserved()).isZero();
    assertThat(warehouse.movements(request -> request.setReferenceId(reservation.getReference())))
        .singleElement()
        .returns(StockMovement.Type.SALE, StockMovement::getType)
        .returns(-2L, StockMovement::getQuantity)
        .returns(false, StockMovement::getFlagged);
    Refusal.of(() -> warehouse.release(reservation)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void whatHasExpiredIsFreeForOthersAndASaleOfItIsRecordedAllTheSame() {
    warehouse.add(shop, cup, 1);
    StockReservation late = warehouse.reserve(shop, cup, 1);
    clock.advance(Duration.ofHours(25));
    runJobs();
    assertThat(warehouse.reservation(UUID.fromString(late.getReference())).getStatus())
        .isEqualTo(Status.EXPIRED);
    StockReservation other = warehouse.reserve(shop, cup, 1);
    warehouse.commit(other);

    warehouse.commit(late);

    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(-1);
    assertThat(warehouse.movements(request -> request.setReferenceId(late.getReference())))
        .singleElement()
        .returns(true, StockMovement::getFlagged);
  }

  @Test
  void whereNegativeStockIsAllowedNothingIsShortAndNothingIsFlagged() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));

    warehouse.commit(warehouse.reserve(generous, cup, 3));

    assertThat(warehouse.level(generous, cup).getOnHand()).isEqualTo(-3);
    assertThat(warehouse.movements()).singleElement().returns(false, StockMovement::getFlagged);
  }

  /** Lets the planner choose as it does in a shop that has been open for a while. */
  private void analyze() {
    JdbcClient.create(ownerDataSource()).sql("analyze inventory.stock_level").update();
  }

  private void runJobs() {
    jobs.forEach(job -> background.run(tenantId, job.service(), job.name(), job::run));
  }
}
