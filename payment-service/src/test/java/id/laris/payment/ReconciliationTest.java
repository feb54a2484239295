package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.type.Date;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AcknowledgeTransactionRequest;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.ReconcileTransactionsRequest;
import id.laris.pos.v1.ReconcileTransactionsResponse;
import id.laris.pos.v1.ReconcileTransactionsResponse.Difference;
import id.laris.pos.v1.ReconcileTransactionsResponse.Kind;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lists, transactions that need attention, and the comparison of a day with the gateway. */
@PaymentTest
class ReconciliationTest {

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired FakeClock clock;
  @Autowired MeterRegistry meters;

  private SimulatorControl midtrans;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    midtrans = simulator.control();
    merchant = merchants.only();
  }

  @Test
  void booksThatAgreeHaveNoDifferences() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    merchant.refund(paid.getId(), 500_000, paid.getId());
    merchant.charge(Method.BCA_VA);
    merchant.cancel(merchant.charge(Method.QRIS).getId());

    ReconcileTransactionsResponse day = reconcile(false);

    assertThat(day.getDifferencesList()).isEmpty();
    assertThat(day.getCompared()).isEqualTo(3);
    assertThat(day.getPaid().getAmount()).isEqualTo(Merchant.AMOUNT);
    assertThat(day.getRefunded().getAmount()).isEqualTo(500_000);
  }

  @Test
  void whatWasNotHeardOfIsReportedAndMadeGood() {
    midtrans.webhookFault(WebhookFault.DROP, 100);
    PaymentTransaction paid = merchant.charge(Method.QRIS);
    midtrans.pay(paid.getGatewayOrderId());
    PaymentTransaction refunded = merchant.charge(Method.CARD);
    midtrans.settle(refunded.getGatewayOrderId());
    midtrans.refundByDashboard(refunded.getGatewayOrderId(), 10_000);

    assertThat(reconcile(false).getDifferencesList())
        .extracting(
            Difference::getTransactionId,
            Difference::getKind,
            Difference::getOurs,
            Difference::getGateway)
        .containsExactlyInAnyOrder(
            tuple(paid.getId(), Kind.STATE, "PENDING", "PAID"),
            tuple(refunded.getId(), Kind.STATE, "PAID", "PARTIALLY_REFUNDED"),
            tuple(refunded.getId(), Kind.REFUNDED, "0", "1000000"));
    assertThat(reconcile(true).getDifferencesList())
        .allSatisfy(difference -> assertThat(difference.getRepaired()).isTrue());
    assertThat(reconcile(false).getDifferencesList()).isEmpty();

    assertThat(merchant.get(paid.getId()).getState()).isEqualTo(State.PAID);
    assertThat(merchant.get(refunded.getId()).getRefunded().getAmount()).isEqualTo(1_000_000);
  }

  @Test
  void whatTheGatewayDoesNotKnowOrDoesNotAnswerIsSaid() {
    PaymentTransaction forgotten = merchant.charge(Method.QRIS);
    merchant.awaitNotifications();
    midtrans.reset();
    assertThat(reconcile(false).getDifferencesList())
        .extracting(Difference::getTransactionId, Difference::getKind)
        .containsExactly(tuple(forgotten.getId(), Kind.MISSING_AT_GATEWAY));

    midtrans.fault(Fault.ERROR_503, Operation.STATUS, 3);
    assertThat(reconcile(false).getDifferencesList())
        .extracting(Difference::getTransactionId, Difference::getKind)
        .containsExactly(tuple(forgotten.getId(), Kind.NOT_COMPARED));
  }

  @Test
  void aDayIsComparedPageByPage() {
    for (int i = 0; i < 5; i++) {
      merchant.charge(Method.QRIS);
    }

    ReconcileTransactionsResponse first = reconcile(request().setPagination(page(3, "")));
    ReconcileTransactionsResponse second =
        reconcile(request().setPagination(page(3, first.getPagination().getNextPageToken())));

    assertThat(first.getCompared()).isEqualTo(3);
    assertThat(second.getCompared()).isEqualTo(2);
    assertThat(second.getPagination().getNextPageToken()).isEmpty();
  }

  @Test
  void aDayThatIsNoneIsRefused() {
    Refusal.of(() -> reconcile(ReconcileTransactionsRequest.newBuilder()))
        .has(Reason.VALIDATION_FAILED);
    Refusal.of(
            () ->
                reconcile(
                    ReconcileTransactionsRequest.newBuilder()
                        .setDate(Date.newBuilder().setYear(2026).setMonth(2).setDay(30))))
        .has(Reason.VALIDATION_FAILED)
        .naming("date");
    for (int year : new int[] {-5, 999_999, 999_999_999}) {
      Refusal.of(
              () ->
                  reconcile(
                      ReconcileTransactionsRequest.newBuilder()
                          .setDate(Date.newBuilder().setYear(year).setMonth(1).setDay(1))))
          .has(Reason.VALIDATION_FAILED)
          .naming("date");
    }
  }

  @Test
  void listsAreFiltered() {
    PaymentTransaction pending = merchant.charge(Method.QRIS);
    PaymentTransaction paid = merchant.paid(Method.CARD);

    assertThat(list(ListTransactionsRequest.newBuilder()))
        .extracting(PaymentTransaction::getId)
        .containsExactlyInAnyOrder(pending.getId(), paid.getId());
    assertThat(list(ListTransactionsRequest.newBuilder().addStates(State.PAID)))
        .extracting(PaymentTransaction::getId)
        .containsExactly(paid.getId());
    assertThat(list(ListTransactionsRequest.newBuilder().setMethod(Method.QRIS)))
        .extracting(PaymentTransaction::getId)
        .containsExactly(pending.getId());
    assertThat(list(ListTransactionsRequest.newBuilder().setOrderId(paid.getOrderId())))
        .extracting(PaymentTransaction::getId)
        .containsExactly(paid.getId());
    assertThat(
            list(
                ListTransactionsRequest.newBuilder()
                    .setFrom(Protos.timestamp(clock.instant().plusSeconds(1)))))
        .isEmpty();
    assertThat(list(ListTransactionsRequest.newBuilder().setNeedsAttention(true))).isEmpty();
  }

  @Test
  void whatSomebodyHasLookedAtIsOffTheList() {
    PaymentTransaction paid = merchant.paid(Method.PERMATA_VA);
    midtrans.settlementThenDeny(paid.getGatewayOrderId());
    merchant.awaitNotifications();
    ListTransactionsRequest.Builder attention =
        ListTransactionsRequest.newBuilder().setNeedsAttention(true);
    assertThat(list(attention)).extracting(PaymentTransaction::getId).containsExactly(paid.getId());

    PaymentTransaction seen =
        merchant
            .payments()
            .acknowledgeTransaction(
                AcknowledgeTransactionRequest.newBuilder().setTransactionId(paid.getId()).build())
            .getTransaction();

    assertThat(seen.getAttention()).isEqualTo(Attention.ATTENTION_UNSPECIFIED);
    assertThat(list(attention)).isEmpty();
    assertThat(meters.find("laris.payments.attention").counters())
        .extracting(counter -> counter.getId().getTag("kind"))
        .doesNotContain(Attention.ATTENTION_UNSPECIFIED.name());
  }

  private List<PaymentTransaction> list(ListTransactionsRequest.Builder request) {
    return merchant.payments().listTransactions(request.build()).getTransactionsList();
  }

  private ReconcileTransactionsResponse reconcile(boolean repair) {
    return reconcile(request().setRepair(repair));
  }

  private ReconcileTransactionsResponse reconcile(ReconcileTransactionsRequest.Builder request) {
    return merchant.payments().reconcileTransactions(request.build());
  }

  private ReconcileTransactionsRequest.Builder request() {
    LocalDate today = clock.instant().atOffset(ZoneOffset.ofHours(7)).toLocalDate();
    return ReconcileTransactionsRequest.newBuilder()
        .setDate(
            Date.newBuilder()
                .setYear(today.getYear())
                .setMonth(today.getMonthValue())
                .setDay(today.getDayOfMonth()));
  }

  private static PaginationRequest page(int size, String token) {
    return PaginationRequest.newBuilder().setPageSize(size).setPageToken(token).build();
  }
}
