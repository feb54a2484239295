package id.laris.payment.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentRefund.Channel;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A transaction follows reports of the gateway, and refuses illegal transitions. */
class TransactionTest {

  private static final Instant NOW = Instant.parse("2026-01-15T05:00:00Z");
  private static final long AMOUNT = 2_500_000;

  private final Transaction transaction = charged(Method.QRIS);

  @ParameterizedTest
  @CsvSource({
    "PENDING, PAID, PAID",
    "PENDING, EXPIRED, EXPIRED",
    "AUTHORIZED, PAID, PAID",
    "CHALLENGED, DENIED, DENIED",
    "EXPIRED, PAID, PAID",
    "PAID, PENDING, PAID",
    "PAID, AUTHORIZED, PAID",
    "PARTIALLY_REFUNDED, PENDING, PARTIALLY_REFUNDED",
    "PAID, DENIED, DENIED",
    "CHARGED_BACK, PAID, PAID",
  })
  void theGatewayIsFollowedButForALateWord(State before, State said, State after) {
    transaction.follow(says(before, AMOUNT), NOW);

    transaction.follow(says(said, AMOUNT), NOW);

    assertThat(transaction.state()).isEqualTo(after);
  }

  @Test
  void moneyThatIsTakenBackIsShown() {
    transaction.follow(says(State.PAID, AMOUNT), NOW);

    transaction.follow(says(State.CANCELLED, AMOUNT), NOW);

    assertThat(transaction.attention()).isEqualTo(Attention.REVERSED);
  }

  @Test
  void anotherAmountThanWasAskedForIsShownAndNotPaid() {
    transaction.follow(says(State.PENDING, AMOUNT), NOW);

    transaction.follow(says(State.PAID, AMOUNT - 100), NOW);
    assertThat(transaction.state()).isEqualTo(State.PENDING);
    assertThat(transaction.attention()).isEqualTo(Attention.AMOUNT_MISMATCH);
    assertThat(transaction.paidAt()).isNull();

    transaction.follow(says(State.PAID, AMOUNT), NOW);
    assertThat(transaction.state()).isEqualTo(State.PAID);
    assertThat(transaction.attention()).isEqualTo(Attention.ATTENTION_UNSPECIFIED);
  }

  @Test
  void anotherAmountInTheFirstAnswerIsNoOpenQuestion() {
    transaction.follow(says(State.PAID, AMOUNT + 100), NOW);

    assertThat(transaction.state()).isEqualTo(State.PENDING);
    assertThat(transaction.attention()).isEqualTo(Attention.AMOUNT_MISMATCH);
  }

  @Test
  void aRefundOfWhichOnlyTheSumIsKnownIsTakenOverOnce() {
    transaction.follow(says(State.PAID, AMOUNT), NOW);

    transaction.follow(refunded(State.PARTIALLY_REFUNDED, 500_000, List.of()), NOW);
    transaction.follow(refunded(State.PARTIALLY_REFUNDED, 500_000, List.of()), NOW);

    assertThat(transaction.refunds().all()).hasSize(1);
    assertThat(transaction.refunded()).isEqualTo(500_000);
    assertThat(transaction.refundable()).isEqualTo(2_000_000);
  }

  @Test
  void ourOwnRefundInTheGatewaysBooksIsNotTakenForAnother() {
    transaction.follow(says(State.PAID, AMOUNT), NOW);
    UUID ours = UUID.randomUUID();
    transaction.refund(ours, new RequestedRefund("key", 500_000, "", Channel.GATEWAY), NOW);

    transaction.follow(
        refunded(
            State.PARTIALLY_REFUNDED,
            700_000,
            List.of(
                new GatewayStatus.ReportedRefund(ours.toString(), 500_000, ""),
                new GatewayStatus.ReportedRefund("of the dashboard", 200_000, ""))),
        NOW);

    assertThat(transaction.refunds().all()).hasSize(2);
    assertThat(transaction.refunds().open()).isEmpty();
    assertThat(transaction.refunded()).isEqualTo(700_000);
  }

  @Test
  void whatWasGivenBackByHandTheGatewayKnowsNothingOf() {
    transaction.follow(says(State.PAID, AMOUNT), NOW);
    transaction.refund(
        UUID.randomUUID(), new RequestedRefund("key", AMOUNT, "", Channel.MANUAL), NOW);
    assertThat(transaction.state()).isEqualTo(State.REFUNDED);

    transaction.follow(says(State.PAID, AMOUNT), NOW);

    assertThat(transaction.state()).isEqualTo(State.REFUNDED);
    assertThat(transaction.refunds().totalByGateway()).isZero();
  }

  @Test
  void aPaidTransactionRefusesWhatOnlyAnUnconfirmedOneAllows() {
    transaction.follow(says(State.PAID, AMOUNT), NOW);

    refuses(() -> transaction.endUnpaid(State.FAILED, "too late"));
    refuses(() -> transaction.markUnknown("too late"));
    refuses(transaction::startNextAttempt);
    refuses(() -> transaction.requestCancel("too late"));
    assertThat(transaction.state()).isEqualTo(State.PAID);
  }

  private static void refuses(ThrowingCallable transition) {
    PosException refusal = catchThrowableOfType(PosException.class, transition);
    assertThat(refusal).isNotNull();
    assertThat(refusal.reason()).isEqualTo(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void aLeaseIsTakenOnceUntilItEndsOrIsReleased() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    assertThat(transaction.takeLease(first, NOW, NOW.plusSeconds(10))).isTrue();

    assertThat(transaction.takeLease(second, NOW.plusSeconds(9), NOW.plusSeconds(19))).isFalse();
    assertThat(transaction.isLeasedBy(first)).isTrue();
    assertThat(transaction.takeLease(second, NOW.plusSeconds(10), NOW.plusSeconds(20))).isTrue();
    assertThat(transaction.isLeasedBy(first)).isFalse();

    transaction.releaseLease();
    assertThat(transaction.takeLease(first, NOW.plusSeconds(11), NOW.plusSeconds(21))).isTrue();
  }

  private static Transaction charged(Method method) {
    ChargeRequest request =
        ChargeRequest.newBuilder()
            .setOrderId(UUID.randomUUID().toString())
            .setAmount(AMOUNT)
            .setMethod(method)
            .build();
    return new Transaction(new RequestedCharge(UUID.randomUUID(), null, "hash", request), NOW);
  }

  private GatewayStatus says(State state, long amount) {
    return said(state, amount, 0, List.of());
  }

  private GatewayStatus refunded(
      State state, long refunded, List<GatewayStatus.ReportedRefund> refunds) {
    return said(state, AMOUNT, refunded, refunds);
  }

  private GatewayStatus said(
      State state, long amount, long refunded, List<GatewayStatus.ReportedRefund> refunds) {
    return new GatewayStatus(
        transaction.gatewayOrderId(),
        "at the gateway",
        state.name(),
        state,
        amount,
        amount,
        refunded,
        refunds,
        PaymentInstructions.getDefaultInstance(),
        null,
        "",
        "",
        "",
        "");
  }
}
