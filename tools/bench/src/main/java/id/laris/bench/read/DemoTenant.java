package id.laris.bench.read;

import id.laris.bench.load.Caller;
import id.laris.bench.meter.Database;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.Assortment.Goods;
import id.laris.bench.shop.Connection;
import id.laris.bench.shop.Shop;
import id.laris.demo.Demo;
import id.laris.demo.DemoData;
import id.laris.demo.DemoException;
import id.laris.demo.DemoOptions;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tenant of {@code ./pos demo-data}, with a long history; it is made when it is not there. */
public final class DemoTenant {

  /** What the targets name. */
  public static final int ORDERS = DemoOptions.LARGE;

  public static final int PRODUCTS = DemoOptions.MOST_MERCHANDISE;

  private final String target;
  private final @Nullable Database database;
  private final int orders;
  private final PrintStream out;
  private @Nullable Demo demo;

  public DemoTenant(String target, @Nullable Database database, int orders, PrintStream out) {
    this.target = target;
    this.database = database;
    this.orders = orders;
    this.out = out;
  }

  /** Callers who read in it, each with a connection of its own. */
  public Caller.Opening readers() {
    Demo made = demo();
    return () -> new ReadMix(new Connection(target, made.tenant()), made);
  }

  /** Its first shop, which sells what is on the menu. */
  public Shop shop() {
    List<Goods> menu =
        demo().menu().stream()
            .map(
                one -> new Goods(one.productId().toString(), one.variantId().toString(), one.sku()))
            .toList();
    return new Shop(
        target, demo().tenant(), new Assortment(demo().locations().getFirst().toString(), menu));
  }

  private Demo demo() {
    if (demo == null) {
      if (database == null) {
        throw new DemoException(
            "a tenant of demo-data is made in the database too, which is not known: set POS_DATA_DIR or POS_DB_URL.");
      }
      demo =
          DemoData.make(
              DemoOptions.of(
                  target,
                  new DemoOptions.Access(database.jdbcUrl(), database.user(), database.password()),
                  orders,
                  PRODUCTS),
              out::println);
    }
    return demo;
  }
}
