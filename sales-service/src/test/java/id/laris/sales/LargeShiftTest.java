package id.laris.sales;

import static id.laris.pos.v1.Payment.Type.CASH;
import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.auth.ServiceKey;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.EndShiftResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.TenderTotals.Tender;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A shift with the sales of a month, beside those of other shifts. */
@SalesTest
class LargeShiftTest {

  private static final Logger log = LoggerFactory.getLogger(LargeShiftTest.class);
  private static final int SALES = 27_000;
  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired ServiceKey key;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired DatabaseSettings database;

  @Test
  void everySaleOfItIsCounted() {
    UUID tenant = UUID.randomUUID();
    Drawer drawer = new Drawer(calls, key, staff, tenant, inventory.open("A1"));
    String tea = catalog.sell("Tea", PRICE);
    drawer.end(sellMany(drawer, tea));
    String shift = sellMany(drawer, tea);

    long began = System.nanoTime();
    EndShiftResponse ended = drawer.end(shift);
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    log.info("a shift of {} sales was ended in {} ms", SALES, took.toMillis());
    Tender cash = Drawer.of(ended.getTotals(), CASH).orElseThrow();
    assertThat(cash.getPayments()).isEqualTo(SALES);
    assertThat(cash.getNet()).isEqualTo(idr(SALES * PRICE));
    assertThat(ended.getTotals().getSales(0).getOrders()).isEqualTo(SALES);
  }

  /**
   * Begins a shift, makes a sale in it, and copies that. The two rows are read before the others
   * are made: looked up for each copy, they are searched among all copies made so far.
   */
  private String sellMany(Drawer drawer, String tea) {
    String shift = drawer.begin();
    Order sold =
        drawer
            .till()
            .sales()
            .checkout(drawer.sale(Sales.item(tea, 1)).addPayments(Sales.cash(PRICE)).build())
            .getOrder();
    Database.execute(
        database,
        """
        with sold as materialized (
          select o from sales.sales_order o where o.id = '%1$s'),
        paid as materialized (
          select p from sales.order_payment p where p.order_id = '%1$s'),
        made as (
          insert into sales.sales_order
          select copy.* from sold, generate_series(2, %2$d) number,
            jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'receipt_number', '%1$s-' || number)) copy
          returning id)
        insert into sales.order_payment
        select copy.* from paid, made,
          jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'order_id', made.id)) copy;
        """
            .formatted(sold.getId(), SALES));
    return shift;
  }
}
