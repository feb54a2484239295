package id.laris.customer;

import static id.laris.customer.Clientele.order;
import static id.laris.testkit.FakeClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.ExportCustomerRequest;
import id.laris.pos.v1.ListCustomersRequest;
import id.laris.pos.v1.ListPurchasesRequest;
import id.laris.pos.v1.ListPurchasesResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.Purchase;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The completed orders of a customer are counted once, however often and in whatever order they
 * come.
 */
@CustomerTest
class PurchaseTest {

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;
  @Autowired List<TenantJob> jobs;
  @Autowired Background background;
  @Autowired FakeClock clock;

  private final UUID tenant = UUID.randomUUID();
  private Clientele clientele;

  @BeforeEach
  void newTenant() {
    clientele = new Clientele(calls.as(tenant));
  }

  @Test
  void figuresStandOnTheProfileWithoutANewVersion() {
    String siti = clientele.create("Siti").getId();
    sales.happened(
        tenant,
        "OrderCompleted",
        List.of(
            order(siti, 500, "IDR", START.plusSeconds(5)),
            order(siti, 7, "USD", START),
            order(siti, 250, "IDR", START.plusSeconds(9)),
            order("", 1, "IDR", START)));
    await().until(() -> clientele.get(siti).getTotalPurchases() == 3);

    Customer customer = clientele.get(siti);
    assertThat(customer.getTotalSpentList())
        .containsExactly(Protos.money(750, "IDR"), Protos.money(7, "USD"));
    assertThat(customer.getFirstVisitAt()).isEqualTo(Protos.timestamp(START));
    assertThat(customer.getLastVisitAt()).isEqualTo(Protos.timestamp(START.plusSeconds(9)));
    assertThat(customer.getVersion()).isZero();
    assertThat(
            clientele.stub.listCustomers(ListCustomersRequest.getDefaultInstance()).getCustomers(0))
        .isEqualTo(customer);
  }

  @Test
  void purchasesAreListedNewestFirstInPages() {
    String siti = clientele.create("Siti").getId();
    List<Order> orders =
        IntStream.range(0, 7)
            .mapToObj(i -> order(siti, i, "IDR", START.plusSeconds(i / 2)))
            .toList();
    sales.happened(tenant, "OrderCompleted", orders);
    await().until(() -> clientele.get(siti).getTotalPurchases() == 7);

    List<Purchase> listed = new ArrayList<>();
    String token = "";
    do {
      ListPurchasesResponse page =
          clientele.stub.listPurchases(
              ListPurchasesRequest.newBuilder()
                  .setCustomerId(siti)
                  .setPagination(PaginationRequest.newBuilder().setPageSize(3).setPageToken(token))
                  .build());
      listed.addAll(page.getPurchasesList());
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed)
        .hasSize(7)
        .isSortedAccordingTo(
            (one, other) ->
                Long.compare(
                    other.getCompletedAt().getSeconds(), one.getCompletedAt().getSeconds()))
        .extracting(Purchase::getOrderId)
        .containsExactlyInAnyOrderElementsOf(orders.stream().map(Order::getId).toList());
    assertThat(between(siti, START.plusSeconds(1), START.plusSeconds(2)))
        .hasSize(2)
        .allMatch(one -> one.getReceiptNumber().equals("POS-1"));
  }

  private List<Purchase> between(String customerId, Instant from, Instant to) {
    return clientele
        .stub
        .listPurchases(
            ListPurchasesRequest.newBuilder()
                .setCustomerId(customerId)
                .setFrom(Protos.timestamp(from))
                .setTo(Protos.timestamp(to))
                .build())
        .getPurchasesList();
  }

  @Test
  void unknownCustomersAndTokensAreRefused() {
    String siti = clientele.create("Siti").getId();

    Refusal.of(() -> clientele.purchases(UUID.randomUUID().toString()))
        .has(Reason.CUSTOMER_NOT_FOUND);
    Refusal.of(
            () ->
                clientele.stub.listPurchases(
                    ListPurchasesRequest.newBuilder()
                        .setCustomerId(siti)
                        .setPagination(PaginationRequest.newBuilder().setPageToken(siti))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void noFigureIsCountedTwiceHoweverOrdersCome() {
    String siti = UUID.randomUUID().toString();
    List<Order> orders =
        IntStream.range(0, 250).mapToObj(i -> order(siti, i, "IDR", START.plusSeconds(i))).toList();
    List<Order> feed = new ArrayList<>(orders.subList(100, 250));
    feed.addAll(orders.subList(120, 140));
    Collections.shuffle(feed, new Random(1));
    sales.completedBefore(tenant, orders.subList(0, 200));
    create(siti);

    sales.happened(tenant, "OrderCompleted", feed.subList(0, 100));
    bookOldOrders();
    sales.happened(tenant, "OrderCompleted", feed.subList(100, feed.size()));

    await().until(() -> clientele.get(siti).getTotalPurchases() == 250);
    Customer customer = clientele.get(siti);
    assertThat(customer.getTotalSpent(0).getAmount()).isEqualTo(249L * 250 / 2);
    assertThat(customer.getFirstVisitAt()).isEqualTo(Protos.timestamp(START));
    assertThat(customer.getLastVisitAt()).isEqualTo(Protos.timestamp(START.plusSeconds(249)));
  }

  @Test
  void oldOrdersAreReadOnceForATenantAndOnlyCompletedOnes() {
    String siti = UUID.randomUUID().toString();
    sales.completedBefore(
        tenant,
        List.of(
            order(siti, 10, "IDR", START),
            order(siti, 10, "IDR", START).toBuilder().setStatus(Order.Status.VOIDED).build()));
    create(siti);
    bookOldOrders();
    sales.completedBefore(tenant, List.of(order(siti, 10, "IDR", START)));
    int pages = sales.pagesListed(tenant);
    bookOldOrders();

    assertThat(clientele.get(siti).getTotalPurchases()).isOne();
    assertThat(sales.pagesListed(tenant)).isEqualTo(pages).isPositive();
  }

  @Test
  void ordersOfWhoIsCreatedLaterAreKeptForThem() {
    String id = UUID.randomUUID().toString();
    sales.completedBefore(tenant, List.of(order(id, 10, "IDR", START)));
    clientele.create("Somebody else");
    bookOldOrders();

    assertThat(create(id).getTotalPurchases()).isOne();
  }

  private Customer create(String id) {
    return clientele.create(CreateCustomerRequest.newBuilder().setId(id).setDisplayName("Siti"));
  }

  private void bookOldOrders() {
    TenantJob job =
        jobs.stream()
            .filter(any -> any.name().equals("customer.old-orders"))
            .findFirst()
            .orElseThrow();
    background.run(tenant, job.service(), job.name(), job::run);
  }

  @Test
  void theExportHasEverythingOfACustomer() {
    String merged = clientele.create("S. Rahayu").getId();
    String siti = clientele.create("Siti Rahayu").getId();
    sales.happened(tenant, "OrderCompleted", order(merged, 10, "IDR", START));
    await().until(() -> clientele.get(merged).getTotalPurchases() == 1);
    clientele.give(merged, "a complaint");
    clientele.merge(merged, siti);

    var export =
        clientele
            .stub
            .exportCustomer(ExportCustomerRequest.newBuilder().setCustomerId(merged).build())
            .getExport();

    assertThat(export.getExportedAt()).isEqualTo(Protos.timestamp(clock.instant()));
    assertThat(export.getCustomer()).isEqualTo(clientele.get(siti));
    assertThat(export.getMergedCustomersList()).containsExactly(clientele.get(merged));
    assertThat(export.getPurchasesList()).isEqualTo(clientele.purchases(siti)).hasSize(1);
    assertThat(export.getHasOlderPurchases()).isFalse();
    assertThat(export.getLoyaltyAccount().getBalance()).isEqualTo(7);
    assertThat(export.getPointEntriesList())
        .extracting(PointEntry::getReason)
        .containsExactly("a complaint");
    assertThat(export.getBalancesList())
        .extracting(one -> one.getBalance().getBalance().getAmount(), one -> one.getEntriesCount())
        .containsExactly(tuple(900L, 1), tuple(500L, 1));
    assertThat(export.getBalances(0).getGiftCard().getNotes()).isEqualTo("a complaint");
    Refusal.of(
            () ->
                CustomerServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()))
                    .exportCustomer(ExportCustomerRequest.newBuilder().setCustomerId(siti).build()))
        .has(Reason.CUSTOMER_NOT_FOUND);
  }
}
