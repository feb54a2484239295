package id.laris.staff.pin;

import id.laris.common.Caller;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Limits how many wrong PINs are tried at a register, with all its devices; by a user who is not at
 * one; and in a tenant, so that many of them do not help. The last wrong one that is allowed locks
 * for {@link #PERIOD}; before that, wrong ones are forgotten after that time.
 *
 * <p>A try counts as wrong until it was right, in the database, so that all processes count
 * together. A right one takes back itself only: who has a PIN cannot use it to wipe out guesses.
 */
@Component
class PinTries {

  static final int AT_ONE_PLACE = 5;
  static final int IN_A_TENANT = 50;
  static final Duration PERIOD = Duration.ofMinutes(5);

  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;

  PinTries(JdbcClient jdbc, Writes writes, Clock clock) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
  }

  private record Owner(UUID id, int most) {}

  /**
   * Counts a try as wrong, in a transaction of its own. Errors: INVALID_PIN, with the time to wait.
   */
  void begin() {
    Instant now = clock.instant();
    boolean _ =
        writes.run(
            () -> {
              owners().forEach(owner -> count(owner, now));
              return true;
            });
  }

  /** Takes back the try that was begun, in the current transaction or one of its own. */
  void wasRight() {
    boolean _ =
        writes.run(
            () -> {
              owners().forEach(this::takeBack);
              return true;
            });
  }

  private void takeBack(Owner owner) {
    jdbc.sql(
            "update staff.pin_try set wrong = greatest(wrong - 1, 0) where tenant_id = ? and owner_id = ?")
        .params(Caller.current().tenantId(), owner.id)
        .update();
  }

  /** The tenant comes last: its row is the one for which all others wait. */
  private static List<Owner> owners() {
    Caller caller = Caller.current();
    UUID place = caller.registerId() == null ? caller.userId() : caller.registerId();
    return List.of(new Owner(place, AT_ONE_PLACE), new Owner(caller.tenantId(), IN_A_TENANT));
  }

  private void count(Owner owner, Instant now) {
    int counted =
        jdbc.sql(
                """
                insert into staff.pin_try as known (tenant_id, owner_id, wrong, until)
                values (:tenant, :owner, 1, :end)
                on conflict (tenant_id, owner_id) do update set
                  wrong = case when known.until <= :now then 1 else known.wrong + 1 end,
                  until = case when known.until <= :now or known.wrong + 1 >= :most then :end else known.until end
                where known.until <= :now or known.wrong < :most
                """)
            .param("tenant", Caller.current().tenantId())
            .param("owner", owner.id)
            .param("most", owner.most)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("end", now.plus(PERIOD).atOffset(ZoneOffset.UTC))
            .update();
    if (counted == 0) {
      throw Errors.retryable(
          Reason.INVALID_PIN,
          "Too many wrong PINs were tried: wait until they are forgotten.",
          Duration.between(now, until(owner)));
    }
  }

  private Instant until(Owner owner) {
    return jdbc.sql("select until from staff.pin_try where tenant_id = ? and owner_id = ?")
        .params(Caller.current().tenantId(), owner.id)
        .query((row, number) -> row.getObject("until", OffsetDateTime.class).toInstant())
        .single();
  }
}
