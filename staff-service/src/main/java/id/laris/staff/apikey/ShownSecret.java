package id.laris.staff.apikey;

import id.laris.common.db.AfterCommit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The secret that the answer to the current call shows. The answer that is stored under an
 * idempotency key has none; it is added once the transaction that drew it is committed, so a
 * repeated call, whose own work is rolled back, shows none.
 */
final class ShownSecret {

  private final AtomicReference<String> text = new AtomicReference<>("");

  /** Shows it once the current transaction is committed. */
  void afterCommit(ApiKeySecret secret) {
    AfterCommit.run(() -> text.set(secret.text()));
  }

  /** The secret; empty where this call drew none. */
  String text() {
    return text.get();
  }
}
