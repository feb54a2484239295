package id.laris.torture.history;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes down a run while it goes on: all of it to a file, one JSON object a line. */
public final class Recorder implements AutoCloseable {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private final Gson gson = new Gson();
  private final BufferedWriter file;
  private final long startNanos = System.nanoTime();
  private final AtomicLong numbers = new AtomicLong();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<Sale> sales = new ConcurrentLinkedQueue<>();
  private final Queue<StockStep> stockSteps = new ConcurrentLinkedQueue<>();
  private final Queue<Price> prices = new ConcurrentLinkedQueue<>();
  private final Queue<SeenEvent> events = new ConcurrentLinkedQueue<>();
  private final Queue<LedgerStep> ledgerSteps = new ConcurrentLinkedQueue<>();
  private final Queue<Merge> merges = new ConcurrentLinkedQueue<>();
  private final Queue<CreditLimit> creditLimits = new ConcurrentLinkedQueue<>();
  private final Queue<EarningRule> earningRules = new ConcurrentLinkedQueue<>();
  private final Queue<DrawerStep> drawerSteps = new ConcurrentLinkedQueue<>();
  private final Queue<Long> soldAtMillis = new ConcurrentLinkedQueue<>();
  private final AtomicLong unknown = new AtomicLong();

  public Recorder(Path path) throws IOException {
    file = Files.newBufferedWriter(path);
  }

  /** Since the start of the run. */
  public long millis() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  public long nextNumber() {
    return numbers.incrementAndGet();
  }

  /** Records the end of a call; the answer is null if there was none. */
  public void call(Call call, MessageOrBuilder request, @Nullable MessageOrBuilder answer) {
    calls.add(call);
    if (call.outcome() == Outcome.UNKNOWN) {
      unknown.incrementAndGet();
    }
    JsonObject line = gson.toJsonTree(call).getAsJsonObject();
    line.addProperty("kind", "call");
    line.add("asked", json(request));
    if (answer != null) {
      line.add("answered", json(answer));
    }
    write(line);
  }

  public void sale(Sale sale) {
    sales.add(sale);
    write("sale", sale);
  }

  /** Records that a till got the answer that its sale is complete. */
  public void saleCompleted() {
    soldAtMillis.add(millis());
  }

  public void stockStep(StockStep step) {
    stockSteps.add(step);
    write("stock", step);
  }

  public void price(Price price) {
    prices.add(price);
    write("price", price);
  }

  public void event(SeenEvent event) {
    events.add(event);
    write("event", event);
  }

  public void ledgerStep(LedgerStep step) {
    ledgerSteps.add(step);
    write("ledger", step);
  }

  public void drawerStep(DrawerStep step) {
    drawerSteps.add(step);
    write("drawer", step);
  }

  public void merge(Merge merge) {
    merges.add(merge);
    write("merge", merge);
  }

  public void creditLimit(CreditLimit limit) {
    creditLimits.add(limit);
    write("limit", limit);
  }

  public void earningRule(EarningRule rule) {
    earningRules.add(rule);
    write("rule", rule);
  }

  /** Something else worth a line, such as a fault. */
  public void note(String kind, Object what) {
    write(kind, what);
  }

  public List<Long> soldAtMillis() {
    return List.copyOf(soldAtMillis);
  }

  public int sold() {
    return soldAtMillis.size();
  }

  public long unknown() {
    return unknown.get();
  }

  public int seenEvents() {
    return events.size();
  }

  public History history(List<String> tenants) {
    return new History(
        tenants,
        List.copyOf(calls),
        List.copyOf(sales),
        List.copyOf(stockSteps),
        List.copyOf(prices),
        List.copyOf(events),
        new CustomerHistory(
            List.copyOf(ledgerSteps),
            List.copyOf(merges),
            List.copyOf(creditLimits),
            List.copyOf(earningRules)),
        List.copyOf(drawerSteps));
  }

  private void write(String kind, Object what) {
    JsonObject line = gson.toJsonTree(what).getAsJsonObject();
    line.addProperty("kind", kind);
    line.addProperty("writtenAtMillis", millis());
    write(line);
  }

  private void write(JsonObject line) {
    String text = gson.toJson(line);
    synchronized (file) {
      try {
        file.write(text);
        file.newLine();
      } catch (IOException e) {
        throw new UncheckedIOException("the history cannot be written", e);
      }
    }
  }

  private static JsonObject json(MessageOrBuilder message) {
    try {
      return JsonParser.parseString(PRINTER.print(message)).getAsJsonObject();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (file) {
      file.close();
    }
  }
}
