package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Events of a transaction change its payment, whenever they come. */
@SalesTest
class TransactionEventTest {

  private static final long TOTAL = 1_200_000;
  private static final long HALF = 600_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired Reach reach;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private Till till;
  private String tea;
  private Order open;

  @BeforeEach
  void anOrderOfANewTenant() {
    reach.restore();
    qr = new Qr(calls, payments, database);
    till = qr.till();
    tea = catalog.sell("Tea", TOTAL);
    open = till.open(tea, 1);
  }

  @AfterEach
  void behave() {
    payments.behave();
  }

  @Test
  void paidItIsCapturedAndTheTillCompletesTheOrder() {
    Payment payment = qr.ask(open, TOTAL);

    qr.changeState(payment, State.PAID);

    assertThat(qr.now(payment).getStatus()).isEqualTo(Status.CAPTURED);
    assertThat(qr.now(payment).hasCapturedAt()).isTrue();
    Order paid = till.get(open);
    assertThat(paid.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(paid.getDue()).isEqualTo(idr(0));
    assertThat(paid.getPendingTotal()).isEqualTo(idr(0));
    assertThat(qr.events(open))
        .containsExactly("OrderFinalized", "OrderPaymentRequested", "OrderPaymentCaptured");
    assertThat(qr.lastEvent(open)).isEqualTo(paid);
    assertThat(till.complete(open).getReceiptNumber()).endsWith("-0001");
  }

  @Test
  void paidItCompletesTheOrderByItselfWhereThatIsAskedFor() {
    Payment payment = qr.askToComplete(open, TOTAL);

    PaymentTransaction paid = qr.changeState(payment, State.PAID);

    Order completed = till.get(open);
    assertThat(completed.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(completed.getReceiptNumber()).endsWith("-0001");
    assertThat(qr.events(open))
        .containsExactly(
            "OrderFinalized", "OrderPaymentRequested", "OrderPaymentCaptured", "OrderCompleted");
    assertThat(qr.lastEvent(open)).isEqualTo(completed);
    qr.publish(paid);
    qr.publish(paid);
    assertThat(till.get(open)).as("the same event again changes nothing").isEqualTo(completed);
    assertThat(qr.events(open)).hasSize(4);
  }

  @Test
  void halfInCashAndHalfByQrIsAWholeSale() {
    Payment half = qr.askToComplete(open, HALF);
    till.pay(open, HALF);

    qr.changeState(half, State.PAID);

    assertThat(till.get(open).getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(till.get(open).getPaidTotal()).isEqualTo(idr(TOTAL));
  }

  @Test
  void aPaymentThatLeavesSomethingDueCompletesNothing() {
    Payment half = qr.askToComplete(open, HALF);

    qr.changeState(half, State.PAID);

    assertThat(till.get(open).getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(till.pay(open, HALF).getStatus()).isEqualTo(Order.Status.OPEN);
  }

  @Test
  void paidBeforeTheTillHasItsAnswerItStaysPaid() {
    String id = UUID.randomUUID().toString();
    payments.beforeNextAnswer(
        () -> {
          payments.changeState(qr.tenant(), id, State.PAID);
          qr.consumeEvents();
        });
    AddPaymentRequest.Builder request = Qr.request(open, TOTAL).setId(id);
    request.getGatewayBuilder().setCompleteOrder(true);

    Payment payment = qr.add(request).getPayment();

    assertThat(payment.getStatus()).isEqualTo(Status.CAPTURED);
    assertThat(qr.orderOf(payment).getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(qr.events(open))
        .containsExactly(
            "OrderFinalized", "OrderPaymentRequested", "OrderPaymentCaptured", "OrderCompleted");
  }

  @Test
  void anOlderEventChangesNothing() {
    Payment payment = qr.ask(open, TOTAL);
    PaymentTransaction pending = payments.transaction(qr.tenant(), payment.getId());
    PaymentTransaction expired = qr.changeState(payment, State.EXPIRED);
    qr.changeState(payment, State.PAID);
    Order paid = till.get(open);

    qr.publish(pending);
    qr.publish(expired);

    assertThat(till.get(open)).isEqualTo(paid);
    assertThat(qr.status(payment)).isEqualTo(Status.CAPTURED);
  }

  @Test
  void anEventThatChangesNothingMakesThoseBeforeItOld() {
    Payment payment = qr.ask(open, TOTAL);
    PaymentTransaction paid = qr.changeState(payment, State.PAID);
    Order captured = till.get(open);

    qr.publish(paid.toBuilder().setVersion(paid.getVersion() + 2).build());
    qr.publish(paid.toBuilder().setVersion(paid.getVersion() + 1).setState(State.REFUNDED).build());

    assertThat(till.get(open)).isEqualTo(captured);
    assertThat(qr.events(open))
        .containsExactly("OrderFinalized", "OrderPaymentRequested", "OrderPaymentCaptured");
  }

  @Test
  void whatWasHeardOfATransactionOutlivesAChangeOfItsDraft() {
    Payment payment = qr.ask(open, TOTAL);
    till.voidPayment(open, payment.getId());
    till.reopen(open);
    Order draft = till.add(open, tea, 1);

    PaymentTransaction cancelled = qr.changeState(payment, State.CANCELLED);
    till.add(draft, tea, 1);
    qr.publish(
        cancelled.toBuilder().setVersion(cancelled.getVersion() - 1).setState(State.PAID).build());

    assertThat(qr.status(payment)).isEqualTo(Status.VOIDED);
    assertThat(till.get(open).getItemsList()).hasSize(3);
  }

  @Test
  void anEventBringsWhatTheTillMustShowWhereTheAnswerWasLost() {
    payments.loseNext(Reason.GATEWAY_TIMEOUT);
    String id = UUID.randomUUID().toString();
    Refusal.of(() -> qr.add(Qr.request(open, TOTAL).setId(id))).has(Reason.GATEWAY_TIMEOUT);

    qr.publish(payments.transaction(qr.tenant(), id));

    Payment payment = till.get(open).getPayments(0);
    assertThat(payment.getInstructions().getQrString()).isEqualTo("QR of " + id);
    assertThat(payment.getTransactionId()).isNotEmpty();
    assertThat(qr.add(Qr.request(open, TOTAL).setId(id)).getPayment()).isEqualTo(payment);
    assertThat(payments.charges(qr.tenant())).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = State.class,
      names = {"DENIED", "CANCELLED", "EXPIRED", "FAILED"})
  void aPaymentThatEndsUnpaidIsFailedAndTheOrderMayBePaidOtherwise(State state) {
    Payment payment = qr.ask(open, TOTAL);

    qr.changeState(payment, state);

    assertThat(qr.status(payment)).isEqualTo(Status.FAILED);
    assertThat(qr.now(payment).getFailure()).isNotEmpty();
    assertThat(qr.events(open))
        .containsExactly("OrderFinalized", "OrderPaymentRequested", "OrderPaymentFailed");
    assertThat(till.voidPayment(open, payment.getId()).getPayments(0).getStatus())
        .as("there is nothing to take back")
        .isEqualTo(Status.FAILED);
    till.pay(open, TOTAL);
    assertThat(till.complete(open).getStatus()).isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void aReasonInTheGatewaysWordsIsPassedOn() {
    Payment payment = qr.ask(open, TOTAL);
    payments.change(
        qr.tenant(),
        payment.getId(),
        transaction -> transaction.setState(State.DENIED).setFailure("too little money"));

    qr.publish(payments.transaction(qr.tenant(), payment.getId()));

    assertThat(qr.now(payment).getFailure()).isEqualTo("too little money");
  }

  @Test
  void paidAfterItHadExpiredItIsCapturedWhileThereIsRoom() {
    Payment payment = qr.askToComplete(open, TOTAL);
    qr.changeState(payment, State.EXPIRED);

    qr.changeState(payment, State.PAID);

    assertThat(qr.status(payment)).isEqualTo(Status.CAPTURED);
    assertThat(qr.now(payment).getFailure()).isEmpty();
    assertThat(till.get(open).getStatus()).isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void paidAfterItHadExpiredItIsFlaggedWhereTheOrderIsPaidOrWaitsForAnother() {
    Payment first = qr.ask(open, TOTAL);
    qr.changeState(first, State.EXPIRED);
    Payment second = qr.ask(open, TOTAL);

    qr.changeState(first, State.PAID);
    assertThat(qr.status(first)).isEqualTo(Status.FLAGGED);
    assertThat(qr.status(second)).isEqualTo(Status.PENDING);
    qr.changeState(second, State.PAID);

    assertThat(qr.status(second)).isEqualTo(Status.CAPTURED);
    assertThat(till.get(open).getPaidTotal()).isEqualTo(idr(TOTAL));
    assertThat(qr.now(first).getFailure()).contains("paid in another way");
    assertThat(qr.events(open))
        .containsExactly(
            "OrderFinalized",
            "OrderPaymentRequested",
            "OrderPaymentFailed",
            "OrderPaymentRequested",
            "OrderPaymentFlagged",
            "OrderPaymentCaptured");
  }

  @Test
  void paidAfterTheOrderWasCompletedItIsFlaggedAndCanBeGivenBack() {
    Payment late = qr.ask(open, TOTAL);
    qr.changeState(late, State.EXPIRED);
    till.pay(open, TOTAL);
    Order completed = till.complete(open);

    qr.changeState(late, State.PAID);

    assertThat(qr.status(late)).isEqualTo(Status.FLAGGED);
    assertThat(qr.now(late).getFailure()).isEqualTo("the order was completed before it was paid");
    assertThat(till.get(open).getPaidTotal()).isEqualTo(completed.getPaidTotal());
    Order givenBack = till.voidPayment(open, late.getId());
    assertThat(givenBack.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(qr.status(late)).isEqualTo(Status.VOIDED);
    assertThat(qr.events(open)).endsWith("OrderPaymentFlagged", "OrderPaymentVoided");
    assertThat(qr.lastEvent(open)).isEqualTo(givenBack);
  }

  @Test
  void paidAfterTheOrderWasVoidedItIsFlaggedAndGivenBack() {
    Payment late = qr.ask(open, TOTAL);
    till.voidOrder(open);

    PaymentTransaction paid = qr.changeState(late, State.PAID);

    assertThat(qr.status(late)).isEqualTo(Status.FLAGGED);
    assertThat(qr.now(late).getFailure()).isEqualTo("the order was voided before it was paid");
    Order flagged = till.get(open);
    qr.publish(paid);
    assertThat(till.get(open)).isEqualTo(flagged);
    till.voidPayment(open, late.getId());
    assertThat(qr.status(late)).isEqualTo(Status.VOIDED);
    Order voided = till.get(open);
    qr.publish(paid);
    till.voidPayment(open, late.getId());
    assertThat(till.get(open)).as("nothing changes by repetition").isEqualTo(voided);
  }

  @Test
  void paidAfterItWasVoidedItIsFlagged() {
    Payment late = qr.ask(open, TOTAL);
    till.voidPayment(open, late.getId());
    till.pay(open, HALF);

    qr.changeState(late, State.PAID);

    assertThat(qr.status(late)).isEqualTo(Status.FLAGGED);
    assertThat(qr.now(late).getFailure()).isEqualTo("the payment was voided before it was paid");
    assertThat(till.get(open).getDue()).isEqualTo(idr(HALF));
  }

  @Test
  void aPaymentVoidedAfterItWasPaidStaysVoidedHoweverOftenTheEventComes() {
    Payment payment = qr.ask(open, TOTAL);
    PaymentTransaction paid = qr.changeState(payment, State.PAID);
    till.voidPayment(open, payment.getId());

    qr.publish(paid);

    assertThat(qr.status(payment)).isEqualTo(Status.VOIDED);
    assertThat(qr.events(open))
        .containsExactly(
            "OrderFinalized",
            "OrderPaymentRequested",
            "OrderPaymentCaptured",
            "OrderPaymentVoided");
    assertThat(qr.lastEvent(open).getPayments(0))
        .returns(paid.getId(), Payment::getTransactionId)
        .returns(Status.VOIDED, Payment::getStatus);
  }

  @Test
  void whatIsGivenBackOfAnOpenOrderCountsNoMore() {
    Payment payment = qr.ask(open, TOTAL);
    qr.changeState(payment, State.PAID);

    qr.refund(payment, 200_000);

    assertThat(qr.now(payment).getRefunded()).isEqualTo(idr(200_000));
    assertThat(qr.status(payment)).isEqualTo(Status.CAPTURED);
    assertThat(till.get(open).getDue()).isEqualTo(idr(200_000));
    Refusal.of(() -> till.complete(open)).has(Reason.INSUFFICIENT_PAYMENT).with("due", 200_000);
    till.pay(open, 200_000);
    Order completed = till.complete(open);
    assertThat(completed.getPaidTotal()).isEqualTo(idr(TOTAL));
    qr.refund(payment, 300_000);
    assertThat(till.get(open).getPaidTotal()).as("what was sold is sold").isEqualTo(idr(TOTAL));
    assertThat(qr.now(payment).getRefunded()).isEqualTo(idr(300_000));
    assertThat(qr.events(open)).endsWith("OrderCompleted", "OrderPaymentRefunded");
  }

  @Test
  void allGivenBackWhileTheOrderIsOpenItIsVoided() {
    Payment payment = qr.ask(open, TOTAL);
    qr.changeState(payment, State.PAID);
    qr.refund(payment, 200_000);

    qr.refund(payment, TOTAL);

    assertThat(qr.status(payment)).isEqualTo(Status.VOIDED);
    assertThat(qr.now(payment).getRefunded()).isEqualTo(idr(TOTAL));
    assertThat(till.get(open).getDue()).isEqualTo(idr(TOTAL));
    assertThat(qr.events(open)).endsWith("OrderPaymentRefunded", "OrderPaymentVoided");
  }

  @Test
  void allGivenBackOfACompletedOrderItStaysCaptured() {
    Payment payment = qr.askToComplete(open, TOTAL);
    qr.changeState(payment, State.PAID);

    qr.refund(payment, TOTAL);

    assertThat(qr.status(payment)).isEqualTo(Status.CAPTURED);
    assertThat(qr.now(payment).getRefunded()).isEqualTo(idr(TOTAL));
    assertThat(till.get(open).getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(till.get(open).getPaidTotal()).isEqualTo(idr(TOTAL));
  }

  @Test
  void allGivenBackOfAFlaggedOneItIsVoided() {
    Payment late = qr.ask(open, TOTAL);
    till.voidOrder(open);
    qr.changeState(late, State.PAID);

    qr.refund(late, TOTAL);

    assertThat(qr.status(late)).isEqualTo(Status.VOIDED);
    assertThat(qr.events(open)).endsWith("OrderPaymentFlagged", "OrderPaymentVoided");
  }

  @Test
  void reversedWhileTheOrderIsOpenItMustBePaidAgain() {
    Payment payment = qr.ask(open, TOTAL);
    PaymentTransaction paid = qr.changeState(payment, State.PAID);

    qr.changeState(payment, State.CHARGED_BACK);
    qr.publish(paid);

    assertThat(qr.status(payment)).as("also if an older event comes").isEqualTo(Status.FAILED);
    assertThat(qr.now(payment).getFailure()).contains("reversed");
    assertThat(till.get(open).getDue()).isEqualTo(idr(TOTAL));
    qr.changeState(payment, State.PAID);
    assertThat(qr.status(payment)).as("the bank thinks again").isEqualTo(Status.CAPTURED);
  }

  @Test
  void aSettlementThatIsDeniedAfterwardsOfACompletedOrderIsVisibleAndNotUndone() {
    Payment payment = qr.askToComplete(open, TOTAL);
    qr.changeState(payment, State.PAID);
    PaymentTransaction denied =
        payments.changeStateSilently(qr.tenant(), payment.getId(), State.DENIED);

    qr.publish("TransactionReversed", denied);

    Order reversed = till.get(open);
    assertThat(reversed.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(reversed.getPayments(0))
        .returns(Status.CAPTURED, Payment::getStatus)
        .returns(idr(TOTAL), Payment::getRefunded);
    assertThat(reversed.getPayments(0).getFailure()).contains("reversed");
    assertThat(qr.events(open)).endsWith("OrderCompleted", "OrderPaymentReversed");
    qr.publish("TransactionReversed", denied);
    assertThat(till.get(open)).isEqualTo(reversed);
  }

  @Test
  void reversedForAVoidedOneThereIsNothingToGiveBack() {
    Payment payment = qr.ask(open, TOTAL);
    qr.changeState(payment, State.PAID);
    till.voidPayment(open, payment.getId());

    qr.changeState(payment, State.CHARGED_BACK);

    assertThat(qr.status(payment)).isEqualTo(Status.VOIDED);
    assertThat(qr.now(payment).getRefunded()).isEqualTo(idr(TOTAL));
    assertThat(qr.events(open)).endsWith("OrderPaymentVoided", "OrderPaymentRefunded");
  }

  @Test
  void reversedForAFlaggedOneThereIsNothingToGiveBack() {
    Payment late = qr.ask(open, TOTAL);
    till.voidOrder(open);
    qr.changeState(late, State.PAID);

    qr.changeState(late, State.CHARGED_BACK);

    assertThat(qr.status(late)).isEqualTo(Status.FAILED);
  }

  @Test
  void moneyThatSomebodyElseAskedForIsAddedWhereItFits() {
    PaymentTransaction paid =
        payments.chargedElsewhere(qr.tenant(), open.getId(), "", HALF, State.PAID);

    qr.publish(paid);
    qr.publish(paid);

    assertThat(till.get(open).getPaymentsList())
        .singleElement()
        .returns(paid.getId(), Payment::getId)
        .returns(Payment.Type.E_WALLET, Payment::getPaymentType)
        .returns(Status.CAPTURED, Payment::getStatus)
        .returns(idr(HALF), Payment::getAmount);
    assertThat(till.get(open).getDue()).isEqualTo(idr(TOTAL - HALF));
  }

  @Test
  void moneyThatSomebodyElseAskedForIsFlaggedWhereItDoesNotFit() {
    qr.publish(payments.chargedElsewhere(qr.tenant(), open.getId(), "", TOTAL + 100, State.PAID));
    Order draft = till.draft(tea, 1);
    qr.publish(payments.chargedElsewhere(qr.tenant(), draft.getId(), "", TOTAL, State.PAID));

    assertThat(till.get(open).getPayments(0).getStatus()).isEqualTo(Status.FLAGGED);
    assertThat(till.get(open).getDue()).isEqualTo(idr(TOTAL));
    assertThat(till.get(draft).getPayments(0).getFailure()).contains("not finalized");
    assertThat(till.finalizeOrder(draft).getDue()).isEqualTo(idr(TOTAL));
  }

  @Test
  void moneyForAnotherAmountThanAPaymentWasAskedForIsNotThatPayment() {
    payments.loseNext(Reason.GATEWAY_TIMEOUT);
    String id = UUID.randomUUID().toString();
    Refusal.of(
            () ->
                qr.add(
                    Qr.request(open, HALF, Payment.Type.E_WALLET, PaymentTransaction.Method.GOPAY)
                        .setId(id)))
        .has(Reason.GATEWAY_TIMEOUT);
    PaymentTransaction less =
        payments.chargedElsewhere(qr.tenant(), open.getId(), id, 100, State.PAID);

    qr.publish(less);

    assertThat(till.get(open).getPaymentsList())
        .extracting(Payment::getId)
        .containsExactly(id, less.getId());
    assertThat(till.get(open).getPaidTotal()).isEqualTo(idr(100));
    assertThat(till.get(open).getPendingTotal()).isEqualTo(idr(HALF));
  }

  @Test
  void moneyForThePaymentOfAnotherOrderIsAddedUnderTheTransactionsId() {
    Payment other = qr.ask(till.open(tea, 1), TOTAL);
    PaymentTransaction paid =
        payments.chargedElsewhere(qr.tenant(), open.getId(), other.getId(), HALF, State.PAID);

    qr.publish(paid);

    assertThat(till.get(open).getPayments(0).getId()).isEqualTo(paid.getId());
    assertThat(qr.status(other)).isEqualTo(Status.PENDING);
  }

  @Test
  void aTransactionPaysOneOrderOnly() {
    PaymentTransaction paid =
        payments.chargedElsewhere(qr.tenant(), open.getId(), "", HALF, State.PAID);
    qr.publish(paid);
    Order other = till.open(tea, 1);

    qr.publish(
        paid.toBuilder()
            .setOrderId(other.getId())
            .setPaymentId(UUID.randomUUID().toString())
            .build());

    assertThat(till.get(open).getPaidTotal()).isEqualTo(idr(HALF));
    assertThat(till.get(other)).isEqualTo(other);
  }

  @Test
  void whatNeedsNoPaymentIsNotAdded() {
    qr.publish(payments.chargedElsewhere(qr.tenant(), open.getId(), "", HALF, State.PENDING));
    qr.publish(
        payments.chargedElsewhere(qr.tenant(), UUID.randomUUID().toString(), "", HALF, State.PAID));

    assertThat(till.get(open)).isEqualTo(open);
  }

  @Test
  void manyOrdersArePaidTogether() {
    var orders = IntStream.range(0, 40).mapToObj(i -> till.open(tea, 1)).toList();
    var all = orders.stream().map(order -> qr.askToComplete(order, TOTAL)).toList();

    all.forEach(payment -> payments.changeState(qr.tenant(), payment.getId(), State.PAID));
    qr.consumeEvents();

    assertThat(orders.stream().map(till::get))
        .allSatisfy(order -> assertThat(order.getStatus()).isEqualTo(Order.Status.COMPLETED))
        .extracting(Order::getReceiptNumber)
        .doesNotHaveDuplicates();
  }
}
