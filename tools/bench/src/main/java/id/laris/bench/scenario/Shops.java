package id.laris.bench.scenario;

import com.google.common.collect.Iterables;
import com.google.common.collect.Iterators;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Clerks;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.LarisClient;
import java.io.PrintStream;
import java.util.Iterator;
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

  public Shops(String target, int tenants, PrintStream out) {
    this(target, IntStream.range(0, tenants).mapToObj(_ -> new Shop(target)).toList(), out);
  }

  /** The shop of what is measured in one tenant. */
  Shop first() {
    return shops.getFirst();
  }

  /** Makes the goods in all shops, and opens callers who work in all of them in turn. */
  public Caller.Opening tills(Function<Shop, Assortment> goods, Work work) {
    List<Assortment> assortments = assortments(goods);
    return () -> {
      LarisClient client = LarisClient.to(target);
      Iterator<Till> tills =
          inTurn(assortments.stream().map(one -> new Till(client, one)).toList());
      return Caller.of(client::close, stopwatch -> work.once(tills.next(), stopwatch));
    };
  }

  /** One after the other for ever, from any of them on. */
  public static <T> Iterator<T> inTurn(List<T> things) {
    Iterator<T> all = Iterables.cycle(things).iterator();
    Iterators.advance(all, ThreadLocalRandom.current().nextInt(things.size()));
    return all;
  }

  /** Makes the goods in all shops. */
  public List<Assortment> assortments(Function<Shop, Assortment> goods) {
    AtomicInteger ready = new AtomicInteger();
    return Clerks.all(
        shops.size(),
        number -> {
          Assortment made = goods.apply(shops.get(number));
          tell(ready.incrementAndGet());
          return made;
        });
  }

  private void tell(int ready) {
    int step = Math.max(100, shops.size() / 10);
    if (shops.size() > 1 && (ready % step == 0 || ready == shops.size())) {
      out.printf(Locale.ROOT, "  %,d of %,d shops are ready%n", ready, shops.size());
    }
  }
}
