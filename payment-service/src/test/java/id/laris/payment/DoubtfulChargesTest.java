package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.payment.account.TestAccounts;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import io.grpc.StatusRuntimeException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A charge that may have been made is never taken for one that was not, nor the other way. */
@PaymentTest
class DoubtfulChargesTest {

  /** More than a call takes to arrive, and less than a payment code lives. */
  private static final Duration A_WHILE = Duration.ofMinutes(10);

  /** More than a call takes to arrive, and less than the gateway replays its answers. */
  private static final Duration CANNOT_ARRIVE = Duration.ofMinutes(3);

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired FakeClock clock;
  @Autowired DatabaseSettings database;
  @Autowired PaymentGateway gateway;

  private SimulatorControl midtrans;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    midtrans = simulator.control();
    merchant = merchants.only();
    midtrans.webhookFault(WebhookFault.DROP, 100);
  }

  static Stream<Fault> nothingDone() {
    return Stream.of(Fault.RATE_LIMIT, Fault.UNAUTHORIZED_401, Fault.CHANNEL_402);
  }

  @ParameterizedTest
  @MethodSource("nothingDone")
  void whateverKeepsALostAnswerFromBeingFoundTheChargeMayHaveBeenMade(Fault fault) {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    midtrans.fault(fault, Operation.ANY, 1);

    Refusal.of(() -> merchant.charge(request))
        .has(Reason.GATEWAY_TIMEOUT)
        .with("transaction_id", request.getId());

    assertThat(merchant.charge(request).getInstructions().getQrString()).isNotEmpty();
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("nothingDone")
  void aNumberThatIsTakenMayBeThatOfThisCharge(Fault fault) {
    ChargeRequest.Builder request = Merchant.request(Method.BCA_VA);
    midtrans.fault(Fault.ORDER_ID_TAKEN, Operation.CHARGE, 1);
    midtrans.fault(fault, Operation.STATUS, 1);

    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    midtrans.pay(request.getId());
    clock.advance(A_WHILE);
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.PAID);
  }

  /** One that the gateway does not replay is sent again only after its status. */
  @ParameterizedTest
  @EnumSource(names = {"INDOMARET", "QRIS", "CARD"})
  void aChargeThatIsSentAgainMayArriveLateAgain(Method method) {
    ChargeRequest.Builder request = Merchant.request(method);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 2);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    clock.advance(CANNOT_ARRIVE);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    clock.advance(Duration.ofSeconds(30));
    merchant.sweep();
    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.UNKNOWN);
    clock.advance(A_WHILE);
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
  }

  @Test
  void aChargeThatIsSentAgainIsAskedForSoonAgain() {
    ChargeRequest.Builder request = Merchant.request(Method.INDOMARET);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    midtrans.fault(Fault.ERROR_503, Operation.STATUS, 1_000);
    for (int check = 0; check < 5; check++) {
      clock.advance(Duration.ofHours(1));
      merchants.circuitBreaker().reset();
      merchant.sweep();
    }
    midtrans.clearFaults();
    merchants.circuitBreaker().reset();
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    clock.advance(CANNOT_ARRIVE);
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
  }

  @Test
  void aRefusalEndsAChargeOnceNoEarlierOneCanArrive() {
    ChargeRequest.Builder request = Merchant.request(Method.INDOMARET);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    midtrans.fault(Fault.CHANNEL_402, Operation.CHARGE, 3);

    for (int minute = 0; minute < 2; minute++) {
      Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
      clock.advance(Duration.ofMinutes(1));
    }
    Refusal.of(() -> merchant.charge(request))
        .has(Reason.PAYMENT_FAILED)
        .with("transaction_id", request.getId());

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
  }

  @Test
  void aChargeThatWasRefusedCannotArriveLate() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    clock.advance(Duration.ofSeconds(110));
    midtrans.fault(Fault.CHANNEL_402, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    clock.advance(Duration.ofSeconds(20));
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
  }

  @Test
  void aNewAttemptMayBeRefusedAsWell() {
    ChargeRequest.Builder request = loseQrCodeForGood();
    midtrans.fault(Fault.CHANNEL_402, Operation.CHARGE, 1);

    Refusal.of(() -> merchant.charge(request)).has(Reason.PAYMENT_FAILED);

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
    assertThat(midtrans.transaction(request.getId()).status()).isEqualTo("cancel");
  }

  @Test
  void aNewAttemptThatWasNotTakenMayBeRepeatedForAWhile() {
    ChargeRequest.Builder request = loseQrCodeForGood();
    midtrans.fault(Fault.RATE_LIMIT, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    clock.advance(Duration.ofSeconds(6));
    merchant.sweep();

    PaymentTransaction charged = merchant.charge(request);
    assertThat(charged.getAttempt()).isEqualTo(2);
    assertThat(charged.getInstructions().getQrString()).isNotEmpty();
  }

  private ChargeRequest.Builder loseQrCodeForGood() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    clock.advance(Duration.ofMinutes(6));
    return request;
  }

  @Test
  void aCancelledChargeThatArrivesLateIsNotForgotten() {
    String serverKey = Merchant.newServerKey();
    merchant.setServerKey(serverKey);
    ChargeRequest.Builder request = Merchant.request(Method.CARD);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    assertThat(merchant.cancel(request.getId()).getCancelRequested()).isTrue();

    arrive(request, serverKey);
    clock.advance(Duration.ofSeconds(20));
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aChargeThatArrivesAfterItsExpiryIsNotForgotten() {
    String serverKey = Merchant.newServerKey();
    merchant.setServerKey(serverKey);
    ChargeRequest.Builder request = Merchant.request(Method.GOPAY).setExpiresInSeconds(60);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    clock.advance(Duration.ofSeconds(70));
    merchant.sweep();

    arrive(request, serverKey);
    midtrans.pay(request.getId());
    clock.advance(A_WHILE);
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.PAID);
  }

  /** The charge that was on its way comes to the gateway. */
  private void arrive(ChargeRequest.Builder request, String serverKey) {
    GatewayAnswer answer =
        gateway.charge(
            TestAccounts.of(serverKey),
            new GatewayCharge(
                request.getId(),
                request.getMethod(),
                request.getAmount(),
                List.of(),
                request.getCustomer(),
                clock.instant(),
                clock.instant().plus(A_WHILE),
                request.getCardToken(),
                ""));
    assertThat(answer).isInstanceOf(GatewayAnswer.Known.class);
  }

  /** A charge stays CREATED if its process ended before the answer. */
  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "CREATED"})
  void aTenantWithoutAccountIsNoReasonToTakeADoubtfulChargeForRefused(State state) {
    String serverKey = Merchant.newServerKey();
    merchant.setServerKey(serverKey);
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    JdbcClient asOwner = JdbcClient.create(owner());
    asOwner
        .sql("update payment.payment_transaction set state = ? where id = ?")
        .params(state.name(), UUID.fromString(request.getId()))
        .update();
    asOwner
        .sql("delete from payment.gateway_config where tenant_id = ?")
        .params(merchant.tenantId())
        .update();

    Refusal.of(() -> merchant.charge(request))
        .has(Reason.GATEWAY_TIMEOUT)
        .with("transaction_id", request.getId());
    Refusal.of(() -> merchant.charge(Method.QRIS)).has(Reason.GATEWAY_NOT_CONFIGURED);
    merchant.setServerKey(serverKey);

    assertThat(merchant.charge(request).getInstructions().getQrString()).isNotEmpty();
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void aChargeWhoseCallerLeftBeforeItWasSentIsKnownNotToBeMade() throws SQLException {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    try (Connection owner = owner().getConnection();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("lock table payment.charge_key in access exclusive mode");
      assertThatThrownBy(
              () ->
                  merchant
                      .payments()
                      .withDeadlineAfter(Duration.ofSeconds(1))
                      .charge(request.build()))
          .isInstanceOf(StatusRuntimeException.class);
      owner.commit();
    }
    awaitEndOfSession(request);

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.CREATED);
    clock.advance(A_WHILE);
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
    assertThat(midtrans.calls(Operation.ANY)).isZero();
  }

  @Test
  void aCallThatItsCallerHasNoTimeForIsNotTheGatewaysFault() {
    for (int i = 0; i < 8; i++) {
      ChargeRequest.Builder request = Merchant.request(Method.BCA_VA);
      midtrans.fault(Fault.commitThenDelay(Duration.ofSeconds(30)), Operation.CHARGE, 1);
      assertThatThrownBy(
              () ->
                  merchant
                      .payments()
                      .withDeadlineAfter(Duration.ofMillis(500))
                      .charge(request.build()))
          .isInstanceOf(StatusRuntimeException.class);
      awaitEndOfSession(request);
      assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.UNKNOWN);
    }

    assertThat(merchants.circuitBreaker().failedCalls()).isZero();
    assertThat(merchants.circuitBreaker().successfulCalls()).isZero();
    assertThat(merchant.charge(Method.QRIS).getState()).isEqualTo(State.PENDING);
  }

  private void awaitEndOfSession(ChargeRequest.Builder request) {
    await()
        .until(
            () ->
                JdbcClient.create(owner())
                        .sql(
                            "select count(*) from payment.payment_transaction where id = ? and talk_token is null")
                        .param(UUID.fromString(request.getId()))
                        .query(Integer.class)
                        .single()
                    == 1);
  }

  private DriverManagerDataSource owner() {
    return new DriverManagerDataSource(
        database.url(), database.ownerUser(), database.ownerPassword());
  }
}
