package id.laris.bench.scenario;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import id.laris.client.DatabaseAccess;
import id.laris.demo.Clientele;
import id.laris.demo.Demo;
import id.laris.demo.DemoData;
import id.laris.demo.DemoException;
import id.laris.demo.DemoOptions;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where scenarios take place. The large things are made when the first scenario asks for them: what
 * they leave to the database to tidy up would slow the others.
 */
public final class Setting implements AutoCloseable {

  /** The movements of the large stock; with them come 100,000 levels. */
  public static final int MOVEMENTS = 1_000_000;

  /** One for each level of the smallest stock. */
  public static final int LEAST_MOVEMENTS = 500;

  /** The customers that are searched. */
  public static final int CUSTOMERS = 1_000_000;

  final Shops shops;
  final Supplier<LargeStock> stock;
  final Supplier<Demo> demo;
  final Supplier<Clientele> clientele;
  final Supplier<Merchant> merchant;
  final URI webhook;
  final PrintStream out;
  private final SimulatedGateway gateway;

  /**
   * The setting of a run.
   *
   * @param orders of the tenant of demo data in which sales are made too; 0 for tenants of their
   *     own
   */
  public Setting(
      String target,
      int tenants,
      int orders,
      int movements,
      int customers,
      @Nullable DatabaseAccess database,
      URI simulator,
      URI webhook,
      PrintStream out) {
    // Demo data that are made below tell their progress.
    this.out = out;
    this.stock = Suppliers.memoize(() -> LargeStock.make(target, movements, out));
    this.demo =
        Suppliers.memoize(() -> demo(target, database, orders > 0 ? orders : DemoOptions.LARGE));
    this.clientele = Suppliers.memoize(() -> Clientele.make(target, database, customers, out));
    this.shops =
        orders > 0
            ? new Shops(target, List.of(new Shop(target, demo.get())), out)
            : new Shops(target, tenants, out);
    this.gateway = new SimulatedGateway(simulator);
    this.merchant = Suppliers.memoize(() -> new Merchant(shops.first(), gateway));
    this.webhook = webhook;
  }

  /** The tenant of {@code ./pos demo-data}, with a long history; it is made if it is missing. */
  private Demo demo(String target, @Nullable DatabaseAccess database, int orders) {
    if (database == null) {
      throw new DemoException(
          "a tenant of demo-data is made in the database too, which is not known: set POS_DATA_DIR"
              + " or POS_DB_URL.");
    }
    return DemoData.make(
        DemoOptions.of(target, database, orders, DemoOptions.MOST_MERCHANDISE), out::println);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
