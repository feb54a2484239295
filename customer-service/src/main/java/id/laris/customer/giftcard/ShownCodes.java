package id.laris.customer.giftcard;

import id.laris.common.db.AfterCommit;
import id.laris.customer.code.CardCode;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codes that the answer to the current call shows. The answer that is stored under an
 * idempotency key has none; they are added to it once the transaction that drew them is committed,
 * so a repeated call, whose own work is rolled back, shows none.
 */
final class ShownCodes {

  private final Map<UUID, String> digits = new ConcurrentHashMap<>();

  /** Shows them once the current transaction is committed. */
  void afterCommit(Map<UUID, CardCode> codes) {
    AfterCommit.run(() -> codes.forEach((cardId, code) -> digits.put(cardId, code.digits())));
  }

  /** The code of the card; empty where this call drew none. */
  String of(String cardId) {
    return digits.getOrDefault(UUID.fromString(cardId), "");
  }
}
