package id.laris.sales.stock;

import id.laris.common.db.AfterCommit;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.StockLine;
import id.laris.sales.order.LookAgain;
import id.laris.sales.order.Order;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds the stock of an order from before it is stored, in three steps: note the attempt ({@link
 * StockIntents}), reserve in inventory under the attempt's revision, and store the order and delete
 * the note in one transaction. Whatever stops in between leaves the note, and {@link StockHoldJob}
 * releases what it stands for; an order is never stored by an attempt whose note is gone.
 *
 * <p>An attempt begins only while the order is as it was seen, looked at after the note was
 * written: one that has stored the order deleted its own note before. So no attempt replaces the
 * reservation of an order that was stored by another.
 */
@Component
public class StockHolds {

  /** How long stock is held, unless that is prolonged. */
  static final Duration LIFETIME = Duration.ofHours(24);

  private static final Logger log = LoggerFactory.getLogger(StockHolds.class);

  /** How long another attempt for the same order is waited for: it would come to nothing. */
  private static final int PAUSES = 50;

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final StockIntents intents;
  private final Reservations reservations;
  private final Writes writes;
  private final Clock clock;

  StockHolds(StockIntents intents, Reservations reservations, Writes writes, Clock clock) {
    this.intents = intents;
    this.reservations = reservations;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * Stores an order with its stock held, where it is sold at a location and takes something from
   * stock; else just stores it. Where storing fails, what was held is given back.
   *
   * <p>Errors: what inventory refuses, such as INSUFFICIENT_STOCK; UNAVAILABLE; those of storing.
   *
   * @param asSeen whether the order is still as it was seen; asked in a transaction
   * @param store stores the order, and hands it the hold
   */
  public <R> R holding(
      Order order, QuoteItemsResponse quote, BooleanSupplier asSeen, Function<StockHold, R> store) {
    Stream<StockLine> lines =
        quote.getItemsList().stream().map(QuotedItem::getStockUsesList).flatMap(List::stream);
    return order.location() == null
        ? store.apply(StockHold.NONE)
        : holding(order, lines, asSeen, store);
  }

  <R> R holding(
      Order order, Stream<StockLine> lines, BooleanSupplier asSeen, Function<StockHold, R> store) {
    List<StockLine> sums = sum(lines);
    if (sums.isEmpty()) {
      return store.apply(StockHold.NONE);
    }
    Held held = reserve(order, sums, asSeen);
    R answer;
    try {
      answer = store.apply(held);
    } catch (RuntimeException e) {
      giveUp(held.attempt);
      throw e;
    }
    if (!held.handedOver) {
      // The answer is that of an earlier call with the same idempotency key.
      giveUp(held.attempt);
    }
    return answer;
  }

  private Held reserve(Order order, List<StockLine> lines, BooleanSupplier asSeen) {
    UUID locationId = Objects.requireNonNull(order.details().locationId());
    Attempt attempt = begin(order.id(), asSeen);
    Instant until = clock.instant().plus(LIFETIME);
    try {
      reservations.reserve(attempt, locationId, lines, until);
    } catch (StatusRuntimeException e) {
      giveUp(attempt);
      throw Reservations.isOver(e) ? LookAgain.overtaken(order.id()) : e;
    } catch (RuntimeException e) {
      // Inventory cannot be reached, and may have reserved all the same: that is for the job.
      beside(attempt, () -> writes.run(() -> intents.giveUp(attempt)));
      throw e;
    }
    return new Held(attempt, until);
  }

  private Attempt begin(UUID orderId, BooleanSupplier asSeen) {
    for (int pauses = 0; ; pauses++) {
      boolean patienceIsOver = pauses == PAUSES;
      Optional<Attempt> attempt = writes.run(() -> begin(orderId, asSeen, patienceIsOver));
      if (attempt.isPresent()) {
        return attempt.get();
      }
      if (patienceIsOver) {
        throw LookAgain.overtaken(orderId);
      }
      pause();
    }
  }

  private Optional<Attempt> begin(UUID orderId, BooleanSupplier asSeen, boolean evenUnderWay) {
    Optional<Attempt> attempt =
        intents.note(orderId, evenUnderWay).or(() -> intents.takeOver(orderId, evenUnderWay));
    // A statement of its own, after the note: it sees whatever deleted a note that was there
    // before.
    if (attempt.isPresent() && !asSeen.getAsBoolean()) {
      throw LookAgain.overtaken(orderId);
    }
    return attempt;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Errors.unavailable("The service, which is stopping,");
    }
  }

  /**
   * Gives an attempt up at once, so that nobody waits for its stock. It may have been handed over
   * all the same where the end of the transaction was not heard of: the note knows.
   */
  private void giveUp(Attempt attempt) {
    beside(
        attempt,
        () -> {
          if (writes.run(() -> intents.giveUp(attempt))) {
            release(attempt);
          }
        });
  }

  /** Releases what an attempt that was given up holds. Each step may be repeated. */
  void release(Attempt attempt) {
    reservations.release(attempt);
    writes.run(
        () -> {
          intents.forget(attempt);
          return attempt;
        });
  }

  /** Does what the job would do later; whether the caller still waits is no matter. */
  private static void beside(Attempt attempt, Runnable work) {
    try {
      Context.current().fork().run(work);
    } catch (RuntimeException e) {
      log.warn("the attempt to hold stock {} is left for the job: {}", attempt, e.toString());
    }
  }

  static List<StockLine> sum(Stream<StockLine> lines) {
    Map<String, Long> quantities = new TreeMap<>();
    lines.forEach(
        line -> quantities.merge(line.getVariantId(), line.getQuantity(), Math::addExact));
    return quantities.entrySet().stream()
        .map(
            entry ->
                StockLine.newBuilder()
                    .setVariantId(entry.getKey())
                    .setQuantity(entry.getValue())
                    .build())
        .toList();
  }

  /** What an attempt holds. */
  private final class Held implements StockHold {

    private final Attempt attempt;
    private final Instant until;
    private boolean handedOver;

    Held(Attempt attempt, Instant until) {
      this.attempt = attempt;
      this.until = until;
    }

    @Override
    public void handTo(Order order) {
      if (!intents.handOver(attempt)) {
        throw LookAgain.overtaken(attempt.orderId());
      }
      order.holdStock(attempt.revision(), until);
      // A transaction that is rolled back has handed nothing over, though the call be answered.
      AfterCommit.run(() -> handedOver = true);
    }
  }
}
