package id.laris.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.laris.catalog.CatalogTest;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.Product;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
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

/** Imports that begin while others run, which are held up in the database. */
@CatalogTest
class ImportTurnsTest {

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final UUID busyTenant = UUID.randomUUID();
  private DriverManagerDataSource owner;
  private Connection holder;

  @BeforeEach
  void holdUpTheBusyTenant() throws SQLException {
    owner =
        new DriverManagerDataSource(database.url(), database.ownerUser(), database.ownerPassword());
    holder = owner.getConnection();
    holder.setAutoCommit(false);
    holdUp(busyTenant);
  }

  @AfterEach
  void letAllGo() throws SQLException {
    holder.close();
    threads.close();
  }

  @Test
  void theQueueOfATenantDelaysNoOther() throws Exception {
    List<Future<Boolean>> queue = new ArrayList<>(List.of(begin(busyTenant, "A0")));
    awaitHeldUp(1);
    for (int i = 1; i <= 5; i++) {
      queue.add(begin(busyTenant, "A" + i));
    }

    assertThat(run(as(UUID.randomUUID()).withDeadlineAfter(20, TimeUnit.SECONDS), "B")).isTrue();

    holder.rollback();
    for (Future<Boolean> stored : queue) {
      assertThat(stored.get()).isTrue();
    }
  }

  @Test
  void anImportWhoseCallEndsWhileItWaitsIsNotMade() throws Exception {
    Future<Boolean> first = begin(busyTenant, "FIRST");
    awaitHeldUp(1);

    assertThatThrownBy(
            () -> run(as(busyTenant).withDeadlineAfter(500, TimeUnit.MILLISECONDS), "LATE"))
        .extracting(thrown -> Status.fromThrowable(thrown).getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(run(as(UUID.randomUUID()), "B")).isTrue();

    holder.rollback();
    assertThat(first.get()).isTrue();
    assertThat(run(as(busyTenant), "NEXT")).isTrue();
    assertThat(
            as(busyTenant).listProducts(ListProductsRequest.getDefaultInstance()).getProductsList())
        .extracting(Product::getSku)
        .containsExactly("FIRST", "NEXT");
  }

  @Test
  void fewRunAtOnce() throws Exception {
    UUID otherTenant = UUID.randomUUID();
    holdUp(otherTenant);
    List<Future<Boolean>> running = List.of(begin(busyTenant, "A"), begin(otherTenant, "B"));
    awaitHeldUp(2);
    CatalogServiceBlockingStub third = as(UUID.randomUUID());

    assertThatThrownBy(() -> run(third.withDeadlineAfter(1, TimeUnit.SECONDS), "C"))
        .extracting(thrown -> Status.fromThrowable(thrown).getCode())
        .isEqualTo(Status.Code.DEADLINE_EXCEEDED);

    holder.rollback();
    for (Future<Boolean> stored : running) {
      assertThat(stored.get()).isTrue();
    }
    assertThat(run(third, "C")).isTrue();
  }

  /** Takes the lock under which the imports of a tenant run, until the transaction ends. */
  private void holdUp(UUID tenantId) {
    JdbcClient.create(new SingleConnectionDataSource(holder, true))
        .sql("select pg_advisory_xact_lock(hashtextextended('import' || ?, 0))::text")
        .param(tenantId.toString())
        .query(String.class)
        .single();
  }

  private void awaitHeldUp(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                JdbcClient.create(owner)
                        .sql(
                            """
                            select count(*) from pg_locks
                            where locktype = 'advisory' and not granted
                              and database = (select oid from pg_database where datname = current_database())
                            """)
                        .query(Integer.class)
                        .single()
                    == count);
  }

  private Future<Boolean> begin(UUID tenantId, String sku) {
    return threads.submit(() -> run(as(tenantId), sku));
  }

  private CatalogServiceBlockingStub as(UUID tenantId) {
    return CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
  }

  private static boolean run(CatalogServiceBlockingStub catalog, String sku) {
    return catalog
        .importProducts(
            ImportProductsRequest.newBuilder()
                .addRows(Row.newBuilder().setSku(sku).setName(sku))
                .build())
        .getStored();
  }
}
