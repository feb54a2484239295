package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import id.laris.testkit.FakeClock;
import id.laris.testkit.LarisTest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole suite with authentication: the credentials are forwarded to the called service. */
@LarisTest
@Timeout(60)
class AuthenticatedSuiteTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final String API_KEY = "a-key-that-only-this-test-knows";
  private static final OctetKeyPair SIGNING_KEY = signingKey("first");
  private static final OctetKeyPair WITHDRAWN_KEY = signingKey("withdrawn");
  private static final Set<OctetKeyPair> PUBLISHED = ConcurrentHashMap.newKeySet();
  private static final HttpServer ISSUER = startIssuer();

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired ConfigurableApplicationContext context;

  @DynamicPropertySource
  static void authentication(DynamicPropertyRegistry properties) {
    properties.add("pos.auth.enabled", () -> "true");
    properties.add("pos.master-key", () -> "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    properties.add("pos.service-key", () -> "only-the-services-of-this-test-know-it");
    properties.add(
        "pos.auth.jwks-url",
        () -> "http://127.0.0.1:%d/jwks".formatted(ISSUER.getAddress().getPort()));
    properties.add("pos.auth.issuer", () -> "https://auth.laris.test");
    properties.add("pos.auth.audience", () -> "pos");
    properties.add(
        "pos.api-keys",
        () ->
            """
            [{"id": "till", "tenant": "%s", "scopes": ["*"], "sha256": "%s"}]
            """
                .formatted(TENANT, sha256(API_KEY)));
  }

  @AfterAll
  static void stopIssuer() {
    ISSUER.stop(0);
  }

  @Test
  void theStartScreenSuggestsNoCallWithoutCredentials() {
    assertThat(new StartScreen().render(context))
        .contains("Calls need a token or an API key")
        .doesNotContain("quickstart");
  }

  @Test
  void theStartScreenStartsNoDatabase() {
    assertThat(new StartScreen().render(context)).contains("(embedded Postgres)");

    assertThat(context.getBeanFactory().containsSingleton("embeddedPostgres")).isFalse();
  }

  @Test
  void aTokenSellsAndItsTenantIsTheOnlyOneThatSeesTheSale() throws JOSEException {
    String variant = TinyCatalog.variant(calls.with(apiKey()));

    Order sold =
        sales(token(TENANT, "sales.read sales.write catalog.read"))
            .checkout(
                CheckoutRequest.newBuilder()
                    .addItems(NewOrderItem.newBuilder().setVariantId(variant).setQuantity(1))
                    .addPayments(
                        CheckoutRequest.Tender.newBuilder()
                            .setPaymentType(Payment.Type.CASH)
                            .setAmount(TinyCatalog.PRICE))
                    .build())
            .getOrder();

    assertThat(sold.getStatus()).isEqualTo(Order.Status.COMPLETED);
    GetOrderRequest get = GetOrderRequest.newBuilder().setOrderId(sold.getId()).build();
    assertThat(sales(apiKey()).getOrder(get).getOrder()).isEqualTo(sold);
    Metadata stranger = token(UUID.randomUUID(), "sales.read");
    Refusal.of(() -> sales(stranger).getOrder(get)).has(Reason.NOT_FOUND);
  }

  @Test
  void theServiceBehindAsksForItsOwnScope() throws JOSEException {
    String variant = TinyCatalog.variant(calls.with(apiKey()));
    Metadata withoutCatalog = token(TENANT, "sales.read sales.write");

    Refusal.of(
            () ->
                sales(withoutCatalog)
                    .checkout(
                        CheckoutRequest.newBuilder()
                            .addItems(
                                NewOrderItem.newBuilder().setVariantId(variant).setQuantity(1))
                            .build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "catalog.read");
  }

  @Test
  void developmentHeadersAreNoCredentials() {
    Refusal.of(
            () ->
                sales(TestCalls.headers(TENANT)).listOrders(ListOrdersRequest.getDefaultInstance()))
        .has(Reason.UNAUTHENTICATED);
  }

  @Test
  void aStreamEndsSoonAfterItsTokenIsNoLongerAccepted() throws Exception {
    UUID tenant = UUID.randomUUID();
    var stream = subscribe(token(SIGNING_KEY, tenant, Duration.ofMinutes(5)));
    var first = subscribe(token(SIGNING_KEY, tenant, Duration.ofSeconds(270)));
    var second = subscribe(token(SIGNING_KEY, tenant, Duration.ofSeconds(280)));
    var withKey = subscribe(apiKey());

    clock.advance(Duration.ofMinutes(5));
    assertThat(refusal(first).message()).contains("expired");
    clock.advance(Duration.ofSeconds(10));
    assertThat(refusal(second).message()).contains("expired");

    // It was looked at at least once since it expired, and a call with its token would still be
    // accepted.
    TinyCatalog.variant(calls.with(token(SIGNING_KEY, tenant, Duration.ofMinutes(5))));
    while (!stream.read().hasEvent()) {
      // Cursors.
    }
    clock.advance(Duration.ofSeconds(20));
    assertThat(refusal(stream).message()).contains("expired");
    withKey.cancel("it goes on, and the test is over", null);
  }

  @Test
  void aStreamEndsSoonAfterTheKeyOfItsTokenWasWithdrawn() throws Exception {
    var stream = subscribe(token(WITHDRAWN_KEY, UUID.randomUUID(), Duration.ofHours(1)));
    var other = subscribe(token(SIGNING_KEY, UUID.randomUUID(), Duration.ofHours(1)));

    PUBLISHED.remove(WITHDRAWN_KEY);
    // The keys are fetched every five minutes.
    clock.advance(Duration.ofMinutes(5));

    assertThat(refusal(stream).message()).contains("key (kid)");
    other.cancel("it goes on, and the test is over", null);
  }

  private BlockingClientCall<?, SubscribeResponse> subscribe(Metadata credentials)
      throws Exception {
    var stream =
        EventServiceGrpc.newBlockingV2Stub(calls.with(credentials))
            .subscribe(SubscribeRequest.getDefaultInstance());
    assertThat(stream.read()).isNotNull();
    return stream;
  }

  private static Refusal refusal(BlockingClientCall<?, SubscribeResponse> stream) {
    StatusException ended = catchThrowableOfType(StatusException.class, () -> readAll(stream));
    return Refusal.of(ended.getStatus().asRuntimeException(ended.getTrailers()))
        .has(Reason.UNAUTHENTICATED);
  }

  private static void readAll(BlockingClientCall<?, SubscribeResponse> stream) throws Exception {
    while (stream.read() != null) {
      // Events that were there before.
    }
  }

  private SalesServiceBlockingStub sales(Metadata headers) {
    return SalesServiceGrpc.newBlockingStub(calls.with(headers));
  }

  private static Metadata apiKey() {
    Metadata headers = new Metadata();
    headers.put(Headers.API_KEY, API_KEY);
    return headers;
  }

  private Metadata token(UUID tenant, String scope) throws JOSEException {
    return token(SIGNING_KEY, tenant, scope, Duration.ofMinutes(5));
  }

  private Metadata token(OctetKeyPair key, UUID tenant, Duration validFor) throws JOSEException {
    return token(key, tenant, "events.read catalog.read catalog.write", validFor);
  }

  private Metadata token(OctetKeyPair key, UUID tenant, String scope, Duration validFor)
      throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer("https://auth.laris.test")
                .audience("pos")
                .subject(UUID.randomUUID().toString())
                .expirationTime(Date.from(clock.instant().plus(validFor)))
                .claim("tenant_id", tenant.toString())
                .claim("membership_id", UUID.randomUUID().toString())
                .claim("scope", scope)
                .build());
    token.sign(new Ed25519Signer(key));
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + token.serialize());
    return headers;
  }

  private static OctetKeyPair signingKey(String id) {
    try {
      return new OctetKeyPairGenerator(Curve.Ed25519).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpServer startIssuer() {
    try {
      PUBLISHED.addAll(List.of(SIGNING_KEY, WITHDRAWN_KEY));
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks",
          exchange -> {
            byte[] keys =
                new JWKSet(List.copyOf(PUBLISHED)).toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
