package id.laris.inventory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * FIFO in the simplest way: every piece on its own, with its age at its place, its number in its
 * arrival, and its cost.
 */
final class FifoModel {

  private final List<List<Piece>> places = List.of(new ArrayList<>(), new ArrayList<>());
  private final Map<String, Transfer> transfers = new LinkedHashMap<>();
  private long arrivals;
  private long bought;
  private long gone;

  private record Piece(long age, long number, long cost) {}

  private record Transfer(int from, List<Piece> pieces, List<Piece> shipped) {

    boolean isUntouched() {
      return pieces.size() == shipped.size();
    }
  }

  /** Parts of a delivery. */
  record Parts(long good, long damaged, long returned) {}

  /** Something that happens; its numbers are cut down to what is possible. */
  record Step(Kind kind, int place, long count, long cost) {

    enum Kind {
      BUY,
      SELL,
      SHIP,
      RECEIVE,
      CANCEL
    }
  }

  void buy(int place, long count, long cost) {
    arrivals++;
    for (long left = count; left > 0; left--) {
      long share = halfUp(cost * left, count) - halfUp(cost * (left - 1), count);
      places.get(place).add(new Piece(arrivals, count - left, share));
    }
    bought += cost;
  }

  private static long halfUp(long dividend, long divisor) {
    return (2 * dividend + divisor) / (2 * divisor);
  }

  void sell(int place, long count) {
    gone += cost(take(places.get(place), count));
  }

  void ship(String transfer, int place, long count) {
    List<Piece> pieces = take(places.get(place), count);
    transfers.put(transfer, new Transfer(place, new ArrayList<>(pieces), pieces));
  }

  /** Splits what is on its way into good, damaged and returned pieces, and moves them. */
  Parts receive(String id, long count, long salt) {
    Transfer transfer = Objects.requireNonNull(transfers.get(id));
    long most = Math.min(count, transfer.pieces().size());
    long damaged = Math.min(most, salt % 3);
    long returned = Math.min(most - damaged, count % 3);
    Parts parts = new Parts(most - damaged - returned, damaged, returned);
    for (Piece piece : take(transfer.pieces(), parts.good())) {
      places.get(1 - transfer.from()).add(new Piece(++arrivals, 0, piece.cost()));
    }
    gone += cost(take(transfer.pieces(), damaged));
    takeBack(transfer.from(), take(transfer.pieces(), returned));
    return parts;
  }

  void cancel(String id) {
    Transfer transfer = Objects.requireNonNull(transfers.get(id));
    takeBack(transfer.from(), take(transfer.pieces(), transfer.pieces().size()));
  }

  private void takeBack(int place, List<Piece> pieces) {
    places.get(place).addAll(pieces);
    places.get(place).sort(Comparator.comparingLong(Piece::age).thenComparingLong(Piece::number));
  }

  Optional<String> someTransfer(long salt) {
    return some(transfer -> !transfer.pieces().isEmpty(), salt);
  }

  Optional<String> someUntouched(long salt) {
    return some(transfer -> !transfer.pieces().isEmpty() && transfer.isUntouched(), salt);
  }

  private Optional<String> some(Predicate<Transfer> wanted, long salt) {
    List<String> found =
        transfers.entrySet().stream()
            .filter(entry -> wanted.test(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found.get((int) (salt % found.size())));
  }

  private static List<Piece> take(List<Piece> pieces, long count) {
    List<Piece> oldest = pieces.subList(0, (int) count);
    List<Piece> taken = List.copyOf(oldest);
    oldest.clear();
    return taken;
  }

  private static long cost(List<Piece> pieces) {
    return pieces.stream().mapToLong(Piece::cost).sum();
  }

  long onHand(int place) {
    return places.get(place).size();
  }

  long value(int place) {
    return cost(places.get(place));
  }

  long inTransit() {
    return transfers.values().stream().mapToLong(transfer -> cost(transfer.pieces())).sum();
  }

  long bought() {
    return bought;
  }

  /** Sold or broken. */
  long gone() {
    return gone;
  }
}
