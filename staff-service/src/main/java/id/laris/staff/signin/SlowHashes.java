package id.laris.staff.signin;

import id.laris.common.errors.Errors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes what people remember, by Argon2id with the parameters that OWASP recommends. A few run at
 * a time: each needs 19 MiB and much of a processor, and somebody who guesses must not take the
 * machine from those who sell.
 */
@Component
public class SlowHashes {

  /** The number of hashes that were made, to check or to store. */
  public static final String METER = "laris.staff.slow.hashes";

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int PARALLELISM = 1;
  private static final int MEMORY_KIB = 19_456;
  private static final int ITERATIONS = 2;

  private static final long PATIENCE_SECONDS = 15;

  private final Argon2PasswordEncoder argon2 =
      new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, PARALLELISM, MEMORY_KIB, ITERATIONS);
  private final Semaphore running =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
  private final String nobodys;
  private final Counter made;

  SlowHashes(MeterRegistry meters) {
    this.made = meters.counter(METER);
    this.nobodys = argon2.encode("the hash of nobody");
  }

  /** The hash of a new secret, with a salt of its own. Errors: UNAVAILABLE while too many run. */
  public String of(String secret) {
    return counted(() -> argon2.encode(secret));
  }

  /** Returns whether it is the hash of the secret. Errors: UNAVAILABLE while too many run. */
  public boolean matches(String secret, String hash) {
    return counted(() -> argon2.matches(secret, hash));
  }

  /** Takes the time of a check where there is nothing to check against. */
  public void matchesNobody(String secret) {
    var _ = matches(secret, nobodys);
  }

  private <R> R counted(Supplier<R> work) {
    try {
      if (!running.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Errors.unavailable("Signing in");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Errors.unavailable("Signing in");
    }
    try {
      made.increment();
      return work.get();
    } finally {
      running.release();
    }
  }
}
