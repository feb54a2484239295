package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.FieldMask;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.GetCategoryRequest;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.pos.v1.UpdateCategoryResponse;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SuiteProcessTest {

  private static final UUID TENANT = UUID.fromString("00000000-0000-0000-0000-000000000001");

  @TempDir Path temporary;

  @Test
  void whatWasAnsweredSurvivesAKillAndOneProcessAtATimeHasTheData() throws Exception {
    Path data = temporary.resolve("data");
    Category made;
    try (SuiteProcess first = SuiteProcess.start(data, Map.of()).awaitReady()) {
      made =
          catalog(first)
              .createCategory(CreateCategoryRequest.newBuilder().setName("Beverages").build())
              .getCategory();
      assertRefusesToStart(data, Map.of(), "The data directory", "in use by another running Laris");
      first.kill();
    }
    try (SuiteProcess second = SuiteProcess.start(data, Map.of()).awaitReady()) {
      assertThat(
              catalog(second)
                  .getCategory(GetCategoryRequest.newBuilder().setCategoryId(made.getId()).build())
                  .getCategory())
          .isEqualTo(made);
    }
  }

  @Test
  void aStopLetsRunningCallsFinishAndEndsItsPostgres() throws Exception {
    Path data = temporary.resolve("data");
    try (SuiteProcess suite = SuiteProcess.start(data, Map.of()).awaitReady()) {
      Category tea =
          catalog(suite)
              .createCategory(CreateCategoryRequest.newBuilder().setName("Tea").build())
              .getCategory();
      ListenableFuture<UpdateCategoryResponse> running;
      try (Connection blocker = SuiteProcess.superuser(data);
          var statement = blocker.createStatement()) {
        blocker.setAutoCommit(false);
        statement.execute("lock table catalog.category");
        running = rename(suite, tea);
        awaitBlockedCall(data);
        suite.terminate();
        awaitClosed(suite.port());
        assertThat(running).isNotDone();
        blocker.rollback();
      }

      assertThat(running.get().getCategory().getName()).isEqualTo("Teas");
      assertThat(suite.endsWithin(10)).isTrue();
      assertThat(data.resolve("cluster/postmaster.pid")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POS_PORT", "POS_MANAGEMENT_PORT", "POS_HTTP_PORT", "POS_SIMULATOR_PORT"})
  void namesThePortThatIsInUseAndItsVariable(String variable) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      assertRefusesToStart(
          temporary.resolve("data"),
          Map.of(variable, port),
          "port " + port,
          "set " + variable + " to another");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POS_PORT              | http   | POS_PORT must be a port number from 0 to 65535, such as 50053
          POS_HTTP_PORT         | 65536  | POS_HTTP_PORT must be a port number
          POS_DB_POOL_SIZE      | x      | POS_DB_POOL_SIZE must be a number from 1
          POS_ENV               | prod   | POS_ENV must be development or production
          POS_DATA_DIR          | ''     | POS_DATA_DIR must be the path of a directory
          POS_CATALOG_TARGET    | :::    | POS_CATALOG_TARGET must be the address and port
          POS_EMBEDDED_BARCODES | 99:foo | POS_EMBEDDED_BARCODES must be rules such as 20:price
          POS_MASTER_KEY        | abc    | POS_MASTER_KEY must be 32 bytes in base64
          """)
  void refusesASettingThatCannotBeMeantInOneLine(String variable, String value, String words)
      throws Exception {
    assertRefusesToStart(temporary.resolve("data"), Map.of(variable, value), words);
  }

  @Test
  void refusesDevelopmentModeInProduction() throws Exception {
    assertRefusesToStart(
        temporary.resolve("data"), Map.of("POS_ENV", "production"), "POS_ENV is production");
  }

  @Test
  void refusesADatabaseWithoutAUser() throws Exception {
    assertRefusesToStart(
        temporary.resolve("data"),
        Map.of("POS_DB_URL", "jdbc:postgresql://127.0.0.1:1/laris"),
        "POS_DB_USER is empty");
  }

  @Test
  void saysThatTheDatabaseCannotBeReached() throws Exception {
    assertRefusesToStart(
        temporary.resolve("data"),
        Map.of(
            "POS_DB_URL", "jdbc:postgresql://127.0.0.1:1/laris?password=hidden",
            "POS_DB_USER", "laris_service"),
        "the database jdbc:postgresql://127.0.0.1:1/laris as laris_service cannot be used",
        "POS_DB_URL");
  }

  private static void assertRefusesToStart(
      Path data, Map<String, String> environment, String... words) throws Exception {
    try (SuiteProcess refused = SuiteProcess.start(data, environment)) {
      String said = refused.awaitEnd();
      assertThat(said).contains(words).doesNotContain("hidden").hasLineCount(1);
      assertThat(refused.exitCode()).isEqualTo(1);
    }
  }

  private static CatalogServiceBlockingStub catalog(SuiteProcess suite) {
    return CatalogServiceGrpc.newBlockingStub(asTenant(suite));
  }

  private static Channel asTenant(SuiteProcess suite) {
    return ClientInterceptors.intercept(
        suite.channel(), MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(TENANT)));
  }

  private static ListenableFuture<UpdateCategoryResponse> rename(SuiteProcess suite, Category tea) {
    return CatalogServiceGrpc.newFutureStub(asTenant(suite))
        .updateCategory(
            UpdateCategoryRequest.newBuilder()
                .setCategory(tea.toBuilder().setName("Teas"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                .build());
  }

  private static void awaitBlockedCall(Path data) throws IOException, SQLException {
    try (Connection watcher = SuiteProcess.superuser(data);
        var waiting =
            watcher.prepareStatement(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      boolean blocked = false;
      while (!blocked) {
        try (var row = waiting.executeQuery()) {
          blocked = row.next() && row.getInt(1) > 0;
        }
      }
    }
  }

  private static void awaitClosed(int port) {
    boolean open = true;
    while (open) {
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        open = socket.isConnected();
      } catch (IOException e) {
        open = false;
      }
    }
  }
}
