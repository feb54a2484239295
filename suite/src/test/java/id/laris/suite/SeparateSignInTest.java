package id.laris.suite;

import static org.awaitility.Awaitility.await;

import id.laris.catalog.CatalogApplication;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateApiKeyRequest;
import id.laris.pos.v1.CreateApiKeyResponse;
import id.laris.pos.v1.CreateOwnerRequest;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.RevokeApiKeyRequest;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignOutRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.Tokens;
import id.laris.staff.StaffApplication;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestPostgres;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Staff and catalog as processes of their own: one signs in, the other believes it. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SeparateSignInTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String SERVICE_KEY = "only-the-services-of-this-test-know-it";
  private static final UUID TENANT = UUID.randomUUID();

  /** The time within which every process refuses what was revoked. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path temporary;

  @Test
  void whatStaffRevokesTheOtherProcessRefusesAndWhatWasGoodOutlivesStaff() throws Exception {
    DatabaseSettings database = TestPostgres.newDatabase();
    int staffPort = ServiceProcess.freePort();
    Map<String, String> settings =
        Map.of(
            "POS_AUTH_ENABLED", "true",
            "POS_SERVICE_KEY", SERVICE_KEY,
            "POS_MASTER_KEY", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "POS_BIND", "127.0.0.1",
            "POS_STAFF_TARGET", "dns:///127.0.0.1:" + staffPort);
    try (ServiceProcess staff =
            ServiceProcess.start(
                StaffApplication.class,
                staffPort,
                database,
                temporary.resolve("staff.log"),
                settings);
        ServiceProcess catalog =
            ServiceProcess.start(
                CatalogApplication.class,
                ServiceProcess.freePort(),
                database,
                temporary.resolve("catalog.log"),
                settings)) {
      staff.awaitReady();
      catalog.awaitReady();
      makeOwner(staff.channel());
      Tokens first = signIn(staff.channel());
      Tokens second = signIn(staff.channel());
      StaffServiceBlockingStub owner =
          StaffServiceGrpc.newBlockingStub(with(staff.channel(), bearer(first)));
      CreateApiKeyResponse key =
          owner.createApiKey(
              CreateApiKeyRequest.newBuilder().setName("Till").addScopes("catalog.read").build());
      CatalogServiceBlockingStub byToken = catalog(catalog, bearer(second));
      CatalogServiceBlockingStub byKey = catalog(catalog, apiKey(key.getSecret()));
      awaitAnswer(byToken);
      awaitAnswer(byKey);

      owner.revokeApiKey(
          RevokeApiKeyRequest.newBuilder().setApiKeyId(key.getApiKey().getId()).build());
      awaitRefusal(() -> list(byKey));
      var _ =
          StaffServiceGrpc.newBlockingStub(with(staff.channel(), bearer(second)))
              .signOut(SignOutRequest.getDefaultInstance());
      awaitRefusal(() -> list(byToken));

      CatalogServiceBlockingStub lasting = catalog(catalog, bearer(first));
      awaitAnswer(lasting);
      Tokens neverSeen = signIn(staff.channel());
      staff.kill();
      list(lasting);
      Refusal.of(() -> list(catalog(catalog, bearer(neverSeen)))).has(Reason.UNAVAILABLE);
    }
  }

  private static void makeOwner(Channel staff) {
    Metadata headers = new Metadata();
    headers.put(Headers.SERVICE_KEY, SERVICE_KEY);
    headers.put(Headers.SERVICE_TENANT_ID, TENANT.toString());
    var _ =
        StaffServiceGrpc.newBlockingStub(with(staff, headers))
            .createOwner(
                CreateOwnerRequest.newBuilder()
                    .setEmail("owner@example.com")
                    .setName("Owner")
                    .setPassword(PASSWORD)
                    .build());
  }

  private static Tokens signIn(Channel staff) {
    return StaffServiceGrpc.newBlockingStub(staff)
        .signIn(
            SignInRequest.newBuilder().setEmail("owner@example.com").setPassword(PASSWORD).build())
        .getTokens();
  }

  private static void list(CatalogServiceBlockingStub catalog) {
    var _ = catalog.listCategories(ListCategoriesRequest.getDefaultInstance());
  }

  /** Two processes that have just started may take longer than a call waits for staff. */
  private static void awaitAnswer(CatalogServiceBlockingStub catalog) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreException(StatusRuntimeException.class)
        .untilAsserted(() -> list(catalog));
  }

  private static void awaitRefusal(ThrowingCallable call) {
    await().atMost(SOON).untilAsserted(() -> Refusal.of(call).has(Reason.UNAUTHENTICATED));
  }

  private static CatalogServiceBlockingStub catalog(ServiceProcess catalog, Metadata headers) {
    return CatalogServiceGrpc.newBlockingStub(with(catalog.channel(), headers));
  }

  private static Channel with(Channel channel, Metadata headers) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static Metadata bearer(Tokens tokens) {
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + tokens.getAccessToken());
    return headers;
  }

  private static Metadata apiKey(String secret) {
    Metadata headers = new Metadata();
    headers.put(Headers.API_KEY, secret);
    return headers;
  }
}
