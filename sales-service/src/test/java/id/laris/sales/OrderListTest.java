package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders by page and by filter. */
@SalesTest
class OrderListTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired FakeClock clock;

  private Till till;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
  }

  @AfterEach
  void backToTheStart() {
    clock.set(FakeClock.START);
  }

  @Test
  void pagesGoOnWhereThePageBeforeEnded() {
    List<Order> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(till.create());
    }

    List<Order> seen = new ArrayList<>();
    String token = "";
    do {
      ListOrdersResponse page = list(page(2, token));
      assertThat(page.getPagination().getTotalCount()).isEqualTo(page.getOrdersCount());
      assertThat(page.getOrdersCount()).isBetween(1, 2);
      seen.addAll(page.getOrdersList());
      token = page.getPagination().getNextPageToken();
      made.add(till.create());
    } while (!token.isEmpty() && seen.size() < 100);

    assertThat(seen.stream().distinct()).hasSameSizeAs(seen);
    assertThat(seen).containsAll(made.subList(0, 5)).isEqualTo(made.subList(0, seen.size()));
  }

  @Test
  void theOldestComesFirstWhateverIdsClientsMake() {
    List<Order> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      UUID smallerThanBefore = new UUID(0x7fff_ffff_ffff_7fffL - 0x1_0000L * i, Long.MIN_VALUE);
      made.add(create(CreateOrderRequest.newBuilder().setId(smallerThanBefore.toString())));
      // Two of each moment: among those the ids decide.
      if (i % 2 == 1) {
        clock.advance(Duration.ofMillis(1));
      }
    }

    ListOrdersResponse first = list(page(3, ""));
    ListOrdersResponse second = list(page(3, first.getPagination().getNextPageToken()));

    assertThat(first.getOrdersList()).containsExactly(made.get(1), made.get(0), made.get(3));
    assertThat(second.getOrdersList()).containsExactly(made.get(2));
  }

  @Test
  void theNewestComesFirstWhereThatIsAskedFor() {
    List<Order> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(create(CreateOrderRequest.newBuilder().setId(UUID.randomUUID().toString())));
      clock.advance(Duration.ofMillis(1));
    }

    ListOrdersResponse first = list(page(2, "").setDescending(true));
    String token = first.getPagination().getNextPageToken();
    made.add(till.create());
    ListOrdersResponse second = list(page(9, token).setDescending(true));

    assertThat(first.getOrdersList()).containsExactly(made.get(4), made.get(3));
    assertThat(second.getOrdersList()).containsExactly(made.get(2), made.get(1), made.get(0));
    assertThat(second.getPagination().getNextPageToken()).isEmpty();
    Refusal.of(() -> list(page(2, token))).has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void aTokenThatWasNeverGivenIsRefused() {
    Order theirs = new Till(calls.as(UUID.randomUUID())).create();

    for (String token : List.of("nonsense", UUID.randomUUID().toString(), theirs.getId())) {
      Refusal.of(() -> list(page(2, token))).has(Reason.INVALID_PAGE_TOKEN);
    }
    Refusal.of(() -> list(page(-1, "")))
        .has(Reason.VALIDATION_FAILED)
        .naming("pagination.page_size");
  }

  @Test
  void aPageHasFiftyWhereNothingIsSaidAndAHundredAtTheMost() {
    for (int i = 0; i < 101; i++) {
      till.create();
    }

    assertThat(list(ListOrdersRequest.newBuilder()).getOrdersCount()).isEqualTo(50);
    assertThat(list(page(1_000, "")).getOrdersCount()).isEqualTo(100);
  }

  @Test
  void filtersAddUp() {
    String location = inventory.open("A1");
    String customer = customers.add("Siti");
    String employee = staff.hire();
    Order here = create(CreateOrderRequest.newBuilder().setLocationId(location));
    Order theirs =
        create(
            CreateOrderRequest.newBuilder()
                .setLocationId(location)
                .setCustomerId(customer)
                .setEmployeeId(employee));
    Order nowhere = till.create();
    Order voided = till.voidOrder(till.create());

    assertThat(of(ListOrdersRequest.newBuilder().setLocationId(location)))
        .containsExactly(here, theirs);
    assertThat(of(ListOrdersRequest.newBuilder().setCustomerId(customer))).containsExactly(theirs);
    assertThat(of(ListOrdersRequest.newBuilder().setEmployeeId(employee))).containsExactly(theirs);
    assertThat(of(ListOrdersRequest.newBuilder().setStatus(Order.Status.VOIDED)))
        .containsExactly(voided);
    assertThat(of(ListOrdersRequest.newBuilder().setStatus(Order.Status.DRAFT)))
        .containsExactly(here, theirs, nowhere);
    assertThat(
            of(
                ListOrdersRequest.newBuilder()
                    .setStatus(Order.Status.VOIDED)
                    .setLocationId(location)))
        .isEmpty();
  }

  @Test
  void timesIncludeTheBeginningAndNotTheEnd() {
    Order first = till.create();
    clock.advance(Duration.ofMinutes(1));
    Order second = till.create();
    clock.advance(Duration.ofMinutes(1));
    till.create();

    assertThat(
            of(
                ListOrdersRequest.newBuilder()
                    .setFrom(first.getCreatedAt())
                    .setTo(second.getCreatedAt())))
        .containsExactly(first);
    assertThat(
            of(
                ListOrdersRequest.newBuilder()
                    .setFrom(second.getCreatedAt())
                    .setTo(Timestamps.add(second.getCreatedAt(), Durations.fromSeconds(60)))))
        .containsExactly(second);
    Refusal.of(
            () ->
                of(
                    ListOrdersRequest.newBuilder()
                        .setFrom(Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))))
        .has(Reason.VALIDATION_FAILED)
        .naming("from");
  }

  private Order create(CreateOrderRequest.Builder request) {
    return till.sales().createOrder(request.build()).getOrder();
  }

  private List<Order> of(ListOrdersRequest.Builder request) {
    return list(request).getOrdersList();
  }

  private ListOrdersResponse list(ListOrdersRequest.Builder request) {
    return till.sales().listOrders(request.build());
  }

  private static ListOrdersRequest.Builder page(int size, String token) {
    return ListOrdersRequest.newBuilder()
        .setPagination(PaginationRequest.newBuilder().setPageSize(size).setPageToken(token));
  }
}
