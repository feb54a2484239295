package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidPaymentRequest;
import id.laris.pos.v1.VoidPaymentResponse;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Tenders, tips, change and voided payments. */
@SalesTest
class PaymentTest {

  private static final long TOTAL = 1_200_000;
  private static final long MOST = 1_000_000_000_000_000L;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private UUID tenant;
  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    tenant = UUID.randomUUID();
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", TOTAL);
  }

  @Test
  void severalTendersShareAnOrderAndKeepTheirOrder() {
    Order open = till.open(tea, 1);
    till.pay(open, Payment.Type.CARD, 300_000);
    till.pay(open, Payment.Type.QRIS, 400_000);
    Order paid = till.pay(open, Payment.Type.CASH, 1_000_000);

    assertThat(paid.getPaymentsList())
        .extracting(Payment::getPaymentType)
        .containsExactly(Payment.Type.CARD, Payment.Type.QRIS, Payment.Type.CASH);
    assertThat(paid.getPaidTotal()).isEqualTo(idr(TOTAL));
    assertThat(paid.getDue()).isEqualTo(idr(0));
    assertThat(paid.getChangeTotal()).isEqualTo(idr(500_000));
    assertThat(till.get(paid)).isEqualTo(paid);
  }

  @Test
  void paymentsWithClientsIdsKeepTheirOrderToo() {
    Order open = till.open(tea, 1);
    for (int i = 9; i > 0; i--) {
      String id = "%d0000000-0000-4000-8000-000000000000".formatted(i);
      till.sales().addPayment(payment(open, Payment.Type.CARD, i * 10_000L).setId(id).build());
    }

    assertThat(till.get(open).getPaymentsList())
        .extracting(payment -> payment.getAmount().getAmount())
        .containsExactly(
            90_000L, 80_000L, 70_000L, 60_000L, 50_000L, 40_000L, 30_000L, 20_000L, 10_000L);
  }

  @Test
  void whatIsTenderedIsAmountTipAndChange() {
    Order open = till.open(tea, 1);

    AddPaymentResponse answer =
        till.sales()
            .addPayment(
                payment(open, Payment.Type.CASH, TOTAL)
                    .setTip(100_000)
                    .setTendered(2_000_000)
                    .setReference("drawer 1")
                    .setCurrency("IDR")
                    .build());

    Payment payment = answer.getPayment();
    assertThat(payment).isEqualTo(answer.getOrder().getPayments(0));
    assertThat(payment.getOrderId()).isEqualTo(open.getId());
    assertThat(payment.getStatus()).isEqualTo(Payment.Status.CAPTURED);
    assertThat(payment.getAmount()).isEqualTo(idr(TOTAL));
    assertThat(payment.getTip()).isEqualTo(idr(100_000));
    assertThat(payment.getTendered()).isEqualTo(idr(2_000_000));
    assertThat(payment.getChange()).isEqualTo(idr(700_000));
    assertThat(payment.getReference()).isEqualTo("drawer 1");
    assertThat(payment.hasCreatedAt()).isTrue();
    assertThat(answer.getOrder().getTipTotal()).isEqualTo(idr(100_000));
    assertThat(answer.getOrder().getPaidTotal()).isEqualTo(idr(TOTAL));
  }

  @Test
  void aTipMayComeByCardAndIsNotInTheWayOfTheBalance() {
    Order open = till.open(tea, 1);

    Order paid =
        till.sales()
            .addPayment(payment(open, Payment.Type.CARD, TOTAL).setTip(50_000).build())
            .getOrder();

    assertThat(paid.getDue()).isEqualTo(idr(0));
    assertThat(paid.getPayments(0).getTendered()).isEqualTo(idr(TOTAL + 50_000));
    assertThat(paid.getPayments(0).getChange()).isEqualTo(idr(0));
  }

  @Test
  void lessThanAmountAndTipIsNotTenderedAndOnlyCashMayBeMore() {
    Order open = till.open(tea, 1);

    Refusal.of(
            () ->
                till.sales()
                    .addPayment(
                        payment(open, Payment.Type.CASH, TOTAL)
                            .setTip(100)
                            .setTendered(TOTAL)
                            .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("tendered");
    Refusal.of(
            () ->
                till.sales()
                    .addPayment(
                        payment(open, Payment.Type.CARD, TOTAL).setTendered(TOTAL + 1).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("tendered");
    assertThat(till.get(open)).isEqualTo(open);
  }

  @ParameterizedTest
  @EnumSource(
      value = Payment.Type.class,
      names = {"CARD", "QRIS", "E_WALLET", "BANK_TRANSFER", "EXTERNAL"})
  void onlyCashMayExceedWhatIsDue(Payment.Type type) {
    Order open = till.open(tea, 1);

    Refusal.of(() -> till.pay(open, type, TOTAL + 1))
        .has(Reason.PAYMENT_EXCEEDS_BALANCE)
        .with("due", TOTAL)
        .with("amount", TOTAL + 1);
    assertThat(till.pay(open, type, TOTAL).getDue()).isEqualTo(idr(0));
  }

  @Test
  void aPaymentInAnotherCurrencyIsRefused() {
    Order open = till.open(tea, 1);
    AddPaymentRequest dollars = payment(open, Payment.Type.CASH, 100).setCurrency("USD").build();

    Refusal.of(() -> till.sales().addPayment(dollars))
        .has(Reason.CURRENCY_MISMATCH)
        .with("expected", "IDR")
        .with("actual", "USD");
  }

  @Test
  void aPaymentWithAClientsIdIsTakenOnce() {
    Order open = till.open(tea, 1);
    AddPaymentRequest request =
        payment(open, Payment.Type.CASH, 5_000_000)
            .setId(UUID.randomUUID().toString())
            .setTip(100)
            .setReference("r")
            .setVersion(open.getVersion())
            .build();
    AddPaymentResponse first = till.sales().addPayment(request);

    assertThat(till.sales().addPayment(request)).isEqualTo(first);
    assertThat(till.sales().addPayment(request.toBuilder().setTendered(5_000_100).build()))
        .isEqualTo(first);
    for (AddPaymentRequest.Builder other :
        new AddPaymentRequest.Builder[] {
          request.toBuilder().setAmount(TOTAL),
          request.toBuilder().setPaymentType(Payment.Type.CARD),
          request.toBuilder().setTip(0),
          request.toBuilder().setTendered(6_000_000),
          request.toBuilder().setReference("s")
        }) {
      Refusal.of(() -> till.sales().addPayment(other.build())).has(Reason.ALREADY_EXISTS);
    }
    Order completed = till.complete(open);
    assertThat(till.sales().addPayment(request).getOrder()).isEqualTo(completed);
  }

  @Test
  void theIdOfAnotherOrdersPaymentIsRefused() {
    String id = UUID.randomUUID().toString();
    till.sales().addPayment(payment(till.open(tea, 1), Payment.Type.CASH, TOTAL).setId(id).build());
    Order other = till.open(tea, 1);

    Refusal.of(
            () ->
                till.sales().addPayment(payment(other, Payment.Type.CASH, TOTAL).setId(id).build()))
        .has(Reason.ALREADY_EXISTS)
        .with("resource", "payment");
    assertThat(till.get(other)).isEqualTo(other);
  }

  @Test
  void theLargestAmountsAreTakenAndLargerOnesRefused() {
    Order open = till.open(tea, 1);
    AddPaymentRequest.Builder most = payment(open, Payment.Type.CASH, MOST).setTip(MOST);

    Refusal.of(() -> till.sales().addPayment(most.clone().setTendered(MOST).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("tendered");
    for (AddPaymentRequest.Builder larger :
        new AddPaymentRequest.Builder[] {
          most.clone().setAmount(MOST + 1),
          most.clone().setTip(Long.MAX_VALUE),
          most.clone().setTendered(Long.MAX_VALUE)
        }) {
      Refusal.of(() -> till.sales().addPayment(larger.build())).has(Reason.VALIDATION_FAILED);
    }
    Payment taken = till.sales().addPayment(most.build()).getPayment();
    assertThat(taken.getChange()).isEqualTo(idr(MOST - TOTAL));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aPaymentIsMoreThanNothing(long amount) {
    Order open = till.open(tea, 1);

    Refusal.of(() -> till.pay(open, amount)).has(Reason.VALIDATION_FAILED).naming("amount");
    Refusal.of(() -> till.pay(open, Payment.Type.TYPE_UNSPECIFIED, 100))
        .has(Reason.VALIDATION_FAILED)
        .naming("payment_type");
  }

  @Test
  void aVoidedPaymentStaysInTheBooksAndDoesNotCount() {
    Order open = till.open(tea, 1);
    Order paid =
        till.sales()
            .addPayment(payment(open, Payment.Type.CASH, 2_000_000).setTip(100).build())
            .getOrder();
    VoidPaymentRequest request =
        VoidPaymentRequest.newBuilder()
            .setOrderId(open.getId())
            .setPaymentId(paid.getPayments(0).getId())
            .setReason("counted wrong")
            .setVersion(paid.getVersion())
            .build();

    VoidPaymentResponse answer = till.sales().voidPayment(request);

    assertThat(answer.getPayment().getStatus()).isEqualTo(Payment.Status.VOIDED);
    assertThat(answer.getPayment().getVoidReason()).isEqualTo("counted wrong");
    assertThat(answer.getPayment().hasVoidedAt()).isTrue();
    assertThat(answer.getOrder().getPaidTotal()).isEqualTo(idr(0));
    assertThat(answer.getOrder().getTipTotal()).isEqualTo(idr(0));
    assertThat(answer.getOrder().getChangeTotal()).isEqualTo(idr(0));
    assertThat(answer.getOrder().getDue()).isEqualTo(idr(TOTAL));
    assertThat(till.sales().voidPayment(request)).isEqualTo(answer);
    Refusal.of(() -> till.complete(open)).has(Reason.INSUFFICIENT_PAYMENT).with("paid", 0);
    assertThat(till.reopen(open).getStatus()).isEqualTo(Order.Status.DRAFT);
  }

  @Test
  void moneyThatWasTakenIsGivenBackOnlyByACallerWhoMayVoid() {
    Till cashier = new Till(calls.as(tenant, "sales.read sales.write"));
    Order open = cashier.open(tea, 1);
    Order paid = cashier.pay(open, 200_000);
    String payment = paid.getPayments(0).getId();

    Refusal.of(() -> cashier.voidPayment(open, payment))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.void");
    assertThat(cashier.get(open)).isEqualTo(paid);
    Order voided = till.voidPayment(open, payment);

    assertThat(voided.getPayments(0).getStatus()).isEqualTo(Payment.Status.VOIDED);
    assertThat(cashier.voidPayment(open, payment)).as("it is void already").isEqualTo(voided);
  }

  @Test
  void anotherOrdersPaymentIsNotFound() {
    Order paid = till.paid(tea, 1);
    Order other = till.open(tea, 1);

    Refusal.of(() -> till.voidPayment(other, paid.getPayments(0).getId()))
        .has(Reason.NOT_FOUND)
        .with("resource", "payment");
  }

  @Test
  void voidingAnOrderVoidsItsPaymentsAndNeedsAReason() {
    Order open = till.open(tea, 1);
    Order part = till.pay(open, 200_000);
    till.voidPayment(open, part.getPayments(0).getId());
    till.pay(open, Payment.Type.CARD, 300_000);
    VoidOrderRequest request =
        VoidOrderRequest.newBuilder().setOrderId(open.getId()).setReason("left").build();

    Refusal.of(() -> till.sales().voidOrder(request.toBuilder().setReason("  ").build()))
        .has(Reason.REASON_REQUIRED)
        .naming("reason");
    Order voided = till.sales().voidOrder(request).getOrder();

    assertThat(voided.getStatus()).isEqualTo(Order.Status.VOIDED);
    assertThat(voided.getVoidReason()).isEqualTo("left");
    assertThat(voided.hasVoidedAt()).isTrue();
    assertThat(voided.getReceiptNumber()).isEmpty();
    assertThat(voided.getPaymentsList())
        .extracting(Payment::getVoidReason)
        .containsExactly("wrong card", "left");
    assertThat(voided.getPaidTotal()).isEqualTo(idr(0));
    assertThat(till.sales().voidOrder(request.toBuilder().setReason("again").build()).getOrder())
        .isEqualTo(voided);
  }

  @Test
  void voidingNeedsItsOwnScope() {
    UUID tenant = UUID.randomUUID();
    Till cashier = new Till(calls.as(tenant, "sales.read sales.write"));
    Order open = cashier.open(tea, 1);

    Refusal.of(() -> cashier.voidOrder(open))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.void");
    assertThat(new Till(calls.as(tenant, "sales.void")).voidOrder(open).getStatus())
        .isEqualTo(Order.Status.VOIDED);
  }

  private static AddPaymentRequest.Builder payment(Order order, Payment.Type type, long amount) {
    return AddPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentType(type)
        .setAmount(amount);
  }
}
