package id.laris.sales.hold;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.sales.order.ConcurrentOrderChange;
import io.grpc.Context;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Holds what an order needs from before the order is stored, in three steps: note the attempt and
 * its holders ({@link HoldIntents}), ask the holders under the attempt's revision, and store the
 * order and delete the note in one transaction. If anything stops in between, the note remains, and
 * {@link HoldCleanupJob} releases its holds; an attempt whose note is gone never stores an order.
 *
 * <p>An attempt begins only while the order is as it was read, which is checked after the note was
 * written: one that has stored the order deleted its own note before. So no attempt replaces what
 * is held for an order that was stored by another.
 */
@Component
public class OrderHolds {

  private static final Logger log = LoggerFactory.getLogger(OrderHolds.class);

  /** Another attempt for the same order is waited for: only one of the two can succeed. */
  private static final int PAUSES = 50;

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final HoldIntents intents;
  private final Writes writes;
  private final Map<String, Holder<?>> holders;

  OrderHolds(HoldIntents intents, Writes writes, List<Holder<?>> holders) {
    this.intents = intents;
    this.writes = writes;
    this.holders = holders.stream().collect(toMap(Holder::name, holder -> holder));
  }

  /**
   * Notes an attempt, before any holder is asked. Nothing is noted where nothing is claimed.
   *
   * @param isAsRead whether the order is still as it was read; asked in a transaction
   * @throws ConcurrentOrderChange where it is not, or another attempt takes too long
   */
  public Holds begin(UUID orderId, List<? extends Claim<?>> claims, BooleanSupplier isAsRead) {
    if (claims.isEmpty()) {
      return new Holds(this, claims, null);
    }
    Set<String> names = claims.stream().map(claim -> claim.holder().name()).collect(toSet());
    for (int pauses = 0; pauses < PAUSES; pauses++) {
      Optional<HoldIntent> intent = note(orderId, names, isAsRead, false);
      if (intent.isPresent()) {
        return new Holds(this, claims, intent.get());
      }
      pause();
    }
    return new Holds(
        this,
        claims,
        note(orderId, names, isAsRead, true).orElseThrow(() -> ConcurrentOrderChange.of(orderId)));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Errors.unavailable("The service, which is stopping,");
    }
  }

  private Optional<HoldIntent> note(
      UUID orderId, Set<String> names, BooleanSupplier isAsRead, boolean evenUnderWay) {
    return writes.run(
        () -> {
          Optional<HoldIntent> intent =
              intents
                  .note(orderId, names, evenUnderWay)
                  .or(() -> intents.takeOver(orderId, names, evenUnderWay));
          // A statement of its own, after the note: it sees whatever deleted a note that was there
          // before.
          if (intent.isPresent() && !isAsRead.getAsBoolean()) {
            throw ConcurrentOrderChange.of(orderId);
          }
          return intent;
        });
  }

  /**
   * Releases the holds of an earlier attempt, whose note was taken over, that this one does not
   * claim.
   */
  void releaseUnclaimed(HoldIntent intent, List<? extends Claim<?>> claims) {
    intent.holders().stream()
        .filter(name -> claims.stream().noneMatch(claim -> claim.holder().name().equals(name)))
        .forEach(name -> holder(name).release(intent.key()));
  }

  /** Ends the attempt in the transaction that stores the order. */
  void deleteIntent(HoldIntent intent) {
    if (!intents.handOver(intent.key())) {
      throw ConcurrentOrderChange.of(intent.key().orderId());
    }
  }

  /**
   * Gives an attempt up at once, so that nobody waits for its holds; it does not matter whether the
   * caller still waits. If the end of the transaction is unknown, it may have been handed over
   * nevertheless: the note tells.
   */
  void giveUp(HoldIntent intent, boolean leaveToJob) {
    try {
      Context.current()
          .fork()
          .run(
              () -> {
                if (writes.run(() -> intents.giveUp(intent.key())) && !leaveToJob) {
                  release(intent);
                }
              });
    } catch (RuntimeException e) {
      log.warn("{} is left for the job: {}", intent, e.toString());
    }
  }

  /**
   * Releases the holds of an attempt that was given up. A holder that fails does not stop the
   * others.
   */
  void release(HoldIntent intent) {
    RuntimeException failure = null;
    for (String name : intent.holders()) {
      try {
        holder(name).release(intent.key());
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    writes.run(
        () -> {
          intents.delete(intent.key());
          return intent;
        });
  }

  private Holder<?> holder(String name) {
    return Objects.requireNonNull(holders.get(name), () -> "no holder is named " + name);
  }
}
