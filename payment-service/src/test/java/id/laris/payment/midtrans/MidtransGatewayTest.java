package id.laris.payment.midtrans;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.payment.account.TestAccounts;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayCharge;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The client against a gateway that behaves, and misbehaves, as Midtrans does. */
class MidtransGatewayTest {

  private final MidtransSimulator simulator =
      MidtransSimulator.start(SimulatorSettings.defaults().withPort(0));
  private final Client client = new Client(simulator.url(), Duration.ofSeconds(2));
  private final MidtransGateway gateway = client.gateway;
  private GatewayCharge order = Client.order(Method.QRIS);

  @BeforeEach
  void newOrder() {
    order = Client.order(Method.QRIS);
  }

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"METHOD_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void aChargeTellsHowToPay(Method method) {
    GatewayCharge charge = Client.order(method);

    GatewayStatus status = Failures.known(gateway.charge(Client.ACCOUNT, charge));

    assertThat(status.state()).isEqualTo(State.PENDING);
    assertThat(status.statusName()).isEqualTo("pending");
    assertThat(status.orderId()).isEqualTo(charge.orderId());
    assertThat(status.transactionId()).isNotEmpty();
    assertThat(status.grossAmount()).isEqualTo(1_500_000);
    assertThat(status.amount()).isEqualTo(1_500_000);
    assertThat(status.refunded()).isZero();
    assertThat(status.paidAt()).isNull();
    assertThat(shown(status.instructions())).isEqualTo(expected(method));
    if (method != Method.CARD) {
      assertThat(status.instructions().getExpiresAt().getSeconds())
          .as("the moment that was asked for")
          .isEqualTo(charge.expiresAt().getEpochSecond());
    }
  }

  private static List<String> expected(Method method) {
    return switch (method) {
      case QRIS -> List.of("qr_string", "qr_image_url");
      case GOPAY -> List.of("qr_image_url", "deeplink_url");
      case SHOPEEPAY -> List.of("deeplink_url");
      case BCA_VA, BNI_VA, BRI_VA, CIMB_VA, PERMATA_VA -> List.of("bank", "va_number");
      case MANDIRI_BILL -> List.of("biller_code", "bill_key");
      case INDOMARET, ALFAMART -> List.of("payment_code");
      default -> List.of("redirect_url");
    };
  }

  private static List<String> shown(PaymentInstructions instructions) {
    return instructions.getAllFields().keySet().stream()
        .map(field -> field.getName())
        .filter(name -> !name.equals("expires_at"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"BCA_VA, bca", "BNI_VA, bni", "BRI_VA, bri", "CIMB_VA, cimb", "PERMATA_VA, permata"})
  void aTransferNamesItsBank(Method method, String bank) {
    GatewayStatus status = Failures.known(gateway.charge(Client.ACCOUNT, Client.order(method)));

    assertThat(status.instructions().getBank()).isEqualTo(bank);
  }

  @ParameterizedTest
  @CsvSource({
    "tok-accept,    PAID,       capture",
    "tok-challenge, CHALLENGED, capture",
    "tok-deny,      DENIED,     deny",
    "tok-authorize, AUTHORIZED, authorize",
    "tok-3ds,       PENDING,    pending"
  })
  void aCardIsWhatItsBankSays(String token, State state, String word) {
    GatewayCharge card = Client.card(token);

    GatewayStatus charged = Failures.known(gateway.charge(Client.ACCOUNT, card));

    assertThat(charged.state()).isEqualTo(state);
    assertThat(charged.statusName()).isEqualTo(word);
    GatewayStatus later = Failures.known(gateway.status(Client.ACCOUNT, card.orderId()));
    assertThat(later.state()).isEqualTo(state);
    assertThat(charged.message().isEmpty()).isEqualTo(state != State.DENIED);
    if (state == State.PAID) {
      assertThat(later.paidAt()).isNotNull();
      assertThat(later.maskedCard()).isNotEmpty();
      assertThat(later.approvalCode()).isNotEmpty();
      assertThat(later.issuer()).isNotEmpty();
    }
  }

  @Test
  void whatIsPaidIsSeen() {
    gateway.charge(Client.ACCOUNT, order);

    assertThat(status().state()).isEqualTo(State.PENDING);
    simulator.control().pay(order.orderId());

    GatewayStatus paid = status();
    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.statusName()).isEqualTo("settlement");
    assertThat(paid.paidAt()).isNotNull();
    assertThat(Duration.between(order.orderedAt(), paid.paidAt()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void aFeeOfTheGatewaysIsToldApart() {
    gateway.charge(Client.ACCOUNT, order);
    simulator.control().payWithFee(order.orderId(), 1_000);

    GatewayStatus paid = status();

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.grossAmount()).isEqualTo(1_600_000);
    assertThat(paid.amount()).isEqualTo(1_500_000);
  }

  @Test
  void whatIsNotThereIsMissing() {
    GatewayAnswer.Missing missing = new GatewayAnswer.Missing();

    assertThat(gateway.status(Client.ACCOUNT, order.orderId())).isEqualTo(missing);
    assertThat(gateway.cancel(Client.ACCOUNT, order.orderId())).isEqualTo(missing);
    assertThat(gateway.expire(Client.ACCOUNT, order.orderId())).isEqualTo(missing);
    assertThat(gateway.refund(Client.ACCOUNT, refund("R1", 100_000))).isEqualTo(missing);
  }

  @Test
  void anAccountDoesNotSeeWhatAnotherCharged() {
    gateway.charge(Client.ACCOUNT, order);

    assertThat(
            gateway.status(
                TestAccounts.of("SB-Mid-server-another-one-altogether"), order.orderId()))
        .isEqualTo(new GatewayAnswer.Missing());
  }

  @Test
  void aRepeatedChargeIsTheSameOneWithTheSameCode() {
    GatewayStatus first = Failures.known(gateway.charge(Client.ACCOUNT, order));
    GatewayStatus second = Failures.known(gateway.charge(Client.ACCOUNT, order));

    assertThat(second).isEqualTo(first);
    simulator.control().advance(Duration.ofMinutes(6));
    assertThat(Failures.conflict(gateway.charge(Client.ACCOUNT, order)))
        .as("when the gateway has forgotten the key")
        .isEqualTo(406);
  }

  @Test
  void whatIsCancelledIsCancelledAndWhatIsPaidIsNot() {
    gateway.charge(Client.ACCOUNT, order);

    assertThat(Failures.known(gateway.cancel(Client.ACCOUNT, order.orderId())).state())
        .isEqualTo(State.CANCELLED);
    GatewayCharge paid = Client.order(Method.QRIS);
    gateway.charge(Client.ACCOUNT, paid);
    simulator.control().pay(paid.orderId());
    assertThat(Failures.conflict(gateway.cancel(Client.ACCOUNT, paid.orderId()))).isEqualTo(412);
    assertThat(Failures.conflict(gateway.expire(Client.ACCOUNT, paid.orderId()))).isEqualTo(412);
  }

  @Test
  void aPaymentThatBeatsItsCancellationIsAConflict() {
    gateway.charge(Client.ACCOUNT, order);
    simulator.control().fault(Fault.PAY_RACING_CANCEL, Operation.CANCEL, 1);

    assertThat(Failures.conflict(gateway.cancel(Client.ACCOUNT, order.orderId()))).isEqualTo(412);
    assertThat(status().state()).isEqualTo(State.PAID);
  }

  @Test
  void whatExpiresSaysSoWithTheCode407() {
    gateway.charge(Client.ACCOUNT, order);

    assertThat(Failures.known(gateway.expire(Client.ACCOUNT, order.orderId())).state())
        .isEqualTo(State.EXPIRED);
    assertThat(status().state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void whatStaysPendingPastItsTimeIsExpired() {
    simulator.control().fault(Fault.STUCK_PENDING, Operation.CHARGE, 1);
    gateway.charge(Client.ACCOUNT, order);
    simulator.control().advance(Duration.ofHours(1));

    assertThat(status().state()).isEqualTo(State.PENDING);
    assertThat(Failures.known(gateway.expire(Client.ACCOUNT, order.orderId())).state())
        .isEqualTo(State.EXPIRED);
  }

  @ParameterizedTest
  @EnumSource(names = {"QRIS", "GOPAY"})
  void moneyGoesBackInPartsOncePerKey(Method method) {
    order = Client.order(method);
    gateway.charge(Client.ACCOUNT, order);
    simulator.control().pay(order.orderId());

    gateway.refund(Client.ACCOUNT, refund("R1", 500_000));
    gateway.refund(Client.ACCOUNT, refund("R1", 500_000));
    GatewayStatus part = status();
    gateway.refund(Client.ACCOUNT, refund("R2", 1_000_000));
    GatewayStatus all = status();

    assertThat(part.state()).isEqualTo(State.PARTIALLY_REFUNDED);
    assertThat(part.refunded()).isEqualTo(500_000);
    assertThat(part.refunds()).extracting(GatewayStatus.ReportedRefund::key).containsExactly("R1");
    assertThat(all.state()).isEqualTo(State.REFUNDED);
    assertThat(all.refunded()).isEqualTo(1_500_000);
    assertThat(all.refunds())
        .extracting(GatewayStatus.ReportedRefund::amount)
        .containsExactly(500_000L, 1_000_000L);
    assertThat(all.paidAt()).isNotNull();
  }

  @Test
  void twoPaymentsMayHaveRefundsOfTheSameKey() {
    GatewayCharge other = Client.order(Method.QRIS);
    for (GatewayCharge charge : List.of(order, other)) {
      gateway.charge(Client.ACCOUNT, charge);
      simulator.control().pay(charge.orderId());
      GatewayStatus refunded =
          Failures.known(
              gateway.refund(
                  Client.ACCOUNT,
                  new GatewayRefund(charge.orderId(), Method.QRIS, "R1", 500_000, "cold")));
      assertThat(refunded.orderId()).isEqualTo(charge.orderId());
    }
  }

  @Test
  void aCardGivesBackItsOwnWay() {
    order = Client.card("tok-accept");
    gateway.charge(Client.ACCOUNT, order);
    simulator.control().settle(order.orderId());

    assertThat(Failures.known(gateway.refund(Client.ACCOUNT, refund("R1", 1_500_000))).state())
        .isEqualTo(State.REFUNDED);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "BCA_VA",
        "BNI_VA",
        "BRI_VA",
        "CIMB_VA",
        "PERMATA_VA",
        "MANDIRI_BILL",
        "INDOMARET",
        "ALFAMART"
      })
  void whatCannotGiveBackIsNotAsked(Method method) {
    order = Client.order(method);

    assertThat(Failures.kind(() -> gateway.refund(Client.ACCOUNT, refund("R1", 100_000))))
        .isEqualTo(Kind.REFUSED);
    assertThat(simulator.control().calls(Operation.REFUND)).isZero();
  }

  static Map<Fault, Integer> refusedRefunds() {
    return Map.of(
        Fault.REFUND_WINDOW_418,
        418,
        Fault.REFUND_BALANCE_414,
        414,
        Fault.business("406", "Refund id is duplicate"),
        406);
  }

  @Test
  void aRefusedRefundIsAConflict() {
    gateway.charge(Client.ACCOUNT, order);
    assertThat(Failures.conflict(gateway.refund(Client.ACCOUNT, refund("R0", 100_000))))
        .as("not paid yet")
        .isEqualTo(412);
    simulator.control().pay(order.orderId());

    refusedRefunds()
        .forEach(
            (fault, code) -> {
              simulator.control().fault(fault, Operation.REFUND, 1);
              assertThat(
                      Failures.conflict(
                          gateway.refund(
                              Client.ACCOUNT, refund(UUID.randomUUID().toString(), 100_000))))
                  .isEqualTo(code);
            });
  }

  static List<Fault> oddAnswers() {
    return List.of(Fault.CAPITALS, Fault.NO_FRAUD_STATUS, Fault.NUMERIC_STATUS_CODE);
  }

  @ParameterizedTest
  @MethodSource("oddAnswers")
  void oddAnswersAreUnderstood(Fault odd) {
    simulator.control().fault(odd, Operation.ANY, 3);
    order = Client.card("tok-accept");

    assertThat(Failures.known(gateway.charge(Client.ACCOUNT, order)).state()).isEqualTo(State.PAID);
    assertThat(status().state()).isEqualTo(State.PAID);
  }

  static List<Fault> lostAnswers() {
    return List.of(
        Fault.DROP,
        Fault.COMMIT_THEN_DROP,
        Fault.HTML_BODY,
        Fault.EMPTY_BODY,
        Fault.commitThenDelay(Duration.ofSeconds(5)));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void aChargeWhoseAnswerIsLostMayHaveHappenedAndIsNotRepeated(Fault fault) {
    simulator.control().fault(fault, Operation.CHARGE, 1);

    assertThat(Failures.kind(() -> gateway.charge(Client.ACCOUNT, order))).isEqualTo(Kind.LOST);
    assertThat(simulator.control().calls(Operation.CHARGE)).isEqualTo(1);
    GatewayAnswer found = gateway.status(Client.ACCOUNT, order.orderId());
    if (found instanceof GatewayAnswer.Known known) {
      assertThat(known.status().instructions().getQrString())
          .as("the code is gone with the answer")
          .isEmpty();
    } else {
      assertThat(fault).isEqualTo(Fault.DROP);
    }
  }

  static List<Fault> passingTroubles() {
    return List.of(
        Fault.ERROR_500, Fault.ERROR_502, Fault.ERROR_503, Fault.ERROR_504, Fault.ERROR_505);
  }

  @ParameterizedTest
  @MethodSource("passingTroubles")
  void troubleAtTheGatewayIsOutlastedByRepetition(Fault fault) {
    for (int healthy = 0; healthy < 5; healthy++) {
      // So that the circuit stays closed.
      gateway.status(Client.ACCOUNT, order.orderId());
    }
    simulator.control().reset();
    for (Operation operation : List.of(Operation.CHARGE, Operation.STATUS, Operation.REFUND)) {
      simulator.control().fault(fault, operation, 1);
    }

    assertThat(Failures.known(gateway.charge(Client.ACCOUNT, order)).state())
        .isEqualTo(State.PENDING);
    assertThat(status().state()).isEqualTo(State.PENDING);
    simulator.control().pay(order.orderId());
    assertThat(Failures.known(gateway.refund(Client.ACCOUNT, refund("R1", 500_000))).refunded())
        .isEqualTo(500_000);
    assertThat(simulator.control().calls(Operation.CHARGE)).isEqualTo(2);
    assertThat(simulator.control().calls(Operation.STATUS)).isEqualTo(2);
    assertThat(simulator.control().calls(Operation.REFUND)).isEqualTo(2);
  }

  @Test
  void troubleThatLastsLosesTheAnswer() {
    simulator.control().fault(Fault.ERROR_503, Operation.CHARGE, 3);

    assertThat(Failures.kind(() -> gateway.charge(Client.ACCOUNT, order))).isEqualTo(Kind.LOST);
    assertThat(simulator.control().calls(Operation.CHARGE)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"PERMATA_VA", "INDOMARET"})
  void whatTheGatewayCannotTellFromARepetitionIsNotRepeated(Method method) {
    simulator.control().fault(Fault.ERROR_503, Operation.CHARGE, 1);

    assertThat(Failures.kind(() -> gateway.charge(Client.ACCOUNT, Client.order(method))))
        .isEqualTo(Kind.LOST);
    assertThat(simulator.control().calls(Operation.CHARGE)).isEqualTo(1);
  }

  @Test
  void aStatusIsAskedForAgainWhateverBecameOfTheAnswer() {
    gateway.charge(Client.ACCOUNT, order);
    simulator.control().fault(Fault.DROP, Operation.STATUS, 1);
    assertThat(status().state()).isEqualTo(State.PENDING);

    simulator.control().fault(Fault.delay(Duration.ofSeconds(20)), Operation.STATUS, 1);
    assertThat(status().state()).as("in the time that is left").isEqualTo(State.PENDING);
  }

  @Test
  void refusalsAreOfTheirKindAndNotRepeated() {
    Map<Fault, Kind> refusals =
        Map.of(
            Fault.UNAUTHORIZED_401,
            Kind.UNAUTHORIZED,
            Fault.RATE_LIMIT,
            Kind.RATE_LIMITED,
            Fault.CHANNEL_402,
            Kind.REFUSED,
            Fault.ACCOUNT_410,
            Kind.REFUSED,
            Fault.TOKEN_411,
            Kind.REFUSED,
            Fault.error(400, "bad"),
            Kind.REFUSED);
    refusals.forEach(
        (fault, kind) -> {
          long before = simulator.control().calls(Operation.CHARGE);
          simulator.control().fault(fault, Operation.CHARGE, 1);
          GatewayCharge charge = Client.order(Method.QRIS);
          assertThat(Failures.kind(() -> gateway.charge(Client.ACCOUNT, charge))).isEqualTo(kind);
          assertThat(simulator.control().calls(Operation.CHARGE)).isEqualTo(before + 1);
        });
  }

  private GatewayStatus status() {
    return Failures.known(gateway.status(Client.ACCOUNT, order.orderId()));
  }

  private GatewayRefund refund(String key, long amount) {
    return new GatewayRefund(order.orderId(), order.method(), key, amount, "cold");
  }
}
