package id.laris.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.catalog.CatalogTest;
import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A row that Hibernate writes only at the commit, beside the counter of events. */
@CatalogTest
class LateRowTest {

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired Outbox outbox;
  @Autowired Categories categories;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();

  /**
   * If the counter were raised before, every write of the tenant would wait for the lock of this
   * one row, and two transactions that met in both would wait for each other.
   */
  @Test
  void waitsForTheLockOfItsRowWithoutTheCounter() throws Exception {
    UUID id = createCategory();
    SingleConnectionDataSource connection =
        new SingleConnectionDataSource(
            database.url(), database.ownerUser(), database.ownerPassword(), false);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      JdbcClient holder = JdbcClient.create(connection);
      int process = holder.sql("select pg_backend_pid()").query(Integer.class).single();
      lock(holder, "select id from catalog.category where tenant_id = ? for update");
      Future<?> late = threads.submit(() -> renameAtTheCommit(id));
      await().until(() -> somebodyWaitsFor(holder, process));

      lock(holder, "select last from catalog.feed_counter where tenant_id = ? for update nowait");

      connection.getConnection().rollback();
      late.get();
    } finally {
      connection.destroy();
    }
    assertThat(category(id).name()).isEqualTo("Late");
  }

  private UUID createCategory() {
    return UUID.fromString(
        CatalogServiceGrpc.newBlockingStub(calls.as(tenant))
            .createCategory(CreateCategoryRequest.newBuilder().setName("Early").build())
            .getCategory()
            .getId());
  }

  private void lock(JdbcClient holder, String sql) {
    assertThat(holder.sql(sql).param(tenant).query().listOfRows()).hasSize(1);
  }

  private static boolean somebodyWaitsFor(JdbcClient holder, int process) {
    return holder
            .sql("select count(*) from pg_stat_activity where ? = any (pg_blocking_pids(pid))")
            .param(process)
            .query(Long.class)
            .single()
        > 0;
  }

  private void renameAtTheCommit(UUID id) {
    background.run(
        tenant,
        CatalogServiceGrpc.SERVICE_NAME,
        "test",
        () ->
            writes.run(
                () -> {
                  Category row = categories.findById(id).orElseThrow();
                  row.take(CategoryProtos.toProto(row).toBuilder().setName("Late").build());
                  outbox.addAll(
                      List.of(
                          NewEvent.of(
                              Objects.requireNonNull(CatalogEvents.CATEGORY.updated()),
                              id,
                              row.version() + 1,
                              CategoryProtos.toProto(row))));
                  return true;
                }));
  }

  private Category category(UUID id) {
    return background.call(
        tenant,
        CatalogServiceGrpc.SERVICE_NAME,
        "test",
        () -> writes.run(() -> categories.findById(id).orElseThrow()));
  }
}
