package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.ReconcileTransactionsRequest;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.Snapshot;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * After any failures in any order, Laris agrees with the gateway when all work has settled: random
 * histories of charges, payments, cancellations, refunds, lost and wrong answers, and notifications
 * that are lost, late, doubled, forged and false. A history is told by its number, which repeats
 * it.
 */
@PaymentTest
class RandomHistoriesTest {

  private static final int HISTORIES = 80;
  private static final int STEPS = 14;
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final List<Method> METHODS =
      List.of(
          Method.QRIS,
          Method.GOPAY,
          Method.SHOPEEPAY,
          Method.BCA_VA,
          Method.PERMATA_VA,
          Method.MANDIRI_BILL,
          Method.INDOMARET,
          Method.CARD);

  private static final List<Fault> FAULTS =
      List.of(
          Fault.COMMIT_THEN_DROP,
          Fault.COMMIT_THEN_DROP,
          Fault.DROP,
          Fault.HTML_BODY,
          Fault.EMPTY_BODY,
          Fault.COMMIT_THEN_500,
          Fault.ERROR_503,
          Fault.RATE_LIMIT,
          Fault.CAPITALS,
          Fault.NUMERIC_STATUS_CODE,
          Fault.NO_FRAUD_STATUS);

  private static final List<WebhookFault> WEBHOOK_FAULTS =
      List.of(
          WebhookFault.DROP,
          WebhookFault.DUPLICATE,
          WebhookFault.REORDER,
          WebhookFault.FORGED_SIGNATURE,
          WebhookFault.FALSE_STATUS,
          WebhookFault.WRONG_AMOUNT,
          WebhookFault.CAPITALS);

  private static final Set<WebhookFault> UNHEARD =
      Set.of(WebhookFault.DROP, WebhookFault.FORGED_SIGNATURE, WebhookFault.FALSE_STATUS);

  /** Maps the gateway's statuses to states. */
  private static final Map<String, State> STATES =
      Map.ofEntries(
          Map.entry("pending", State.PENDING),
          Map.entry("capture", State.PAID),
          Map.entry("settlement", State.PAID),
          Map.entry("deny", State.DENIED),
          Map.entry("cancel", State.CANCELLED),
          Map.entry("expire", State.EXPIRED),
          Map.entry("failure", State.FAILED),
          Map.entry("partial_refund", State.PARTIALLY_REFUNDED),
          Map.entry("refund", State.REFUNDED),
          Map.entry("chargeback", State.CHARGED_BACK));

  private static final Set<String> LIVE =
      Set.of("pending", "capture", "settlement", "partial_refund", "refund", "chargeback");

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired FakeClock clock;

  @Test
  void atRestTheBooksSayWhatTheGatewaySays() {
    int paid = 0;
    int refunded = 0;
    for (int number = 1; number <= HISTORIES; number++) {
      History history = new History(number);
      history.happen();
      history.comeToRest();
      history.compare();
      paid += history.count(State.PAID);
      refunded += history.count(State.REFUNDED) + history.count(State.PARTIALLY_REFUNDED);
    }
    // Histories in which nothing ever works would prove nothing.
    assertThat(paid).isGreaterThan(HISTORIES / 5);
    assertThat(refunded).isGreaterThan(HISTORIES / 20);
  }

  private final class History {

    private final int number;
    private final Random random;
    private final SimulatorControl midtrans = simulator.control();
    private final Merchant merchant = merchants.only();
    private final List<ChargeRequest.Builder> charges = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** A notification was lost: the daily comparison finds its change. */
    private boolean deaf;

    History(int number) {
      this.number = number;
      this.random = new Random(number);
    }

    void happen() {
      charge();
      for (int step = 0; step < STEPS; step++) {
        merchants.circuitBreaker().reset();
        if (random.nextInt(4) == 0) {
          goWrong();
        }
        step();
      }
    }

    private void goWrong() {
      if (random.nextBoolean()) {
        Operation operation = any(List.of(Operation.values()));
        Fault fault =
            operation == Operation.CANCEL && random.nextBoolean()
                ? Fault.PAY_RACING_CANCEL
                : any(FAULTS);
        told.add("%s at %s".formatted(fault, operation));
        midtrans.fault(fault, operation, 1);
      } else {
        WebhookFault fault = any(WEBHOOK_FAULTS);
        deaf |= UNHEARD.contains(fault);
        told.add("webhook " + fault);
        midtrans.webhookFault(fault, 1);
      }
    }

    private void step() {
      switch (random.nextInt(12)) {
        case 0 -> charge();
        case 1 -> attempt("charge again", () -> merchant.charge(any(charges)));
        case 2, 3, 4 -> atGateway("pay", order -> midtrans.pay(order));
        case 5 ->
            atGateway(
                "the bank's side",
                order -> {
                  if (random.nextBoolean()) {
                    midtrans.deny(order);
                  } else {
                    midtrans.expire(order);
                  }
                });
        case 6 -> attempt("cancel", () -> merchant.cancel(any(charges).getId()));
        case 7 ->
            attempt(
                "refund",
                () ->
                    merchant.refund(
                        any(charges).getId(),
                        100_000L * random.nextInt(6),
                        // Some keys come twice.
                        number + "-" + random.nextInt(3)));
        case 8 -> atGateway("dashboard refund", order -> midtrans.refundByDashboard(order, 1_000));
        case 9 -> {
          Duration pause =
              any(List.of(Duration.ofSeconds(6), Duration.ofMinutes(3), Duration.ofMinutes(20)));
          told.add("wait " + pause);
          clock.advance(pause);
          midtrans.advance(Duration.ZERO);
        }
        case 10 -> {
          told.add("sweep");
          merchant.sweep();
        }
        default -> attempt("sync", () -> merchant.sync(any(charges).getId()));
      }
    }

    private void charge() {
      ChargeRequest.Builder request = Merchant.request(any(METHODS));
      if (request.getMethod() == Method.CARD) {
        request.setCardToken(any(List.of("tok-accept", "tok-3ds", "tok-deny")));
      }
      charges.add(request);
      attempt("charge " + request.getMethod(), () -> merchant.charge(request));
    }

    private void attempt(String what, Runnable call) {
      try {
        call.run();
        told.add(what);
      } catch (StatusRuntimeException e) {
        told.add("%s: %s".formatted(what, e.getStatus()));
      }
    }

    private void atGateway(String what, Consumer<String> event) {
      List<Snapshot> all = midtrans.transactions();
      if (all.isEmpty()) {
        return;
      }
      String order = any(all).orderId();
      try {
        event.accept(order);
        told.add(what);
      } catch (IllegalStateException | IllegalArgumentException e) {
        told.add("%s: not possible".formatted(what));
      }
    }

    /** Nothing goes wrong any more, and everybody has the time they need. */
    void comeToRest() {
      midtrans.clearFaults();
      merchants.circuitBreaker().reset();
      midtrans.deliverAll(SOON);
      for (Duration pause :
          List.of(
              Duration.ofSeconds(50),
              Duration.ofMinutes(3),
              Duration.ofMinutes(20),
              Duration.ofHours(2),
              Duration.ofHours(26),
              Duration.ofHours(26))) {
        clock.advance(pause);
        midtrans.advance(Duration.ZERO);
        merchant.sweep();
        midtrans.deliverAll(SOON);
      }
      if (deaf) {
        transactions().stream().map(this::dayOf).distinct().forEach(this::reconcile);
      }
    }

    private LocalDate dayOf(PaymentTransaction transaction) {
      return Instant.ofEpochSecond(transaction.getCreatedAt().getSeconds())
          .atOffset(ZoneOffset.ofHours(7))
          .toLocalDate();
    }

    private void reconcile(LocalDate day) {
      var _ =
          merchant
              .payments()
              .reconcileTransactions(
                  ReconcileTransactionsRequest.newBuilder()
                      .setDate(
                          Date.newBuilder()
                              .setYear(day.getYear())
                              .setMonth(day.getMonthValue())
                              .setDay(day.getDayOfMonth()))
                      .setRepair(true)
                      .build());
    }

    void compare() {
      for (PaymentTransaction ours : transactions()) {
        List<Snapshot> attempts = merchant.attemptsAtGateway(ours.getId());
        assertThat(attempts.stream().filter(attempt -> LIVE.contains(attempt.status())))
            .as("%s: attempts that may be paid of %s", this, ours)
            .hasSizeLessThanOrEqualTo(1);
        attempts.stream()
            .filter(attempt -> attempt.orderId().equals(ours.getGatewayOrderId()))
            .findFirst()
            .ifPresentOrElse(
                theirs -> compare(ours, theirs),
                () ->
                    assertThat(ours.getState())
                        .as("%s: %s is unknown there", this, ours)
                        .isIn(State.FAILED, State.CANCELLED, State.EXPIRED));
      }
    }

    private void compare(PaymentTransaction ours, Snapshot theirs) {
      assertThat(ours.getState())
          .as("%s: %s and %s", this, ours, theirs)
          .isEqualTo(STATES.get(theirs.status()));
      assertThat(ours.getRefunded().getAmount())
          .as("%s: %s and %s", this, ours, theirs)
          .isEqualTo(theirs.refundedAmount() * 100);
      assertThat(ours.getAmount().getAmount()).isEqualTo(theirs.originalAmount() * 100);
    }

    private List<PaymentTransaction> transactions() {
      return merchant
          .payments()
          .listTransactions(ListTransactionsRequest.getDefaultInstance())
          .getTransactionsList();
    }

    int count(State state) {
      return (int) transactions().stream().filter(ours -> ours.getState() == state).count();
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    @Override
    public String toString() {
      return "history %d: %s".formatted(number, String.join("; ", told));
    }
  }
}
