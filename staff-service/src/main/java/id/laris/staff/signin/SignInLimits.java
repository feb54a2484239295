package id.laris.staff.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Subscriber;
import id.laris.staff.token.InTenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Limits how often somebody may try to sign in: as one account, and from a network address. The
 * database counts, so the limits hold over all processes and restarts.
 *
 * <p>A try is counted before the password is looked at, so many at the same moment do not slip
 * through; one that succeeds is taken back.
 */
@Component
public class SignInLimits {

  static final int AS_AN_ACCOUNT = 10;
  static final int FROM_AN_ADDRESS = 100;
  static final Duration WINDOW = Duration.ofMinutes(15);

  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;
  private final AtomicReference<Instant> sweptAt = new AtomicReference<>(Instant.MIN);

  SignInLimits(JdbcClient jdbc, Writes writes, Clock clock) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
  }

  private record Counted(int attempts, Instant begunAt) {}

  /**
   * Counts a try from a network address. Count it before the one as an account: whoever has used up
   * these no longer uses up those of others. Errors: RATE_LIMITED.
   *
   * @param address null inside of the process
   */
  public void countFrom(@Nullable String address) {
    if (address != null) {
      require(refusalOf(fromAddress(address), FROM_AN_ADDRESS));
    }
  }

  /** Takes such a try back that was right. */
  public void succeededFrom(@Nullable String address) {
    if (address != null) {
      takeBack(fromAddress(address));
    }
  }

  /**
   * Counts a try as an account.
   *
   * @return why it may not be made, RATE_LIMITED; empty where it may
   */
  Optional<PosException> count(String account) {
    return refusalOf(asAccount(account), AS_AN_ACCOUNT);
  }

  /** Takes such a try back that was right. */
  void succeeded(String account) {
    takeBack(asAccount(account));
  }

  /** Counts a try as an account. Errors: RATE_LIMITED. */
  void require(String account) {
    require(count(account));
  }

  private static void require(Optional<PosException> refusal) {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  private static byte[] asAccount(String account) {
    // Letter by letter, as the database folds e-mail addresses: one letter never becomes two.
    return hash(
        "account "
            + account
                .codePoints()
                .map(Character::toLowerCase)
                .collect(
                    StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
  }

  private static byte[] fromAddress(String address) {
    return hash("address " + Subscriber.of(address));
  }

  private static byte[] hash(String subject) {
    return Hashing.sha256().hashString(subject, UTF_8).asBytes();
  }

  private Optional<PosException> refusalOf(byte[] subject, int most) {
    Instant now = clock.instant();
    Counted counted =
        inInstallation(
            () -> {
              sweep(now);
              return counted(subject, now);
            });
    return counted.attempts() <= most
        ? Optional.empty()
        : Optional.of(
            Errors.retryable(
                Reason.RATE_LIMITED,
                "Too many tries to sign in: try again in a few minutes, or have the password set"
                    + " anew.",
                Duration.between(now, counted.begunAt().plus(WINDOW))));
  }

  private Counted counted(byte[] subject, Instant now) {
    return jdbc.sql(
            """
            insert into staff.sign_in_attempt as attempt (tenant_id, subject_hash, begun_at, attempts)
            values (:tenant, :subject, :now, 1)
            on conflict (tenant_id, subject_hash) do update set
              begun_at = case when attempt.begun_at <= :over then :now else attempt.begun_at end,
              attempts = case when attempt.begun_at <= :over then 1 else attempt.attempts + 1 end
            returning attempts, begun_at
            """)
        .param("tenant", InTenant.INSTALLATION)
        .param("subject", subject)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("over", now.minus(WINDOW).atOffset(ZoneOffset.UTC))
        .query(
            (row, number) ->
                new Counted(
                    row.getInt("attempts"),
                    row.getObject("begun_at", OffsetDateTime.class).toInstant()))
        .single();
  }

  private void takeBack(byte[] subject) {
    var _ =
        inInstallation(
            () ->
                jdbc.sql(
                        """
                        update staff.sign_in_attempt set attempts = attempts - 1
                        where tenant_id = ? and subject_hash = ? and attempts > 0
                        """)
                    .params(InTenant.INSTALLATION, subject)
                    .update());
  }

  /** Forgets, now and then, what no longer counts. */
  private void sweep(Instant now) {
    Instant last = sweptAt.get();
    if (last.plus(WINDOW).isBefore(now) && sweptAt.compareAndSet(last, now)) {
      jdbc.sql("delete from staff.sign_in_attempt where tenant_id = ? and begun_at <= ?")
          .params(InTenant.INSTALLATION, now.minus(WINDOW).atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  private <T> T inInstallation(Supplier<T> work) {
    return InTenant.call(InTenant.INSTALLATION, () -> writes.run(work));
  }
}
