package id.laris.bench.read;

import id.laris.bench.load.Caller;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.Assortment.Goods;
import id.laris.bench.shop.Shop;
import id.laris.client.DatabaseAccess;
import id.laris.client.LarisClient;
import id.laris.demo.Demo;
import id.laris.demo.DemoData;
import id.laris.demo.DemoException;
import id.laris.demo.DemoOptions;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The tenant of {@code ./pos demo-data}, with a long history; it is made when it is not there. */
public final class DemoTenant {

  /** The number that the targets name. */
  public static final int ORDERS = DemoOptions.LARGE;

  private final String target;
  private final @Nullable DatabaseAccess database;
  private final int orders;
  private final PrintStream out;
  private @Nullable Demo demo;

  public DemoTenant(String target, @Nullable DatabaseAccess database, int orders, PrintStream out) {
    this.target = target;
    this.database = database;
    this.orders = orders;
    this.out = out;
  }

  /** Callers who read in it, each with a connection of its own. */
  public Caller.Opening readers() {
    Demo made = demo();
    return () -> new ReadMix(LarisClient.to(target).as(made.tenant()), made);
  }

  /** Its first shop, which sells what is on the menu. */
  public Shop shop() {
    Demo made = demo();
    Assortment menu =
        new Assortment(
            made.locations().getFirst().toString(),
            made.menu().stream()
                .map(one -> new Goods("" + one.productId(), "" + one.variantId(), one.sku()))
                .toList());
    return new Shop(target, made.tenant(), menu);
  }

  private Demo demo() {
    if (demo == null) {
      if (database == null) {
        throw new DemoException(
            "a tenant of demo-data is made in the database too, which is not known: set POS_DATA_DIR or POS_DB_URL.");
      }
      demo =
          DemoData.make(
              DemoOptions.of(target, database, orders, DemoOptions.MOST_MERCHANDISE), out::println);
    }
    return demo;
  }
}
