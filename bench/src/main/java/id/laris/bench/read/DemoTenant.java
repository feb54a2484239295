package id.laris.bench.read;

import id.laris.bench.load.Caller;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.Assortment.Goods;
import id.laris.bench.shop.Connection;
import id.laris.demo.Demo;
import id.laris.demo.DemoData;
import id.laris.demo.DemoOptions;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenant of {@code ./pos demo-data}, with a long history; it is made when it is not there. */
public final class DemoTenant {

  /** What the targets name. */
  public static final int ORDERS = DemoOptions.LARGE;

  public static final int PRODUCTS = DemoOptions.MOST_MERCHANDISE;

  private final String target;
  private final Map<String, String> environment;
  private final int orders;
  private final PrintStream out;
  private @Nullable Demo demo;

  public DemoTenant(String target, Map<String, String> environment, int orders, PrintStream out) {
    this.target = target;
    this.environment = environment;
    this.orders = orders;
    this.out = out;
  }

  public Connection connect() {
    return new Connection(target, demo().tenant());
  }

  public Caller reader() {
    return new ReadMix(connect(), demo());
  }

  /** What is on its menu, sold in its first shop. */
  public Assortment menu() {
    return new Assortment(
        demo().locations().getFirst().toString(),
        demo().menu().stream()
            .map(
                one -> new Goods(one.productId().toString(), one.variantId().toString(), one.sku()))
            .toList());
  }

  private Demo demo() {
    if (demo == null) {
      demo =
          DemoData.make(
              DemoOptions.in(environment, orders, PRODUCTS).withTarget(target), out::println);
    }
    return demo;
  }
}
