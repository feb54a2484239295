package id.laris.customer.giftcard;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.customer.CustomerModule;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.balance.LockedBalances;
import id.laris.pos.v1.GiftCard.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes what is left on cards whose time is over, but never what is held for a payment. */
@Component
class ExpiredGiftCards implements TenantJob {

  private static final int AT_ONCE = 100;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Writes writes;
  private final Clock clock;

  ExpiredGiftCards(JdbcClient jdbc, Ledger ledger, Writes writes, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "customer.expired-gift-cards";
  }

  @Override
  public String service() {
    return CustomerModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public String mayBeWork() {
    return "select from customer.balance where tenant_id = $1 and expires_at <= $2 and expires_at is not null and status in ('ACTIVE', 'FROZEN')";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, this::endSome);
  }

  private int endSome() {
    Instant now = clock.instant();
    List<UUID> due =
        jdbc.sql(
                """
                select id from customer.balance
                where tenant_id = :tenant and expires_at <= :now and expires_at is not null and status in ('ACTIVE', 'FROZEN')
                order by expires_at limit :atMost
                """)
            .param("tenant", Caller.current().tenantId())
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("atMost", AT_ONCE)
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    LockedBalances locked = ledger.lock(due);
    locked.all().stream()
        // Another process may have ended it while this one waited for the lock.
        .filter(
            card -> card.card().status() == Status.ACTIVE || card.card().status() == Status.FROZEN)
        .forEach(card -> card.expire(Cause.now(now)));
    ledger.store(locked.all());
    return due.size();
  }
}
