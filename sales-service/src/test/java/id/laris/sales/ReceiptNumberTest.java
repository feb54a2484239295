package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Receipt numbers have no gaps and no duplicates, whatever happens at the same time. */
@SalesTest
class ReceiptNumberTest {

  private static final int SALES = 200;
  private static final int POISONED = 20;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired DatabaseSettings database;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", 1_200_000);
  }

  @Test
  void completionsThatAreRolledBackAfterTheirNumberWasTakenLeaveNoGap() {
    List<Order> paid = new ArrayList<>();
    for (int i = 0; i < SALES; i++) {
      paid.add(paid(isPoisoned(i) ? Poison.NOTES : ""));
    }
    List<String> numbers = new ArrayList<>();

    Poison.in(
        database,
        () -> {
          var outcomes = Parallel.times(SALES, i -> completed(paid.get(i)).getReceiptNumber());
          assertThat(Parallel.failures(outcomes))
              .hasSize(POISONED)
              .allSatisfy(
                  thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.INTERNAL));
          numbers.addAll(Parallel.successes(outcomes));
        });

    assertThat(numbers).containsExactlyInAnyOrderElementsOf(numbers(1, SALES - POISONED));
    for (int i = 0; i < SALES; i++) {
      Order order = till.get(paid.get(i));
      assertThat(order.getStatus())
          .isEqualTo(isPoisoned(i) ? Order.Status.OPEN : Order.Status.COMPLETED);
      if (isPoisoned(i)) {
        numbers.add(till.complete(order).getReceiptNumber());
      }
    }
    assertThat(numbers).containsExactlyInAnyOrderElementsOf(numbers(1, SALES));
  }

  @Test
  void parallelCheckoutsOfWhichSomeFailAreNumberedWithoutAGap() {
    CheckoutRequest good =
        Sales.sale(Sales.item(tea, 1)).addPayments(Sales.cash(1_200_000)).build();
    CheckoutRequest unpaid = Sales.sale(Sales.item(tea, 1)).addPayments(Sales.cash(1)).build();

    var outcomes =
        Parallel.times(60, i -> till.sales().checkout(i % 3 == 0 ? unpaid : good).getOrder());

    assertThat(Parallel.failures(outcomes))
        .hasSize(20)
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.INSUFFICIENT_PAYMENT));
    assertThat(Parallel.successes(outcomes).stream().map(Order::getReceiptNumber))
        .containsExactlyInAnyOrderElementsOf(numbers(1, 40));
  }

  @Test
  void parallelCompletionsOfOneOrderGiveItOneNumber() {
    Order paid = till.paid(tea, 1);

    var outcomes = Parallel.times(20, i -> till.complete(paid));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(till.get(paid));
    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).endsWith("-0002");
  }

  @Test
  void parallelCheckoutsWithOneIdAreOneSale() {
    CheckoutRequest request =
        Sales.sale(Sales.item(tea, 1))
            .setId(UUID.randomUUID().toString())
            .addPayments(Sales.cash(1_200_000))
            .build();

    var outcomes = Parallel.times(20, i -> till.sales().checkout(request).getOrder());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).endsWith("-0002");
  }

  @Test
  void eachTenantCountsForItself() {
    Till other = new Till(calls.as(UUID.randomUUID()));

    assertThat(till.complete(till.paid(tea, 1)).getReceiptNumber()).endsWith("-0001");
    assertThat(other.complete(other.paid(tea, 1)).getReceiptNumber()).endsWith("-0001");
  }

  /** Tries again where 200 are too many for the pool of connections: the answer says so. */
  private Order completed(Order order) {
    while (true) {
      try {
        return till.complete(order);
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
          throw e;
        }
      }
    }
  }

  private Order paid(String notes) {
    Order draft =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setNotes(notes).build())
            .getOrder();
    return till.pay(till.finalizeOrder(till.add(draft, tea, 1)), 1_200_000);
  }

  private static boolean isPoisoned(int sale) {
    return sale % (SALES / POISONED) == 0;
  }

  private static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> "POS-20260115-%04d".formatted(number))
        .toList();
  }
}
