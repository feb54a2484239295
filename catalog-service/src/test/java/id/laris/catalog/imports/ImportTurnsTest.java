package id.laris.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.laris.catalog.CatalogTest;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.Product;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Imports that are held up in the database, while others begin or the catalog changes. */
@CatalogTest
class ImportTurnsTest {

  private static final int MOST_WAITING = 16;

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;
  @Autowired MeterRegistry meters;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Connection> holders = new ArrayList<>();
  private final UUID busyTenant = UUID.randomUUID();
  private final UUID otherTenant = UUID.randomUUID();
  private DriverManagerDataSource owner;

  @BeforeEach
  void connectAsOwner() {
    owner =
        new DriverManagerDataSource(database.url(), database.ownerUser(), database.ownerPassword());
  }

  @AfterEach
  void letAllGo() throws SQLException {
    for (Connection holder : holders) {
      holder.close();
    }
    threads.close();
  }

  @Test
  void theQueueOfATenantDelaysNoOther() throws Exception {
    Connection busy = holdUp(busyTenant);
    List<Future<Boolean>> queue = fillQueue();

    assertThat(run(as(otherTenant), "B")).isTrue();

    busy.rollback();
    assertThatAllAreStored(queue);
  }

  @Test
  void moreImportsThanFewOfATenantDoNotWait() throws Exception {
    Connection busy = holdUp(busyTenant);
    List<Future<Boolean>> queue = fillQueue();

    Refusal refusal =
        Refusal.of(() -> run(as(busyTenant).withDeadlineAfter(1, TimeUnit.MINUTES), "ONE-MORE"))
            .has(Reason.RATE_LIMITED);

    assertThat(refusal.saysWhenToRetry()).isTrue();
    busy.rollback();
    assertThatAllAreStored(queue);
    assertThat(skus(busyTenant)).hasSize(queue.size()).doesNotContain("ONE-MORE");
    assertThat(run(as(busyTenant), "ONE-MORE")).isTrue();
  }

  /** One import of the busy tenant runs, and as many wait as may. */
  private List<Future<Boolean>> fillQueue() {
    List<Future<Boolean>> queue = new ArrayList<>(List.of(begin(busyTenant, "A0")));
    awaitRunningAndWaiting(1, 0);
    for (int i = 1; i <= MOST_WAITING; i++) {
      queue.add(begin(busyTenant, "A" + i));
    }
    awaitRunningAndWaiting(1, MOST_WAITING);
    return queue;
  }

  private static void assertThatAllAreStored(List<Future<Boolean>> imports) throws Exception {
    for (Future<Boolean> stored : imports) {
      assertThat(stored.get()).isTrue();
    }
  }

  @Test
  void aTenantThatHasHadItsTurnWaitsBehindOthers() throws Exception {
    Connection busy = holdUp(busyTenant);
    UUID thirdTenant = UUID.randomUUID();
    Connection others = holdUp(otherTenant, thirdTenant);
    Future<Boolean> first = begin(busyTenant, "FIRST");
    Future<Boolean> other = begin(otherTenant, "B");
    awaitRunningAndWaiting(2, 0);
    Future<Boolean> second = begin(busyTenant, "SECOND");
    awaitRunningAndWaiting(2, 1);
    Future<Boolean> third = begin(thirdTenant, "C");
    awaitRunningAndWaiting(2, 2);

    busy.rollback();
    assertThat(first.get()).isTrue();
    awaitRunningAndWaiting(2, 1);
    assertThat(skus(busyTenant)).containsExactly("FIRST");

    others.rollback();
    assertThat(List.of(second.get(), other.get(), third.get())).containsOnly(true);
  }

  @Test
  void anImportWhoseCallEndsWhileItWaitsIsNotMade() throws Exception {
    Connection busy = holdUp(busyTenant);
    Future<Boolean> first = begin(busyTenant, "FIRST");
    awaitRunningAndWaiting(1, 0);

    // More than may wait at once: those whose calls have ended take no place in the queue.
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () -> run(as(busyTenant).withDeadlineAfter(500, TimeUnit.MILLISECONDS), "LATE"))
          .extracting(thrown -> Status.fromThrowable(thrown).getCode())
          .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      awaitRunningAndWaiting(1, 0);
    }

    busy.rollback();
    assertThat(first.get()).isTrue();
    assertThat(run(as(busyTenant), "NEXT")).isTrue();
    assertThat(skus(busyTenant)).containsExactly("FIRST", "NEXT");
  }

  @Test
  void fewRunAtOnce() throws Exception {
    Connection both = holdUp(busyTenant, otherTenant);
    List<Future<Boolean>> all =
        new ArrayList<>(List.of(begin(busyTenant, "A"), begin(otherTenant, "B")));
    awaitRunningAndWaiting(2, 0);
    UUID thirdTenant = UUID.randomUUID();

    all.add(begin(thirdTenant, "C"));
    awaitRunningAndWaiting(2, 1);
    assertThat(skus(thirdTenant)).isEmpty();

    both.rollback();
    assertThatAllAreStored(all);
  }

  @Test
  void anImportWhoseCategoriesMoveDeeperMeanwhileIsPlannedAgain() throws Exception {
    String deep = "";
    for (int depth = 1; depth <= 7; depth++) {
      deep = category("Level " + depth, deep);
    }
    String drinks = category("Drinks", "");
    Connection mover = holdUpShape("category", otherTenant);
    Future<Boolean> stored =
        threads.submit(() -> run(as(otherTenant), row("LATTE").setCategory("Drinks/Coffee")));
    awaitRunningAndWaiting(1, 0);

    var _ =
        JdbcClient.create(new SingleConnectionDataSource(mover, true))
            .sql("update catalog.category set parent_id = ?::uuid where id = ?::uuid")
            .params(deep, drinks)
            .update();
    mover.commit();

    assertThat(stored.get()).isTrue();
    assertThat(
            as(otherTenant)
                .listCategories(ListCategoriesRequest.getDefaultInstance())
                .getCategoriesList())
        .extracting(Category::getName)
        .filteredOn(name -> !name.startsWith("Level"))
        .containsExactlyInAnyOrder("Drinks", "Drinks", "Coffee");
  }

  private String category(String name, String parentId) {
    return as(otherTenant)
        .createCategory(
            CreateCategoryRequest.newBuilder().setName(name).setParentId(parentId).build())
        .getCategory()
        .getId();
  }

  /** Takes the locks under which the imports of tenants run, until the transaction ends. */
  private Connection holdUp(UUID... tenantIds) throws SQLException {
    return holdUpShape("import", tenantIds);
  }

  private Connection holdUpShape(String shape, UUID... tenantIds) throws SQLException {
    Connection holder = owner.getConnection();
    holders.add(holder);
    holder.setAutoCommit(false);
    for (UUID tenantId : tenantIds) {
      JdbcClient.create(new SingleConnectionDataSource(holder, true))
          .sql("select pg_advisory_xact_lock(hashtextextended(?, 0))::text")
          .param(shape + tenantId)
          .query(String.class)
          .single();
    }
    return holder;
  }

  /** Waits until so many imports are held up in the database, and so many wait for their turn. */
  private void awaitRunningAndWaiting(int running, int waiting) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                heldUp() == running
                    && meters.get("laris.imports.waiting").gauge().value() == waiting);
  }

  private int heldUp() {
    return JdbcClient.create(owner)
        .sql(
            """
            select count(*) from pg_locks
            where locktype = 'advisory' and not granted
              and database = (select oid from pg_database where datname = current_database())
            """)
        .query(Integer.class)
        .single();
  }

  private List<String> skus(UUID tenantId) {
    return as(tenantId)
        .listProducts(ListProductsRequest.getDefaultInstance())
        .getProductsList()
        .stream()
        .map(Product::getSku)
        .toList();
  }

  private Future<Boolean> begin(UUID tenantId, String sku) {
    return threads.submit(() -> run(as(tenantId), sku));
  }

  private CatalogServiceBlockingStub as(UUID tenantId) {
    return CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
  }

  private static boolean run(CatalogServiceBlockingStub catalog, String sku) {
    return run(catalog, row(sku));
  }

  private static boolean run(CatalogServiceBlockingStub catalog, Row.Builder row) {
    return catalog
        .importProducts(ImportProductsRequest.newBuilder().addRows(row).build())
        .getStored();
  }

  private static Row.Builder row(String sku) {
    return Row.newBuilder().setSku(sku).setName(sku);
  }
}
