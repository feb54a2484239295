package id.laris.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** All transactions in memory, never more than so many: the oldest finished ones are forgotten. */
final class Transactions {

  private record OrderKey(Merchant merchant, String orderId) {}

  private static final Comparator<Transaction> BY_EXPIRY =
      Comparator.<Transaction, Instant>comparing(
              transaction -> Objects.requireNonNullElse(transaction.expiresAt, Instant.MAX))
          .thenComparingLong(transaction -> transaction.number);

  private final int maximum;
  private final Map<String, Transaction> byId = new ConcurrentHashMap<>();
  private final Map<OrderKey, Transaction> byOrder = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, Transaction> byNumber = new ConcurrentSkipListMap<>();
  private final NavigableSet<Transaction> byExpiry = new ConcurrentSkipListSet<>(BY_EXPIRY);
  private final Queue<Transaction> finished = new ConcurrentLinkedQueue<>();
  private final Collection<Merchant> merchants = ConcurrentHashMap.newKeySet();

  Transactions(int maximum) {
    this.maximum = maximum;
  }

  /** Adds it, unless its order_id is taken by one that is pending or paid. */
  boolean add(Transaction transaction) {
    OrderKey key = new OrderKey(transaction.merchant, transaction.orderId());
    Transaction winner =
        byOrder.compute(
            key,
            (order, existing) ->
                existing == null || existing.status().freesOrderId() ? transaction : existing);
    if (winner != transaction) {
      return false;
    }
    merchants.add(transaction.merchant);
    byId.put(transaction.id.toString(), transaction);
    byNumber.put(transaction.number, transaction);
    if (transaction.expiresAt != null) {
      byExpiry.add(transaction);
    }
    forgetBeyondMaximum();
    return true;
  }

  /** The merchant's transaction of that order_id or transaction_id. */
  @Nullable Transaction find(Merchant merchant, String id) {
    Transaction found = byId.get(id);
    if (found == null) {
      found = byOrder.get(new OrderKey(merchant, id));
    }
    return found != null && found.merchant.equals(merchant) ? found : null;
  }

  @Nullable Transaction findById(String transactionId) {
    return byId.get(transactionId);
  }

  /** Any merchant's transaction of that order_id or transaction_id. */
  Transaction require(String id) {
    Transaction found = byId.get(id);
    if (found != null) {
      return found;
    }
    List<Transaction> ofOrder =
        merchants.stream()
            .map(merchant -> byOrder.get(new OrderKey(merchant, id)))
            .filter(Objects::nonNull)
            .toList();
    return switch (ofOrder.size()) {
      case 0 -> throw new IllegalArgumentException("there is no transaction " + id);
      case 1 -> ofOrder.getFirst();
      default ->
          throw new IllegalArgumentException(
              "several merchants have an order " + id + "; say the transaction_id");
    };
  }

  Collection<Transaction> newestFirst() {
    return byNumber.descendingMap().values();
  }

  /**
   * The transactions whose expiry has come; others may be among the answer when they were paid just
   * now.
   */
  Collection<Transaction> expiredBy(Instant now) {
    return byExpiry.stream()
        .takeWhile(
            transaction -> transaction.expiresAt != null && !transaction.expiresAt.isAfter(now))
        .toList();
  }

  /** From here on it need not be looked at when time passes. */
  void doesNotExpire(Transaction transaction) {
    byExpiry.remove(transaction);
  }

  /** Nobody decides about it any more: it may be forgotten. */
  void finished(Transaction transaction) {
    finished.add(transaction);
  }

  void clear() {
    byOrder.clear();
    byId.clear();
    byNumber.clear();
    byExpiry.clear();
    finished.clear();
    merchants.clear();
  }

  private void forgetBeyondMaximum() {
    while (byId.size() > maximum) {
      Transaction oldest = finished.poll();
      if (oldest == null) {
        var first = byNumber.firstEntry();
        if (first == null) {
          return;
        }
        oldest = first.getValue();
      }
      byNumber.remove(oldest.number);
      byExpiry.remove(oldest);
      byOrder.remove(new OrderKey(oldest.merchant, oldest.orderId()), oldest);
      byId.remove(oldest.id.toString());
    }
  }
}
