package id.laris.demo;

import id.laris.client.DevelopmentCaller;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CheckRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Fills a tenant: shops, menu and some hundred sales by calls to Laris itself, which computes their
 * prices; then, inside the database, a year of such sales, their stock and the merchandise. The
 * work inside the database is one transaction, and calls use ids of the seed: an interrupted run is
 * simply repeated.
 */
public final class DemoData {

  static final UUID USER = UUID.fromString("00000000-0000-0000-0000-000000000001");

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final int SAMPLES_OF_EACH_LEAST = 8;
  private static final int SAMPLES_OF_EACH_MOST = 60;
  private static final int ORDERS_FOR_ONE_MORE = 5_000;
  private static final int SAMPLE = 2_000;

  private final DemoOptions options;
  private final Consumer<String> say;
  private final SeededIds ids;
  private final Database database;

  private DemoData(DemoOptions options, Consumer<String> say, Database database) {
    this.options = options;
    this.say = say;
    this.ids = new SeededIds(options.seed());
    this.database = database;
  }

  /**
   * Makes the data, unless they are there.
   *
   * @throws DemoException where they cannot be made
   */
  public static Demo make(DemoOptions options, Consumer<String> progress) {
    try (Database database = new Database(options.database(), options.tenantId());
        LarisClient laris =
            LarisClient.to(options.target(), DEADLINE)
                .with(new DevelopmentCaller(options.tenantId(), USER))) {
      requireAnswer(laris, options.target());
      return new DemoData(options, progress, database).make(laris);
    }
  }

  /** Refuses a target where no Laris answers. */
  private static void requireAnswer(LarisClient laris, String target) {
    try {
      var _ = laris.health().check(CheckRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      throw new DemoException(
          "no Laris answers at %s: start it with ./pos run, or say where it is with --target."
              .formatted(target),
          e);
    }
  }

  private Demo make(LarisClient laris) {
    if (isThere()) {
      say.accept("The tenant %s has these demo data already.".formatted(options.tenantId()));
      return look();
    }
    say.accept("Opening %d shops and writing their menu ...".formatted(Shop.ALL.size()));
    Chain chain = Chain.open(laris, ids);
    requireSameDatabase();
    Team.hire(laris, ids);
    say.accept("Welcoming %d customers ...".formatted(customers()));
    Regulars.welcome(laris, ids, customers(), YearPlan.firstDay(options.until()));
    List<SampleSale> samples = SampleSales.wanted(ids, samplesOfEach());
    say.accept("Selling in all of them, for samples ...");
    new SampleSales(laris, ids, new Baskets(chain.shelves()))
        .make(samples, new Progress(say, "samples", samples.size()));
    Offers.make(laris, ids);
    database.inTransaction(
        () -> {
          database.run("create temp table demo_change (type text, id uuid) on commit drop");
          if (options.merchandise() > 0) {
            say.accept("Adding merchandise ...");
            new Merchandise(database, ids).make(chain.products(), options.merchandise());
          }
          YearOfStock stock = new YearOfStock(database, chain.stockedVariants());
          stock.begin();
          LocalDate firstDay = YearPlan.firstDay(options.until());
          YearOfShifts shifts = new YearOfShifts(database, ids, firstDay);
          shifts.begin();
          YearOfSellers sellers = new YearOfSellers(database, ids, firstDay);
          YearOfRegulars regulars = new YearOfRegulars(database, ids);
          regulars.begin();
          say.accept("Making a year of sales out of the samples ...");
          new YearOfSales(
                  database,
                  new YearPlan(ids, options.until(), options.orders(), customers(), samples),
                  sellers,
                  new Progress(say, "orders", options.orders()))
              .make();
          say.accept("Counting the stock ...");
          stock.follow();
          say.accept("Counting points and purchases of the customers ...");
          regulars.follow();
          say.accept("Closing the drawers, and adding up hours and commissions ...");
          shifts.follow();
          sellers.follow();
          new YearOfHours(database, ids, firstDay).make();
          numberChanges();
        });
    say.accept("Gathering statistics for the planner ...");
    tidy();
    return look();
  }

  /**
   * Records the changes of the catalog for terminals, all under one number. The lock on the counter
   * is the last that a transaction takes, because every write to the tenant's catalog waits for it.
   */
  private void numberChanges() {
    database.run(
        """
        with counter as (update catalog.feed_counter set last = last + 1 where tenant_id = :tenant returning last)
        insert into catalog.catalog_change (tenant_id, resource_type, resource_id, number)
        select distinct :tenant, type, id, last from demo_change, counter
        on conflict (tenant_id, resource_type, resource_id) do update set number = excluded.number
        """);
  }

  /** True if the data are complete. Other orders in the tenant are not touched, nor mixed with. */
  private boolean isThere() {
    long others =
        database.number(
            "select count(*) from sales.sales_order where tenant_id = :tenant and external_reference <> '%s'"
                .formatted(SampleSales.MARK));
    if (others == 0) {
      return false;
    }
    boolean ours =
        database.number(
                "select count(*) from inventory.location where tenant_id = :tenant and id = '%s'"
                    .formatted(Chain.locationId(ids, 0)))
            > 0;
    if (ours && others >= options.orders()) {
      return true;
    }
    throw new DemoException(
        "the tenant %s has %d orders that are not these demo data: name another with --tenant, or none for one of its own."
            .formatted(options.tenantId(), others));
  }

  private int customers() {
    return Regulars.count(options.orders());
  }

  private int samplesOfEach() {
    return Math.min(
        SAMPLES_OF_EACH_LEAST + options.orders() / ORDERS_FOR_ONE_MORE, SAMPLES_OF_EACH_MOST);
  }

  private void requireSameDatabase() {
    long found =
        database.number("select count(*) from inventory.location where tenant_id = :tenant");
    if (found == 0) {
      throw new DemoException(
          "the Laris at %s does not keep its data in %s: %d shops were opened, and none is there."
              .formatted(options.target(), options.database(), Shop.ALL.size()));
    }
  }

  private void tidy() {
    for (String table :
        List.of(
            "sales.sales_order",
            "sales.order_item",
            "sales.order_payment",
            "sales.taken_id",
            "sales.receipt_counter",
            "sales.outbox",
            "sales.register_shift",
            "staff.shift",
            "staff.cash_movement",
            "staff.cash_count",
            "staff.time_entry",
            "staff.counted_order",
            "staff.sales_day",
            "staff.commission",
            "inventory.stock_movement",
            "inventory.stock_level",
            "inventory.stock_reservation",
            "catalog.product",
            "catalog.variant",
            "catalog.price",
            "catalog.barcode",
            "catalog.search_word",
            "catalog.search_vocabulary",
            "catalog.catalog_change",
            "customer.customer",
            "customer.purchase",
            "customer.purchase_figures",
            "customer.point_entry",
            "customer.loyalty_account",
            "customer.balance",
            "customer.balance_entry",
            "customer.search_word",
            "customer.search_vocabulary")) {
      database.run("vacuum (analyze) " + table);
    }
  }

  private Demo look() {
    return new Demo(
        options.tenantId(),
        IntStream.range(0, Shop.ALL.size()).mapToObj(i -> Chain.locationId(ids, i)).toList(),
        IntStream.range(0, Shop.ALL.size() * Shop.STAFF)
            .mapToObj(i -> ids.of("employee", i))
            .toList(),
        uuids(
            "select variant_id from inventory.stock_level where tenant_id = :tenant group by 1"
                + " order by 1"),
        (int) database.number("select count(*) from catalog.product where tenant_id = :tenant"),
        (int) database.number("select count(*) from sales.sales_order where tenant_id = :tenant"),
        uuids(
            "select category_id from catalog.product where tenant_id = :tenant group by 1 order by"
                + " 1"),
        menu(),
        uuids(sample("id::text", "catalog.product", "deleted_at is null")),
        database.texts(sample("sku", "catalog.variant", "deleted_at is null")),
        database.texts(sample("code", "catalog.barcode", "true")),
        uuids(sample("id::text", "sales.sales_order", "status = 'COMPLETED'")),
        moment("min"),
        moment("max"));
  }

  private List<Demo.Goods> menu() {
    return database
        .texts(
            """
            select p.id || ' ' || v.id || ' ' || v.sku from catalog.variant v
            join catalog.product p on p.tenant_id = v.tenant_id and p.id = v.product_id
            where v.tenant_id = :tenant and p.sku like 'M___' and not p.track_stock
            order by v.id
            """)
        .stream()
        .map(row -> row.split(" ", -1))
        .map(row -> new Demo.Goods(UUID.fromString(row[0]), UUID.fromString(row[1]), row[2]))
        .toList();
  }

  /** Some rows, spread evenly over all of them by their hash; the same ones each time. */
  private static String sample(String column, String table, String condition) {
    return "select %1$s from %2$s where tenant_id = :tenant and %3$s order by hashtext(%1$s), 1 limit %4$d"
        .formatted(column, table, condition, SAMPLE);
  }

  private List<UUID> uuids(String sql) {
    return database.texts(sql).stream().map(UUID::fromString).toList();
  }

  private Instant moment(String end) {
    return Instant.ofEpochMilli(
        database.number(
            "select (extract(epoch from %s(created_at)) * 1000)::bigint from sales.sales_order where tenant_id = :tenant"
                .formatted(end)));
  }
}
