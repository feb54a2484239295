package id.laris.staff.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Subscriber;
import id.laris.staff.token.InTenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Limits how often somebody may try to sign in: for an e-mail address, and from a network address.
 * The database counts, so the limits hold over all processes and restarts.
 *
 * <p>A try is counted before the password is looked at, so many at the same moment do not slip
 * through; one that succeeds is taken back.
 */
@Component
public class SignInLimits {

  static final int FOR_AN_EMAIL = 10;
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
   * Counts a try. Errors: RATE_LIMITED.
   *
   * @param address null inside of the process
   */
  void count(String email, @Nullable String address) {
    Instant now = clock.instant();
    // Addresses first: whoever has used up theirs no longer uses up those of others.
    if (address != null) {
      require(fromAddress(address), FROM_AN_ADDRESS, now);
    }
    require(forEmail(email), FOR_AN_EMAIL, now);
  }

  /**
   * Counts a try of another secret than a password, which names nobody. Errors: RATE_LIMITED.
   *
   * @param address null inside of the process
   */
  public void countFrom(@Nullable String address) {
    if (address != null) {
      require(fromAddress(address), FROM_AN_ADDRESS, clock.instant());
    }
  }

  /** Takes such a try back that was right. */
  public void succeededFrom(@Nullable String address) {
    if (address != null) {
      inInstallation(() -> takeBack(fromAddress(address)));
    }
  }

  /** Takes a try back that was right. */
  void succeeded(String email, @Nullable String address) {
    inInstallation(
        () -> {
          takeBack(forEmail(email));
          if (address != null) {
            takeBack(fromAddress(address));
          }
        });
  }

  private static byte[] forEmail(String email) {
    // Letter by letter, as the database folds them: one letter never becomes two.
    return hash(
        "email "
            + email
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

  private void require(byte[] subject, int most, Instant now) {
    AtomicReference<@Nullable Counted> counted = new AtomicReference<>();
    inInstallation(
        () -> {
          sweep(now);
          counted.set(counted(subject, now));
        });
    Counted result = counted.get();
    if (result != null && result.attempts() > most) {
      throw Errors.retryable(
          Reason.RATE_LIMITED,
          "Too many tries to sign in: try again in a few minutes, or have the password set anew.",
          Duration.between(now, result.begunAt().plus(WINDOW)));
    }
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
    jdbc.sql(
            """
            update staff.sign_in_attempt set attempts = attempts - 1
            where tenant_id = ? and subject_hash = ? and attempts > 0
            """)
        .params(InTenant.INSTALLATION, subject)
        .update();
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

  private void inInstallation(Runnable work) {
    InTenant.call(
        InTenant.INSTALLATION,
        () ->
            writes.run(
                () -> {
                  work.run();
                  return true;
                }));
  }
}
