package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A database that dies, or that answers and takes no writes. */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class DatabaseFailuresTest {

  private static final UUID TENANT = UUID.fromString("00000000-0000-0000-0000-000000000001");

  @TempDir Path data;

  @Test
  void whileItTakesNoWritesHealthTellsTheCauseAndRecoversByItself() throws Exception {
    try (SuiteProcess suite = SuiteProcess.start(data, Map.of()).awaitReady()) {
      assertThat(suite.health().statusCode()).isEqualTo(200);
      assertThat(check(suite)).isEqualTo(CheckResponse.Status.SERVING);

      superuser("alter database laris set default_transaction_read_only = on");

      await(() -> suite.health().body().contains("25006"));
      assertThat(suite.health().statusCode()).isEqualTo(503);
      assertThat(suite.health().body()).contains("\"writes\"", "read-only transaction");
      assertThat(check(suite)).isEqualTo(CheckResponse.Status.NOT_SERVING);
      await(() -> standardHealth(suite) == ServingStatus.NOT_SERVING);
      assertThat(Refusal.of(() -> write(suite)).has(Reason.UNAVAILABLE).message())
          .contains("takes no writes");
      assertThat(suite.said()).contains("the database takes no writes: 25006");

      superuser("alter database laris reset default_transaction_read_only");

      await(() -> suite.health().statusCode() == 200);
      await(() -> check(suite) == CheckResponse.Status.SERVING);
      await(() -> standardHealth(suite) == ServingStatus.SERVING);
      write(suite);
      assertThat(suite.said()).contains("the database takes writes again");
    }
  }

  @Test
  void itsDeathIsFollowedByARestartAndTheNextWriteSucceeds() throws Exception {
    try (SuiteProcess suite = SuiteProcess.start(data, Map.of()).awaitReady()) {
      write(suite);
      for (int death = 1; death <= 2; death++) {
        long dead = postmaster();
        ProcessHandle.of(dead).orElseThrow().destroyForcibly();

        await(() -> succeeds(suite) && postmaster() != dead && postmaster() > 0);
      }
      assertThat(suite.said())
          .contains("the embedded Postgres has stopped unexpectedly", "has been started again");
      await(() -> suite.health().statusCode() == 200);
    }
  }

  private long postmaster() {
    try (var connection = SuiteProcess.superuser(data);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_read_file('postmaster.pid')")) {
      return row.next() ? Long.parseLong(row.getString(1).lines().findFirst().orElseThrow()) : -1;
    } catch (IOException | SQLException e) {
      return -1;
    }
  }

  /** Changes what holds for new connections, and closes those that are open. */
  private void superuser(String change) throws IOException, SQLException {
    try (var connection = SuiteProcess.superuser(data);
        var statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "set default_transaction_read_only = off",
              change,
              "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'laris_service'")) {
        statement.execute(sql);
      }
    }
  }

  private static CheckResponse.Status check(SuiteProcess suite) {
    return HealthServiceGrpc.newBlockingStub(suite.channel())
        .check(CheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static ServingStatus standardHealth(SuiteProcess suite) {
    return HealthGrpc.newBlockingStub(suite.channel())
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private static void write(SuiteProcess suite) {
    var _ =
        CatalogServiceGrpc.newBlockingStub(
                ClientInterceptors.intercept(
                    suite.channel(),
                    MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(TENANT))))
            .createCategory(
                CreateCategoryRequest.newBuilder().setName("Tea " + UUID.randomUUID()).build());
  }

  private static boolean succeeds(SuiteProcess suite) {
    try {
      write(suite);
      return true;
    } catch (StatusRuntimeException e) {
      Refusal.of(e).has(Reason.UNAVAILABLE);
      return false;
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      Thread.onSpinWait();
    }
  }
}
