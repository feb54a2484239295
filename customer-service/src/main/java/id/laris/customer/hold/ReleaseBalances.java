package id.laris.customer.hold;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.balance.LockedBalances;
import id.laris.pos.v1.ReleaseBalancesRequest;
import id.laris.pos.v1.ReleaseBalancesResponse;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives up an attempt to hold balances for an order, with the older ones: only the payments that
 * the order has keep what is held for them, and these attempts are refused if they come later.
 *
 * <p>Repeating it changes nothing, and neither does it after the order has ended: then its events
 * have decided.
 */
@Component
public class ReleaseBalances {

  private final Holds holds;
  private final Ledger ledger;
  private final Writes writes;
  private final Clock clock;

  ReleaseBalances(Holds holds, Ledger ledger, Writes writes, Clock clock) {
    this.holds = holds;
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  public ReleaseBalancesResponse run(ReleaseBalancesRequest request) {
    return writes.once(
        request,
        ReleaseBalancesResponse.parser(),
        () -> {
          release(request);
          return ReleaseBalancesResponse.getDefaultInstance();
        });
  }

  private void release(ReleaseBalancesRequest request) {
    HeldOrder order = holds.lock(Ids.parse(request.getOrderId()));
    if (!order.giveUp(request.getRevision())) {
      return;
    }
    Set<UUID> kept = Set.copyOf(Ids.parseAll(request.getKeptPaymentIdsList()));
    List<Hold> ended =
        holds.of(List.of(order.orderId())).stream()
            .filter(hold -> !kept.contains(hold.paymentId()))
            .toList();
    LockedBalances balances = ledger.lock(ended.stream().map(Hold::balanceId).toList());
    for (Hold hold : ended) {
      Objects.requireNonNull(balances.at(hold.balanceId()))
          .release(hold.amount(), Cause.now(clock.instant()));
    }
    holds.delete(ended);
    holds.store(List.of(order));
    ledger.store(balances.all());
  }
}
