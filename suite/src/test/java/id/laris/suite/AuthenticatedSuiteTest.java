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
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole suite with authentication: the credentials are forwarded to the called service. */
@LarisTest
class AuthenticatedSuiteTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final String API_KEY = "a-key-that-only-this-test-knows";
  private static final OctetKeyPair SIGNING_KEY = signingKey();
  private static final HttpServer ISSUER = startIssuer();

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired ConfigurableApplicationContext context;

  @DynamicPropertySource
  static void authentication(DynamicPropertyRegistry properties) {
    properties.add("pos.auth.enabled", () -> "true");
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
  void aStreamEndsSoonAfterItsTokenHasExpired() throws Exception {
    var stream =
        EventServiceGrpc.newBlockingV2Stub(calls.with(token(TENANT, "events.read")))
            .subscribe(SubscribeRequest.getDefaultInstance());
    var withKey =
        EventServiceGrpc.newBlockingV2Stub(calls.with(apiKey()))
            .subscribe(SubscribeRequest.getDefaultInstance());
    assertThat(stream.read()).isNotNull();
    assertThat(withKey.read()).isNotNull();

    clock.advance(Duration.ofMinutes(5));

    StatusException ended = catchThrowableOfType(StatusException.class, () -> readAll(stream));
    Refusal.of(ended.getStatus().asRuntimeException(ended.getTrailers()))
        .has(Reason.UNAUTHENTICATED);
    withKey.cancel("it goes on, and the test is over", null);
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
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(SIGNING_KEY.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer("https://auth.laris.test")
                .audience("pos")
                .subject(UUID.randomUUID().toString())
                .expirationTime(Date.from(clock.instant().plus(Duration.ofMinutes(5))))
                .claim("tenant_id", tenant.toString())
                .claim("membership_id", UUID.randomUUID().toString())
                .claim("scope", scope)
                .build());
    token.sign(new Ed25519Signer(SIGNING_KEY));
    Metadata headers = new Metadata();
    headers.put(Headers.AUTHORIZATION, "Bearer " + token.serialize());
    return headers;
  }

  private static OctetKeyPair signingKey() {
    try {
      return new OctetKeyPairGenerator(Curve.Ed25519).keyID("first").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpServer startIssuer() {
    try {
      byte[] keys =
          new JWKSet(SIGNING_KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks",
          exchange -> {
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
