package id.laris.bench.shop;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Clerks;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Small shops, each in a tenant of its own, whose tills are asked in turn. */
public final class Shops {

  /** Where the goods come from that are sold: {@link Shop#withStock} or the other. */
  public interface Goods extends Function<Shop, Assortment> {}

  /** One of the things that a till does. */
  @FunctionalInterface
  public interface Work {
    void once(Till till, Tallies tallies) throws CallFailedException;
  }

  private final String target;
  private final List<Shop> shops;
  private final PrintStream out;

  public Shops(String target, int tenants, PrintStream out) {
    this(target, IntStream.range(0, tenants).mapToObj(_ -> new Shop(target)).toList(), out);
  }

  public Shops(String target, List<Shop> shops, PrintStream out) {
    this.target = target;
    this.shops = shops;
    this.out = out;
  }

  /** The shop of what is measured in one tenant. */
  public Shop first() {
    return shops.getFirst();
  }

  /** Makes the goods in all shops, and opens callers who work in all of them in turn. */
  public Caller.Opening tills(Goods goods, Work work) throws InterruptedException {
    List<Counter> counters = counters(goods);
    return () -> new Round(counters, work);
  }

  /** Where goods are sold in one tenant. */
  public record Counter(Shop shop, Assortment assortment) {}

  /** Makes the goods in all shops. */
  public List<Counter> counters(Goods goods) throws InterruptedException {
    AtomicInteger ready = new AtomicInteger();
    try (Clerks clerks = new Clerks()) {
      return clerks.all(
          shops.size(),
          number -> {
            Shop shop = shops.get(number);
            Counter counter = new Counter(shop, goods.apply(shop));
            tell(ready.incrementAndGet());
            return counter;
          });
    }
  }

  private void tell(int ready) {
    int step = Math.max(100, shops.size() / 10);
    if (shops.size() > 1 && (ready % step == 0 || ready == shops.size())) {
      out.printf(Locale.ROOT, "  %,d of %,d shops are ready%n", ready, shops.size());
    }
  }

  /** One caller, who goes from shop to shop. */
  private final class Round implements Caller {

    private final Connection connection = new Connection(target, UUID.randomUUID());
    private final List<Till> tills;
    private final Work work;
    private int next = ThreadLocalRandom.current().nextInt(shops.size());

    Round(List<Counter> counters, Work work) {
      this.work = work;
      this.tills =
          counters.stream()
              .map(counter -> new Till(counter.shop().enter(connection), counter.assortment()))
              .toList();
    }

    @Override
    public void once(Tallies tallies) throws CallFailedException {
      Till till = tills.get(next);
      next = (next + 1) % tills.size();
      work.once(till, tallies);
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
