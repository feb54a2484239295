package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The sale of the getting-started guide, with possible failures. */
@SalesTest
class SaleTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private Till till;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
  }

  @Test
  void aSaleGoesFromItsFirstItemToItsReceipt() {
    String latte = catalog.sell("Iced Latte", 2_500_000);

    Order draft = till.create();
    assertThat(draft.getStatus()).isEqualTo(Status.DRAFT);
    Order withItem = till.add(draft, latte, 2);
    assertThat(withItem.getTotal()).isEqualTo(idr(5_000_000));
    Order open = till.finalizeOrder(withItem);
    assertThat(open.getStatus()).isEqualTo(Status.OPEN);
    Order paid = till.pay(open, 5_000_000);
    assertThat(paid.getDue()).isEqualTo(idr(0));
    Order completed = till.complete(paid);

    assertThat(completed.getStatus()).isEqualTo(Status.COMPLETED);
    assertThat(completed.getReceiptNumber()).isEqualTo("POS-20260115-0001");
    assertThat(till.get(completed)).isEqualTo(completed);
    assertThat(till.complete(completed)).isEqualTo(completed);
  }

  @Test
  void cashAboveWhatIsDueIsGivenBackAndOtherTendersMayNotExceedIt() {
    Order open = till.finalizeOrder(till.add(till.create(), catalog.sell("Tea", 1_200_000), 1));

    Refusal.of(() -> till.pay(open, Payment.Type.CARD, 1_300_000))
        .has(Reason.PAYMENT_EXCEEDS_BALANCE)
        .with("due", 1_200_000)
        .with("amount", 1_300_000);
    Order card = till.pay(open, Payment.Type.CARD, 200_000);
    Order paid = till.pay(card, 5_000_000);

    assertThat(paid.getPaidTotal()).isEqualTo(idr(1_200_000));
    assertThat(paid.getChangeTotal()).isEqualTo(idr(4_000_000));
    Refusal.of(() -> till.pay(paid, 100)).has(Reason.PAYMENT_EXCEEDS_BALANCE);
  }

  @Test
  void anUnpaidOrderIsNotCompleted() {
    Order open = till.finalizeOrder(till.add(till.create(), catalog.sell("Tea", 1_200_000), 1));
    till.pay(open, 200_000);

    Refusal.of(() -> till.complete(open))
        .has(Reason.INSUFFICIENT_PAYMENT)
        .with("total", 1_200_000)
        .with("paid", 200_000)
        .with("due", 1_000_000);
    assertThat(till.get(open).getStatus()).isEqualTo(Status.OPEN);
  }

  @Test
  void theReceiptIsPrintedForPaperOfBothWidths() {
    Order completed = till.complete(till.paid(catalog.sell("Iced Latte", 2_500_000), 2));

    for (int width : new int[] {58, 80}) {
      Receipt receipt =
          till.sales()
              .getReceipt(
                  GetReceiptRequest.newBuilder()
                      .setOrderId(completed.getId())
                      .setFormat(Receipt.Format.TEXT)
                      .setWidth(width)
                      .build())
              .getReceipt();
      assertThat(receipt.getText())
          .contains("POS-20260115-0001", "Iced Latte - Regular", "2 x 25,000", "50,000");
      assertThat(receipt.getText().lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width == 58 ? 32 : 48));
    }
  }
}
