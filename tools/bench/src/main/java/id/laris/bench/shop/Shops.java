package id.laris.bench.shop;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Clerks;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Small shops, each in a tenant of its own, whose tills are asked in turn. */
public record Shops(String target, List<Shop> shops, PrintStream out) {

  /** One of the things that a till does. */
  @FunctionalInterface
  public interface Work {
    void once(Till till, Stopwatch stopwatch) throws CallFailedException;
  }

  /** Where goods are sold in one tenant. */
  public record Counter(Shop shop, Assortment assortment) {}

  public Shops(String target, int tenants, PrintStream out) {
    this(target, IntStream.range(0, tenants).mapToObj(_ -> new Shop(target)).toList(), out);
  }

  /** The shop of what is measured in one tenant. */
  public Shop first() {
    return shops.getFirst();
  }

  /** Makes the goods in all shops, and opens callers who work in all of them in turn. */
  public Caller.Opening tills(Function<Shop, Assortment> goods, Work work) {
    List<Counter> counters = counters(goods);
    return () -> new Round(LarisClient.to(target), counters, work);
  }

  /** Makes the goods in all shops. */
  public List<Counter> counters(Function<Shop, Assortment> goods) {
    AtomicInteger ready = new AtomicInteger();
    return Clerks.all(
        shops.size(),
        number -> {
          Shop shop = shops.get(number);
          Counter counter = new Counter(shop, goods.apply(shop));
          tell(ready.incrementAndGet());
          return counter;
        });
  }

  private void tell(int ready) {
    int step = Math.max(100, shops.size() / 10);
    if (shops.size() > 1 && (ready % step == 0 || ready == shops.size())) {
      out.printf(Locale.ROOT, "  %,d of %,d shops are ready%n", ready, shops.size());
    }
  }

  /** One caller, who goes from shop to shop. */
  private static final class Round implements Caller {

    private final LarisClient client;
    private final List<Till> tills;
    private final Work work;
    private int next;

    Round(LarisClient client, List<Counter> counters, Work work) {
      this.client = client;
      this.work = work;
      this.tills =
          counters.stream()
              .map(
                  counter ->
                      new Till(
                          client.as(counter.shop().tenantId()).withKeys(), counter.assortment()))
              .toList();
      this.next = ThreadLocalRandom.current().nextInt(tills.size());
    }

    @Override
    public void once(Stopwatch stopwatch) throws CallFailedException {
      Till till = tills.get(next);
      next = (next + 1) % tills.size();
      work.once(till, stopwatch);
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
