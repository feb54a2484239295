package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.FieldMask;
import id.laris.common.background.Background;
import id.laris.common.background.JobTenants;
import id.laris.common.background.TenantJob;
import id.laris.demo.Demo;
import id.laris.demo.DemoData;
import id.laris.demo.DemoException;
import id.laris.demo.DemoOptions;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetStatementRequest;
import id.laris.pos.v1.GetStatementResponse;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.ListStockLevelsRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PreviewLoyaltyRequest;
import id.laris.pos.v1.PreviewLoyaltyResponse;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SearchCustomersRequest;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The data of {@code ./pos demo-data} are those that Laris itself would have made in that year. */
@SuiteWalk
class DemoDataTest {

  /** The last day of the year is that of the tests' clock. */
  private static final LocalDate UNTIL = LocalDate.parse("2026-01-16");

  private static final int ORDERS = 1_500;
  private static final int MERCHANDISE = 40;

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired Rows rows;
  @Autowired List<TenantJob> jobs;
  @Autowired JobTenants jobTenants;
  @Autowired Background background;
  @Autowired Network network;

  private Demo demo;

  @BeforeEach
  void makeOnce() {
    clock.set(FakeClock.START);
    demo = make(options());
  }

  static Demo make(DemoOptions options) {
    return DemoData.make(options, message -> {});
  }

  private DemoOptions options() {
    return options(network, rows);
  }

  /** Tests with the same options share the data. */
  static DemoOptions options(Network network, Rows rows) {
    return DemoOptions.of(network.address(), rows.ownerAccess(), ORDERS, MERCHANDISE)
        .withUntil(UNTIL);
  }

  @Test
  void thereAreAsManyOrdersAsWereWantedAndTheySumUp() {
    assertThat(count("select count(*) from sales.sales_order o where o.tenant_id = ?"))
        .isGreaterThanOrEqualTo(ORDERS);
    assertThat(
            count(
                "select count(*) from sales.sales_order o where o.tenant_id = ? and"
                    + " o.external_reference = 'demo-sample'"))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from sales.sales_order o where o.tenant_id = ? and (o.subtotal, o.discount_total, o.total) is distinct from
                  (select (sum(gross)::bigint, sum(discount)::bigint, sum(total)::bigint) from sales.order_item i where i.tenant_id = o.tenant_id and i.order_id = o.id)
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from sales.sales_order o where o.tenant_id = ? and o.status = 'COMPLETED' and o.total <>
                  (select coalesce(sum(amount), 0) from sales.order_payment p
                   where p.tenant_id = o.tenant_id and p.order_id = o.id and p.status = 'CAPTURED')
                """))
        .isZero();
    assertThat(
            count(
                "select count(*) from sales.sales_order o where o.tenant_id = ? and o.status ="
                    + " 'VOIDED'"))
        .isBetween(5L, 60L);
  }

  @Test
  void theIdOfEachLineAndPaymentIsTaken() {
    String parts =
        """
        (select tenant_id, 'LINE' as kind, id from sales.order_item
         union all select tenant_id, 'PAYMENT', id from sales.order_payment) part
        """;
    String ofTenant = " where tenant_id = ?";
    assertThat(count("select count(*) from sales.taken_id" + ofTenant))
        .isPositive()
        .isEqualTo(
            count(
                "select count(*) from %s join sales.taken_id using (tenant_id, kind, id) where tenant_id = ?"
                    .formatted(parts)))
        .isEqualTo(count("select count(*) from " + parts + ofTenant));
  }

  @Test
  void receiptsHaveNoGapsAndFollowTheTimeOfTheShop() {
    assertThat(
            count(
                """
                select count(*) from (
                  select receipt_number, format('%s-%s-%s', location ->> 'code', to_char(business_date, 'YYYYMMDD'),
                    lpad(row_number() over (partition by location_id, business_date order by completed_at, id)::text, 4, '0')) as expected,
                    business_date <> (completed_at at time zone (location ->> 'timeZone'))::date as another_day
                  from sales.sales_order o where o.tenant_id = ? and o.status = 'COMPLETED') numbered
                where receipt_number <> expected or another_day
                """))
        .isZero();
  }

  @Test
  void theNextSaleGetsTheNextReceipt() {
    UUID shop = demo.locations().getFirst();
    long before =
        count(
            "select count(*) from sales.sales_order o where o.tenant_id = ? and o.status = 'COMPLETED' and o.business_date = '2026-01-15' and o.location_id = '%s'"
                .formatted(shop));

    Order sold =
        sales()
            .checkout(
                CheckoutRequest.newBuilder()
                    .setLocationId(shop.toString())
                    .addItems(
                        NewOrderItem.newBuilder()
                            .setVariantId(demo.menu().getFirst().variantId().toString())
                            .setProductId(demo.menu().getFirst().productId().toString())
                            .setQuantity(1))
                    .addPayments(
                        CheckoutRequest.Tender.newBuilder()
                            .setPaymentType(Payment.Type.CASH)
                            .setAmount(50_000_000))
                    .build())
            .getOrder();

    assertThat(sold.getReceiptNumber()).isEqualTo("KMG-20260115-%04d".formatted(before + 1));
  }

  @Test
  void ordersAreListedOldestFirstAndInTheOrderOfTheirIds() {
    List<Order> listed = new ArrayList<>();
    String token = "";
    for (int page = 0; page < 3; page++) {
      ListOrdersResponse answer =
          sales()
              .listOrders(
                  ListOrdersRequest.newBuilder()
                      .setStatus(Order.Status.COMPLETED)
                      .setPagination(PaginationRequest.newBuilder().setPageToken(token))
                      .build());
      listed.addAll(answer.getOrdersList());
      token = answer.getPagination().getNextPageToken();
    }

    assertThat(listed).hasSize(150);
    assertThat(listed.stream().map(Order::getId)).isSorted();
    assertThat(listed.stream().map(order -> order.getCreatedAt().getSeconds())).isSorted();
    assertThat(listed.stream().allMatch(order -> order.getItemsCount() > 0)).isTrue();
  }

  @Test
  void stockIsTheSumOfItsMovementsAndSalesAreAmongThem() {
    assertThat(
            count(
                """
                select count(*) from inventory.stock_level l where l.tenant_id = ? and (l.on_hand, l.value) is distinct from
                  (select (sum(quantity)::bigint, sum(value)::bigint) from inventory.stock_movement m
                   where m.tenant_id = l.tenant_id and m.location_id = l.location_id and m.variant_id = l.variant_id)
                """))
        .isZero();
    assertThat(
            count(
                "select count(*) from inventory.stock_movement m where m.tenant_id = ? and"
                    + " m.quantity_after < 0"))
        .isZero();
    assertThat(
            count(
                "select sum(-quantity) from inventory.stock_movement m where m.tenant_id = ? and"
                    + " m.type = 'SALE'"))
        .isPositive()
        .isEqualTo(
            count(
                """
                select sum((use ->> 'quantity')::bigint) from sales.order_item i
                join sales.sales_order o on o.tenant_id = i.tenant_id and o.id = i.order_id and o.status = 'COMPLETED'
                cross join lateral jsonb_array_elements(i.stock_uses) use where i.tenant_id = ?
                """));
    assertThat(
            InventoryServiceGrpc.newBlockingStub(calls.as(demo.tenant()))
                .listStockLevels(
                    ListStockLevelsRequest.newBuilder()
                        .setLocationId(demo.locations().getFirst().toString())
                        .build())
                .getStockLevelsList())
        .hasSizeGreaterThan(10)
        .allMatch(level -> level.getOnHand() > 0);
  }

  @Test
  void merchandiseIsFoundByTheWordsThatLarisWouldHaveGivenIt() {
    var catalog = CatalogServiceGrpc.newBlockingStub(calls.as(demo.tenant()));
    String words =
        "select string_agg(word || code || outline, ' ' order by word) from catalog.search_word w"
            + " join catalog.product p on p.tenant_id = w.tenant_id and p.id = w.product_id where"
            + " p.tenant_id = ? and p.sku = 'MRC-000007'";
    String written = text(words);

    var product =
        catalog
            .searchProducts(SearchProductsRequest.newBuilder().setQuery("MRC-000007").build())
            .getProducts(0);
    var _ =
        rows.asOwner()
            .sql("delete from catalog.search_word where tenant_id = ? and product_id = ?::uuid")
            .param(demo.tenant())
            .param(product.getId())
            .update();
    var _ =
        catalog.updateProduct(
            UpdateProductRequest.newBuilder()
                .setProduct(product)
                .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                .build());

    assertThat(product.getSku()).isEqualTo("MRC-000007");
    assertThat(text(words)).isEqualTo(written);
    assertThat(demo.barcodes()).isNotEmpty();
    assertThat(
            catalog
                .lookupVariant(
                    LookupVariantRequest.newBuilder()
                        .setBarcode(demo.barcodes().getFirst())
                        .build())
                .getProduct()
                .getName())
        .isNotEmpty();
  }

  @Test
  void merchandiseIsNotSplitIntoWordsAnew() {
    String version = "select words_version::text from catalog.search_state where tenant_id = ?";
    String written = text(version);

    new Jobs(jobs, jobTenants, background).run(demo.tenant(), "catalog.search-words");

    assertThat(text(version)).isEqualTo(written);
  }

  @Test
  void purchasesAreThoseThatTheOrdersGive() {
    String noted =
        """
        select string_agg(noted, '|' order by noted) from (
          select purchase::text as noted, tenant_id from customer.purchase
          union all select purchase_figures::text, tenant_id from customer.purchase_figures) rows
        where tenant_id = ?
        """;
    String written = text(noted);
    for (String table : List.of("purchase", "purchase_figures", "old_orders")) {
      var _ =
          rows.asOwner()
              .sql("delete from customer.%s where tenant_id = ?".formatted(table))
              .param(demo.tenant())
              .update();
    }

    new Jobs(jobs, jobTenants, background).run(demo.tenant(), "customer.old-orders");

    assertThat(written).isNotEmpty().isEqualTo(text(noted));
  }

  @Test
  void eachOrderOfACustomerEarnedWhatTheProgramGives() {
    List<Order> orders = new ArrayList<>();
    for (String customer :
        texts(
            "select distinct customer_id::text from customer.point_entry where tenant_id = ? order"
                + " by 1 limit 15")) {
      orders.addAll(
          sales()
              .listOrders(
                  ListOrdersRequest.newBuilder()
                      .setCustomerId(customer)
                      .setStatus(Order.Status.COMPLETED)
                      .build())
              .getOrdersList());
    }

    assertThat(orders).hasSizeGreaterThan(15);
    for (Order order : orders) {
      PreviewLoyaltyResponse another =
          customers()
              .previewLoyalty(
                  PreviewLoyaltyRequest.newBuilder()
                      .setOrder(order.toBuilder().setId(UUID.randomUUID().toString()))
                      .build());
      PreviewLoyaltyResponse noted =
          customers().previewLoyalty(PreviewLoyaltyRequest.newBuilder().setOrder(order).build());
      assertThat(noted.getEarned()).isTrue();
      assertThat(noted.getPoints()).isEqualTo(another.getPoints());
    }
    assertThat(
            count(
                """
                select count(*) from sales.sales_order o
                full join customer.point_entry e on e.tenant_id = o.tenant_id and e.order_id = o.id
                  and (e.customer_id, e.occurred_at, e.order_version) = (o.customer_id, o.completed_at, o.version)
                where coalesce(o.tenant_id, e.tenant_id) = ? and (o.status = 'COMPLETED' and o.customer_id is not null) is distinct from (e.id is not null)
                  and (o.customer_id is not null or e.id is not null)
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from customer.loyalty_account a where a.tenant_id = ? and (a.balance, a.earned) is distinct from
                  (select (sum(points)::bigint, sum(points)::bigint) from customer.point_entry e
                   where e.tenant_id = a.tenant_id and e.customer_id = a.customer_id)
                """))
        .isZero();
  }

  @Test
  void balancesAreTheSumsOfTheirEntriesAndEachPaymentByOneIsAmongThem() {
    assertThat(
            count(
                """
                select count(*) from customer.balance b where b.tenant_id = ? and (b.amount, b.last_entry) is distinct from
                  (select (coalesce(sum(e.amount), 0)::bigint, count(e.id)) from customer.balance_entry e
                   where e.tenant_id = b.tenant_id and e.balance_id = b.id)
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from (
                  select e.*, b.kind as of_kind, sum(e.amount) over earlier as expected, row_number() over earlier as place,
                    max(e.recorded_at) over earlier as latest
                  from customer.balance_entry e join customer.balance b on b.tenant_id = e.tenant_id and b.id = e.balance_id
                  where e.tenant_id = ? window earlier as (partition by e.balance_id order by e.number)) entry
                where balance_after <> expected or number <> place or recorded_at <> latest or (of_kind <> 'ACCOUNT' and balance_after < 0)
                """))
        .isZero();
    String payments =
        """
        from sales.order_payment p
        join sales.sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
        left join customer.balance_entry e on e.tenant_id = p.tenant_id and e.payment_id = p.id and e.order_id = o.id
          and e.amount = -p.amount and e.occurred_at = o.completed_at
        left join customer.balance b on b.tenant_id = e.tenant_id and b.id = e.balance_id
        where p.tenant_id = ? and p.payment_type = '%s'
        """;
    assertThat(
            count(
                "select count(*)"
                    + payments.formatted("GIFT_CARD")
                    + "and (b.id is distinct from p.gift_card_id or b.last_four <> p.reference)"))
        .isZero();
    assertThat(
            count(
                "select count(*)"
                    + payments.formatted("ON_ACCOUNT")
                    + "and b.customer_id is distinct from o.customer_id"))
        .isZero();
    assertThat(count("select count(*)" + payments.formatted("GIFT_CARD"))).isGreaterThan(10);
    assertThat(
            count(
                "select count(*) from customer.balance_entry where tenant_id = ? and payment_id is"
                    + " not null"))
        .isEqualTo(
            count("select count(*)" + payments.formatted("GIFT_CARD"))
                + count("select count(*)" + payments.formatted("ON_ACCOUNT")));
  }

  @Test
  void aTabHasAStatementOfWhichAPartWasSettled() {
    String debtor =
        texts(
                "select customer_id::text from customer.balance where tenant_id = ? and kind ="
                    + " 'ACCOUNT' order by amount")
            .getFirst();

    GetStatementResponse statement =
        customers().getStatement(GetStatementRequest.newBuilder().setCustomerId(debtor).build());

    assertThat(statement.getEntriesList())
        .extracting(BalanceEntry::getKind)
        .contains(BalanceEntry.Kind.CHARGE, BalanceEntry.Kind.SETTLEMENT);
    assertThat(statement.getClosing().getAmount())
        .isPositive()
        .isEqualTo(-statement.getEntries(statement.getEntriesCount() - 1).getBalance().getAmount());
  }

  @Test
  void customersAreFoundInTheScriptsOfTheCountry() {
    for (String query : List.of("王小明", "محمد", "ꦱꦶꦠꦶ", "ᬯᬬᬦ᭄", "rahayu", "C-000001")) {
      assertThat(
              customers()
                  .searchCustomers(SearchCustomersRequest.newBuilder().setQuery(query).build())
                  .getCustomersList())
          .as(query)
          .isNotEmpty();
    }
  }

  private CustomerServiceBlockingStub customers() {
    return CustomerServiceGrpc.newBlockingStub(calls.as(demo.tenant()));
  }

  private List<String> texts(String sql) {
    return rows.asOwner()
        .sql(sql)
        .param(demo.tenant())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @Test
  void theSameNumbersMakeTheSameDataAndASecondRunChangesNothing() {
    String before = rows.fingerprint(demo.tenant());
    Demo again = make(options());
    assertThat(rows.fingerprint(demo.tenant())).isEqualTo(before);
    assertThat(again.orderIds()).isEqualTo(demo.orderIds());

    Demo elsewhere = make(options().withTenant(UUID.randomUUID()));

    assertThat(receipts(elsewhere.tenant())).isNotEmpty().isSubsetOf(receipts(demo.tenant()));
    assertThat(elsewhere.skus()).isEqualTo(demo.skus());
  }

  @Test
  void aTenantWithOrdersOfItsOwnIsRefused() {
    UUID tenant = UUID.randomUUID();
    var _ =
        SalesServiceGrpc.newBlockingStub(calls.as(tenant))
            .createOrder(CreateOrderRequest.getDefaultInstance());

    assertThatThrownBy(() -> make(options().withTenant(tenant)))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("has 1 orders that are not these demo data");
  }

  @Test
  void daysAndHoursHaveTheirRhythm() {
    String local = "completed_at at time zone (location ->> 'timeZone')";
    assertThat(perDay("extract(isodow from %s) in (6, 7)".formatted(local)))
        .isGreaterThan(1.2 * perDay("extract(isodow from %s) between 1 and 4".formatted(local)));
    assertThat(
            count(
                "select count(*) from sales.sales_order o where o.tenant_id = ? and extract(hour from %s) not between 7 and 22"
                    .formatted(local)))
        .isZero();
  }

  private double perDay(String condition) {
    return (double)
            count("select count(*) from sales.sales_order o where o.tenant_id = ? and " + condition)
        / count(
            "select count(distinct business_date) from sales.sales_order o where o.tenant_id = ?"
                + " and "
                + condition);
  }

  private List<String> receipts(UUID tenant) {
    return rows.asOwner()
        .sql(
            "select id || receipt_number || total || created_at from sales.sales_order where"
                + " tenant_id = ? and receipt_number is not null")
        .param(tenant)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(calls.as(demo.tenant()));
  }

  private long count(String sql) {
    return rows.asOwner().sql(sql).param(demo.tenant()).query(Long.class).single();
  }

  private String text(String sql) {
    return rows.asOwner()
        .sql(sql)
        .param(demo.tenant())
        .query((row, number) -> row.getString(1))
        .single();
  }
}
