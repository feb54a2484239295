package id.laris.staff.signin;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hashes of the tenant's passwords, each read and written in the current transaction. */
@Component
class Passwords {

  /** The first tries of everybody who guesses, of the lengths that are allowed. */
  private static final Set<String> BANNED =
      Set.of(
          "0123456789",
          "1234567890",
          "12345678910",
          "123456789a",
          "1q2w3e4r5t",
          "1q2w3e4r5t6y",
          "1qaz2wsx3edc",
          "9876543210",
          "abcdefghij",
          "administrator",
          "bismillah123",
          "changeme123",
          "changemenow",
          "iloveyou123",
          "indonesia123",
          "letmein123",
          "password01",
          "password11",
          "password12",
          "password123",
          "password1234",
          "password12345",
          "passw0rd123",
          "p@ssw0rd123",
          "q1w2e3r4t5",
          "qazwsxedc123",
          "qwerty12345",
          "qwerty123456",
          "qwertyuiop",
          "qwertyuiop123",
          "sayangku123",
          "sunshine123",
          "superman123",
          "welcome123",
          "welcome1234",
          "zaq12wsxcde3");

  private final JdbcClient jdbc;
  private final Clock clock;

  Passwords(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Refuses what is tried first, however long it is. */
  static void requireGood(String field, String password, String email) {
    String folded = password.toLowerCase(Locale.ROOT);
    if (BANNED.contains(folded)
        || folded.chars().distinct().count() < 4
        || folded.equals(email.toLowerCase(Locale.ROOT))) {
      throw Errors.invalid(
          field,
          "is among the first that somebody who guesses would try: take several words that have"
              + " nothing to do with each other");
    }
  }

  Optional<String> find(UUID employeeId) {
    return jdbc.sql(
            "select hash from staff.employee_password where tenant_id = ? and employee_id = ?")
        .params(Caller.current().tenantId(), employeeId)
        .query(String.class)
        .optional();
  }

  void store(UUID employeeId, String hash) {
    jdbc.sql(
            """
            insert into staff.employee_password (tenant_id, employee_id, hash, changed_at)
            values (:tenant, :employee, :hash, :now)
            on conflict (tenant_id, employee_id) do update set hash = excluded.hash, changed_at = excluded.changed_at
            """)
        .param("tenant", Caller.current().tenantId())
        .param("employee", employeeId)
        .param("hash", hash)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }
}
