package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.nimbusds.jose.jwk.JWKSet;
import id.laris.common.auth.ServiceKey;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.common.http.HttpPort;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreateApiKeyRequest;
import id.laris.pos.v1.CreateApiKeyResponse;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateOwnerRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetMyPermissionsRequest;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.RevokeApiKeyRequest;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.SetPasswordRequest;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignOutRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.Tokens;
import id.laris.pos.v1.UpdateEmployeeRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.LarisTest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.test.context.TestPropertySource;

/** The whole suite with authentication and no other system: people sign in. */
@LarisTest
@TestPropertySource(
    properties = {
      "pos.auth.enabled=true",
      "pos.master-key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
      "pos.service-key=only-the-services-of-this-test-know-it"
    })
class SecureSuiteTest {

  private static final String PASSWORD = "correct horse battery";

  /** Staff-service is asked again after three seconds. */
  private static final Duration ASKED_AGAIN = Duration.ofSeconds(3);

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired ServiceKey serviceKey;
  @Autowired HttpPort http;
  @Autowired List<GrpcServerLifecycle> servers;

  private final UUID tenantId = UUID.randomUUID();
  private final String ownersEmail = newEmail();
  private StaffServiceBlockingStub owner;
  private Map<String, String> roleIds;

  @BeforeEach
  void open() {
    var _ =
        StaffServiceGrpc.newBlockingStub(calls.with(serviceKey.credentials(tenantId)))
            .createOwner(
                CreateOwnerRequest.newBuilder()
                    .setEmail(ownersEmail)
                    .setName("Owner")
                    .setPassword(PASSWORD)
                    .build());
    owner = staff(bearer(signIn(ownersEmail)));
    roleIds =
        owner
            .listRoles(id.laris.pos.v1.ListRolesRequest.getDefaultInstance())
            .getBuiltInRolesList()
            .stream()
            .collect(Collectors.toMap(Role::getName, Role::getId));
  }

  private static String newEmail() {
    return "u" + UUID.randomUUID() + "@example.com";
  }

  private Tokens signIn(String email) {
    return staff(new Metadata())
        .signIn(SignInRequest.newBuilder().setEmail(email).setPassword(PASSWORD).build())
        .getTokens();
  }

  private StaffServiceBlockingStub staff(Metadata headers) {
    return StaffServiceGrpc.newBlockingStub(calls.with(headers));
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

  private Employee hire(String email, String role) {
    Employee employee =
        owner
            .createEmployee(
                CreateEmployeeRequest.newBuilder()
                    .setName("Sari")
                    .setEmail(email)
                    .addRoleIds(roleIds.get(role))
                    .build())
            .getEmployee();
    return owner
        .setPassword(
            SetPasswordRequest.newBuilder()
                .setEmployeeId(employee.getId())
                .setNewPassword(PASSWORD)
                .build())
        .getEmployee();
  }

  private void listCategories(Metadata headers) {
    var _ =
        CatalogServiceGrpc.newBlockingStub(calls.with(headers))
            .listCategories(ListCategoriesRequest.getDefaultInstance());
  }

  @Test
  void whoeverSignsInMayDoWhatTheirRolesSayInEveryService() {
    String email = newEmail();
    Employee cashier = hire(email, "CASHIER");
    Metadata headers = bearer(signIn(email));

    listCategories(headers);
    Refusal.of(
            () ->
                CatalogServiceGrpc.newBlockingStub(calls.with(headers))
                    .createCategory(CreateCategoryRequest.newBuilder().setName("Mine").build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "catalog.write");
    var mine = staff(headers).getMyPermissions(GetMyPermissionsRequest.getDefaultInstance());
    assertThat(mine.getEmployee()).isEqualTo(cashier);
    assertThat(mine.getScopesList()).contains("sales.write").doesNotContain("staff.write");
  }

  @Test
  void aDismissedEmployeeIsRefusedWithinSeconds() {
    String email = newEmail();
    Employee cashier = hire(email, "CASHIER");
    Metadata headers = bearer(signIn(email));
    listCategories(headers);

    owner.updateEmployee(
        UpdateEmployeeRequest.newBuilder()
            .setEmployee(cashier.toBuilder().setActive(false))
            .setUpdateMask(FieldMask.newBuilder().addPaths("active"))
            .build());
    clock.advance(ASKED_AGAIN);

    Refusal.of(() -> listCategories(headers)).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void aRoleThatIsTakenAwayCountsWithinSeconds() {
    String email = newEmail();
    Employee cashier = hire(email, "CASHIER");
    Metadata headers = bearer(signIn(email));
    listCategories(headers);

    owner.updateEmployee(
        UpdateEmployeeRequest.newBuilder()
            .setEmployee(cashier.toBuilder().clearRoleIds())
            .setUpdateMask(FieldMask.newBuilder().addPaths("role_ids"))
            .build());
    clock.advance(ASKED_AGAIN);

    Refusal.of(() -> listCategories(headers)).has(Reason.PERMISSION_DENIED);
  }

  @Test
  void aTokenEndsWithItsSession() {
    Metadata headers = bearer(signIn(ownersEmail));
    Metadata other = bearer(signIn(ownersEmail));

    assertThat(staff(headers).signOut(SignOutRequest.getDefaultInstance()).getEndedSessions())
        .isEqualTo(1);
    clock.advance(ASKED_AGAIN);

    Refusal.of(() -> listCategories(headers)).has(Reason.UNAUTHENTICATED);
    listCategories(other);
    clock.advance(Duration.ofMinutes(16));
    Refusal.of(() -> listCategories(other)).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void whoeverChangesTheirPasswordKeepsTheSessionAndEndsTheOthers() {
    Metadata mine = bearer(signIn(ownersEmail));
    Metadata lost = bearer(signIn(ownersEmail));

    staff(mine)
        .setPassword(
            SetPasswordRequest.newBuilder()
                .setCurrentPassword(PASSWORD)
                .setNewPassword("another good password")
                .build());
    clock.advance(ASKED_AGAIN);

    listCategories(mine);
    Refusal.of(() -> listCategories(lost)).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void nobodyRisesAboveThemselves() {
    String email = newEmail();
    Employee admin = hire(email, "ADMIN");
    var self = staff(bearer(signIn(email)));

    Refusal.of(
            () ->
                self.updateEmployee(
                    UpdateEmployeeRequest.newBuilder()
                        .setEmployee(admin.toBuilder().addRoleIds(roleIds.get("OWNER")))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("role_ids"))
                        .build()))
        .has(Reason.PERMISSION_DENIED);
    Employee theOwner =
        owner.getMyPermissions(GetMyPermissionsRequest.getDefaultInstance()).getEmployee();
    Refusal.of(
            () ->
                self.setPassword(
                    SetPasswordRequest.newBuilder()
                        .setEmployeeId(theOwner.getId())
                        .setNewPassword("a password of mine")
                        .build()))
        .has(Reason.PERMISSION_DENIED);
    Refusal.of(
            () ->
                self.createApiKey(
                    CreateApiKeyRequest.newBuilder()
                        .setName("Mine")
                        .addScopes("sales.read")
                        .build()))
        .has(Reason.PERMISSION_DENIED);
  }

  @Test
  void anApiKeyWorksUntilItIsRevoked() {
    CreateApiKeyResponse made =
        owner.createApiKey(
            CreateApiKeyRequest.newBuilder()
                .setName("Accounting")
                .addScopes("catalog.read")
                .build());
    Metadata headers = apiKey(made.getSecret());
    listCategories(headers);
    Refusal.of(
            () ->
                staff(headers)
                    .listEmployees(id.laris.pos.v1.ListEmployeesRequest.getDefaultInstance()))
        .has(Reason.PERMISSION_DENIED);

    owner.revokeApiKey(
        RevokeApiKeyRequest.newBuilder().setApiKeyId(made.getApiKey().getId()).build());
    clock.advance(ASKED_AGAIN);

    Refusal.of(() -> listCategories(headers)).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void neitherInventedKeysNorDevelopmentHeadersAreCredentials() {
    Refusal.of(() -> listCategories(apiKey("laris_" + "A".repeat(43)))).has(Reason.UNAUTHENTICATED);
    Refusal.of(() -> listCategories(TestCalls.headers(tenantId))).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void aSessionHasTheAddressOfTheConnectionWhateverAHeaderSays() {
    Metadata pretending = new Metadata();
    for (String name : List.of("x-forwarded-for", "x-real-ip", "forwarded")) {
      pretending.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), "203.0.113.7");
    }
    ManagedChannel network = new Network(servers).connect();
    try {
      Tokens tokens =
          StaffServiceGrpc.newBlockingStub(network)
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(pretending))
              .signIn(
                  SignInRequest.newBuilder().setEmail(ownersEmail).setPassword(PASSWORD).build())
              .getTokens();

      assertThat(tokens.getSession().getAddress()).isEqualTo("127.0.0.1");
    } finally {
      network.shutdownNow();
    }
  }

  @Test
  void thePublicKeysAreOnTheHttpPort() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://127.0.0.1:%d/.well-known/jwks.json".formatted(http.port())))
                  .build(),
              BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(JWKSet.parse(answer.body()).getKeys())
          .isNotEmpty()
          .noneMatch(key -> key.isPrivate());
    }
  }
}
