package id.laris.payment.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.common.background.Background;
import id.laris.common.db.Outbox;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.MasterKeys;
import id.laris.payment.PaymentModule;
import id.laris.payment.PaymentTest;
import id.laris.pos.v1.GatewayConfig;
import id.laris.pos.v1.GatewayConfig.Environment;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.GetGatewayConfigRequest;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.env.MockEnvironment;

/** A tenant sets and reads its account at the gateway. */
@PaymentTest
class GatewayConfigTest {

  private static final String KEY = "SB-Mid-server-abcdefghijkl5678";
  private static final String OTHER_KEY = "SB-Mid-server-mnopqrstuvwx9012";

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired Background background;
  @Autowired GatewayAccounts accounts;
  @Autowired GatewayConfigs configs;
  @Autowired Outbox outbox;
  @Autowired Writes writes;
  @Autowired Reads reads;

  private final UUID tenant = UUID.randomUUID();

  @AfterEach
  void backToTheStart() {
    clock.set(FakeClock.START);
  }

  @Test
  void whoSetNoneHasNone() {
    Refusal.of(() -> get(calls.as(tenant))).has(Reason.GATEWAY_NOT_CONFIGURED);
    assertThat(reason(accounts::current)).isEqualTo(Reason.GATEWAY_NOT_CONFIGURED);
  }

  @Test
  void whatIsSetIsShownWithoutItsSecretAndUsedWithIt() {
    GatewayConfig config =
        set(request(KEY).setMerchantId("G123").setClientKey("SB-Mid-client-1").build());

    assertThat(config.getEnvironment()).isEqualTo(Environment.SANDBOX);
    assertThat(config.getServerKeyMasked()).isEqualTo("SB-Mid-server-****5678");
    assertThat(config.getMerchantId()).isEqualTo("G123");
    assertThat(config.getClientKey()).isEqualTo("SB-Mid-client-1");
    assertThat(config.getQrisAcquirer()).isEqualTo(QrisAcquirer.GOPAY);
    assertThat(config.getVersion()).isZero();
    assertThat(config.hasUpdatedAt()).isTrue();
    assertThat(get(calls.as(tenant))).isEqualTo(config);

    GatewayAccount account = as(tenant, accounts::current);
    assertThat(account.serverKey().secret()).isEqualTo(KEY);
    assertThat(account.environment()).isEqualTo(Environment.SANDBOX);
    assertThat(account).asString().doesNotContain(KEY).contains("****5678");
  }

  @Test
  void aTenantsAccountIsItsOwn() {
    set(request(KEY).build());
    UUID other = UUID.randomUUID();

    Refusal.of(() -> get(calls.as(other))).has(Reason.GATEWAY_NOT_CONFIGURED);
    set(calls.as(other), request(OTHER_KEY).build());

    assertThat(as(tenant, accounts::current).serverKey().secret()).isEqualTo(KEY);
    assertThat(as(other, accounts::current).serverKey().secret()).isEqualTo(OTHER_KEY);
  }

  @Test
  void withoutAKeyThePresentOneStays() {
    set(request(KEY).setMerchantId("G1").build());

    GatewayConfig changed =
        set(request("").setMerchantId("G2").setQrisAcquirer(QrisAcquirer.SHOPEEPAY).build());

    assertThat(changed.getMerchantId()).isEqualTo("G2");
    assertThat(changed.getVersion()).isEqualTo(1);
    assertThat(changed.getServerKeyMasked()).isEqualTo("SB-Mid-server-****5678");
    GatewayAccount account = as(tenant, accounts::current);
    assertThat(account.serverKey().secret()).isEqualTo(KEY);
    assertThat(account.qrisAcquirer()).isEqualTo(QrisAcquirer.SHOPEEPAY);
  }

  @Test
  void anotherKeyIsUsedAtOnce() {
    set(request(KEY).build());
    as(tenant, accounts::current);

    set(request(OTHER_KEY).build());

    assertThat(as(tenant, accounts::current).serverKey().secret()).isEqualTo(OTHER_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret-of-mine-0123456789",
        "SB-Mid-client-abcdefghijkl",
        "SB-Mid-server-",
        "SB-Mid-server-abc def ghi jkl",
        "SB-Mid-server-abcdefghi:jkl",
        "Mid-server-é12345678"
      })
  void aServerKeyThatIsNoneIsRefusedUnquoted(String key) {
    Refusal refusal =
        Refusal.of(() -> set(request(key).build()))
            .has(Reason.VALIDATION_FAILED)
            .naming("server_key");

    if (!key.isEmpty() && !key.equals("SB-Mid-server-")) {
      assertThat(refusal.message()).doesNotContain(key);
    }
    Refusal.of(() -> get(calls.as(tenant))).has(Reason.GATEWAY_NOT_CONFIGURED);
  }

  @Test
  void theSameAgainChangesNothing() {
    GatewayConfig first = set(request(KEY).setMerchantId("G1").build());
    clock.advance(Duration.ofMinutes(1));

    assertThat(set(request(KEY).setMerchantId("G1").build())).isEqualTo(first);
    assertThat(set(request("").setMerchantId("G1").build())).isEqualTo(first);
    assertThat(set(request(" " + KEY + " ").setMerchantId("G1").build())).isEqualTo(first);
  }

  @Test
  void aStaleVersionIsRefused() {
    set(request(KEY).build());
    set(request(OTHER_KEY).setVersion(0).build());

    Refusal.of(() -> set(request(KEY).setVersion(0).build()))
        .has(Reason.VERSION_CONFLICT)
        .with("expected", 0)
        .with("actual", 1);
    Refusal.of(() -> set(calls.as(UUID.randomUUID()), request(KEY).setVersion(3).build()))
        .has(Reason.VERSION_CONFLICT);
  }

  @Test
  void aRepeatedCallHasTheSameAnswer() {
    Channel channel = calls.as(tenant, UUID.randomUUID());
    GatewayConfig first = set(channel, request(KEY).build());
    set(request(OTHER_KEY).build());

    assertThat(set(channel, request(KEY).build())).isEqualTo(first);
    assertThat(as(tenant, accounts::current).serverKey().secret()).isEqualTo(OTHER_KEY);
    Refusal.of(() -> set(channel, request(OTHER_KEY).build())).has(Reason.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void manyFirstOnesAtOnceAreOne() {
    Parallel.times(10, i -> set(request(KEY).build()))
        .forEach(outcome -> assertThat(outcome).isInstanceOf(Parallel.Outcome.Success.class));

    assertThat(get(calls.as(tenant)).getVersion()).isZero();
  }

  @Test
  void changingItNeedsItsOwnScope() {
    Refusal.of(() -> set(calls.as(tenant, "payments.read payments.write"), request(KEY).build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "payments.settings");
    Refusal.of(() -> get(calls.as(tenant, "sales.read"))).has(Reason.PERMISSION_DENIED);
  }

  @Test
  void realMoneyNeedsAMasterKey() {
    Refusal refusal =
        Refusal.of(() -> set(request("Mid-server-abcdefghijkl5678").build()))
            .has(Reason.GATEWAY_NOT_CONFIGURED);

    assertThat(refusal.message()).contains("POS_MASTER_KEY", "openssl rand -base64 32");
    assertThat(refusal.message()).doesNotContain("abcdefghijkl");
  }

  @Test
  void withAMasterKeyRealMoneyIsTaken() {
    SetGatewayConfig real = new SetGatewayConfig(configs, secrets(master(1)), outbox, writes);

    GatewayConfig config =
        as(tenant, () -> real.run(request("Mid-server-abcdefghijkl5678").build())).getConfig();

    assertThat(config.getEnvironment()).isEqualTo(Environment.PRODUCTION);
    assertThat(config.getServerKeyMasked()).isEqualTo("Mid-server-****5678");
  }

  @Test
  void anAuthenticatedServerWithoutAMasterKeySaysHowToMakeOne() {
    MockEnvironment authenticated = new MockEnvironment().withProperty("pos.auth.enabled", "true");
    SetGatewayConfig keyless =
        new SetGatewayConfig(configs, new Secrets(new MasterKeys(authenticated)), outbox, writes);

    PosException refusal =
        catchThrowableOfType(
            PosException.class, () -> as(tenant, () -> keyless.run(request(KEY).build())));

    assertThat(refusal.reason()).isEqualTo(Reason.GATEWAY_NOT_CONFIGURED);
    assertThat(refusal).hasMessageContaining("POS_MASTER_KEY").hasMessageContaining("openssl");
    Refusal.of(() -> get(calls.as(tenant))).has(Reason.GATEWAY_NOT_CONFIGURED);
  }

  @Test
  void aNewMasterKeyOpensWhatTheOneBeforeSealedAndSealsItAnewWhenItIsStored() {
    as(tenant, () -> setter(master(1)).run(request(KEY).build()));
    String both = master(2) + "," + master(1);
    assertThat(secretUnder(both)).isEqualTo(KEY);

    GatewayConfig again = as(tenant, () -> setter(both).run(request("").build())).getConfig();
    GatewayConfig third = as(tenant, () -> setter(both).run(request("").build())).getConfig();

    assertThat(secretUnder(master(2))).isEqualTo(KEY);
    assertThat(reason(accountsUnder(master(1))::current)).isEqualTo(Reason.GATEWAY_NOT_CONFIGURED);
    assertThat(again.getVersion()).isEqualTo(1);
    assertThat(third).as("it is under the new one already").isEqualTo(again);
  }

  @Test
  void whatNoKeyOpensIsSaidAndCanBeSetAnew() {
    as(tenant, () -> setter(master(1)).run(request(KEY).build()));

    PosException refusal =
        catchThrowableOfType(
            PosException.class, () -> as(tenant, accountsUnder(master(2))::current));
    assertThat(refusal.reason()).isEqualTo(Reason.GATEWAY_NOT_CONFIGURED);
    assertThat(refusal).hasMessageContaining("POS_MASTER_KEY");

    as(tenant, () -> setter(master(2)).run(request("").setMerchantId("G2").build()));
    assertThat(secretUnder(master(1))).as("it is kept, whatever else changes").isEqualTo(KEY);
    as(tenant, () -> setter(master(2)).run(request(OTHER_KEY).build()));
    assertThat(secretUnder(master(2))).isEqualTo(OTHER_KEY);
  }

  private SetGatewayConfig setter(String masterKey) {
    return new SetGatewayConfig(configs, secrets(masterKey), outbox, writes);
  }

  private GatewayAccounts accountsUnder(String masterKey) {
    return new GatewayAccounts(configs, secrets(masterKey), reads);
  }

  private String secretUnder(String masterKey) {
    return as(tenant, accountsUnder(masterKey)::current).serverKey().secret();
  }

  private static Secrets secrets(String masterKey) {
    return new Secrets(
        new MasterKeys(new MockEnvironment().withProperty("pos.master-key", masterKey)));
  }

  private static String master(int number) {
    byte[] key = new byte[32];
    key[0] = (byte) number;
    return Base64.getEncoder().encodeToString(key);
  }

  private Reason reason(Supplier<?> work) {
    return catchThrowableOfType(PosException.class, () -> as(tenant, work)).reason();
  }

  private <R> R as(UUID anyTenant, Supplier<R> work) {
    return background.call(anyTenant, PaymentModule.SERVICE, "Test", work);
  }

  private GatewayConfig set(SetGatewayConfigRequest request) {
    return set(calls.as(tenant), request);
  }

  private static GatewayConfig set(Channel channel, SetGatewayConfigRequest request) {
    return stub(channel).setGatewayConfig(request).getConfig();
  }

  private static GatewayConfig get(Channel channel) {
    return stub(channel).getGatewayConfig(GetGatewayConfigRequest.getDefaultInstance()).getConfig();
  }

  private static PaymentTransactionServiceBlockingStub stub(Channel channel) {
    return PaymentTransactionServiceGrpc.newBlockingStub(channel);
  }

  private static SetGatewayConfigRequest.Builder request(String serverKey) {
    return SetGatewayConfigRequest.newBuilder().setServerKey(serverKey);
  }
}
