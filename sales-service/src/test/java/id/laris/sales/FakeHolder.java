package id.laris.sales;

import id.laris.common.errors.Errors;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holder;
import id.laris.sales.order.Order;
import io.grpc.Status;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A second holder beside stock, by the rules of {@link Holder}: it holds a number of points for an
 * order. It can refuse, lose an answer after it has done its work, and be down.
 */
final class FakeHolder implements Holder<Long> {

  enum Behaviour {
    ANSWER,
    REFUSE,
    LOSE_ANSWERS,
    BE_DOWN
  }

  record Held(HoldKey key, long points) {}

  private final Map<UUID, Held> held = new ConcurrentHashMap<>();
  private final Map<UUID, Long> released = new ConcurrentHashMap<>();
  private final Map<UUID, HoldKey> handedOver = new ConcurrentHashMap<>();
  private volatile Behaviour behaviour = Behaviour.ANSWER;

  void behave(Behaviour newBehaviour) {
    behaviour = newBehaviour;
  }

  Map<UUID, Held> held() {
    return held;
  }

  /** The keys under which orders have taken points over. */
  Map<UUID, HoldKey> handedOver() {
    return handedOver;
  }

  @Override
  public String name() {
    return "points";
  }

  @Override
  public void take(HoldKey key, Long points) {
    if (behaviour == Behaviour.REFUSE) {
      throw Status.FAILED_PRECONDITION.withDescription("too few points").asRuntimeException();
    }
    requireUp();
    if (key.revision() <= released.getOrDefault(key.orderId(), 0L)) {
      throw Status.ABORTED.withDescription("released before").asRuntimeException();
    }
    held.put(key.orderId(), new Held(key, points));
    loseAnswer();
  }

  @Override
  public void handOver(HoldKey key, Long points, Order order) {
    handedOver.put(order.id(), key);
  }

  @Override
  public void release(HoldKey key) {
    requireUp();
    released.merge(key.orderId(), key.revision(), Math::max);
    held.computeIfPresent(
        key.orderId(), (id, now) -> now.key.revision() <= key.revision() ? null : now);
    loseAnswer();
  }

  private void requireUp() {
    if (behaviour == Behaviour.BE_DOWN) {
      throw Errors.unavailable("The points service");
    }
  }

  private void loseAnswer() {
    if (behaviour == Behaviour.LOSE_ANSWERS) {
      throw Errors.unavailable("The points service");
    }
  }
}
