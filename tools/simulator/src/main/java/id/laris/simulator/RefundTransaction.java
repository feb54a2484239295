package id.laris.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Refunds all that is left or a part.
 *
 * <p>The same refund_key is the same refund: for seven days it gets the first answer again, or 406
 * where the simulator is told to.
 *
 * <p>Errors: 400 with validation_messages; 404; 406; 412 where the transaction is not settled or
 * its method knows no refund; 414 where the amount is more than what is left, or a part where the
 * method gives back everything or nothing.
 */
final class RefundTransaction {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9\\-_]+");
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final SimulatorClock clock;
  private final Changes changes;
  private final Bodies bodies;

  RefundTransaction(SimulatorClock clock, Changes changes, Bodies bodies) {
    this.clock = clock;
    this.changes = changes;
    this.bodies = bodies;
  }

  Reply run(Transaction transaction, JsonNode body, boolean online, boolean repeatsAreRefused) {
    List<String> violations = violations(body);
    if (!violations.isEmpty()) {
      return Reply.invalid(violations);
    }
    String given = body.path("refund_key").asString("");
    synchronized (transaction) {
      Refund earlier = given.isEmpty() ? null : transaction.refund(given);
      if (earlier != null) {
        return repeated(transaction, earlier, repeatsAreRefused);
      }
      Reply refusal = refusal(transaction, amount(transaction, body));
      if (refusal != null) {
        return refusal;
      }
      Refund refund =
          changes.refund(
              transaction,
              given.isEmpty() ? "generated-" + UUID.randomUUID() : given,
              amount(transaction, body),
              body.path("reason").asString(""),
              online);
      return Reply.success(bodies.refund(transaction, refund));
    }
  }

  private Reply repeated(Transaction transaction, Refund earlier, boolean refused) {
    boolean forgotten = earlier.createdAt().plus(REMEMBERED).isBefore(clock.now());
    return refused || forgotten
        ? Reply.business("406", "Duplicate refund ID.")
        : Reply.success(bodies.refund(transaction, earlier));
  }

  private static @Nullable Reply refusal(Transaction transaction, long amount) {
    PaymentMethod.Refunds refunds = transaction.method().refunds();
    Status status = transaction.status();
    if (refunds == PaymentMethod.Refunds.NONE) {
      return Reply.business("412", "Refund is not supported for this payment type.");
    }
    if (status == Status.REFUND) {
      return Reply.business("414", "Refund amount exceeds what is left of the transaction.");
    }
    if (status != Status.SETTLEMENT && status != Status.PARTIAL_REFUND) {
      return Reply.cannotChange();
    }
    long left = transaction.grossAmount() - transaction.refundedAmount();
    if (amount < 1 || amount > left) {
      return Reply.business("414", "Refund amount exceeds what is left of the transaction.");
    }
    if (refunds == PaymentMethod.Refunds.FULL_ONLY && amount != transaction.grossAmount()) {
      return Reply.business("414", "Only a full refund is supported for this payment type.");
    }
    return null;
  }

  /** No amount is all that is left. */
  private static long amount(Transaction transaction, JsonNode body) {
    return body.path("amount").asLong(transaction.grossAmount() - transaction.refundedAmount());
  }

  private static List<String> violations(JsonNode body) {
    List<String> violations = new ArrayList<>();
    JsonNode key = body.path("refund_key");
    if (!key.isMissingNode() && !(key.isString() && KEY.matcher(key.asString()).matches())) {
      violations.add("refund_key must be of A-Z a-z 0-9 - _");
    }
    JsonNode amount = body.path("amount");
    if (!amount.isMissingNode() && !(amount.isIntegralNumber() && amount.canConvertToLong())) {
      violations.add("amount must be a whole number of rupiah");
    }
    JsonNode reason = body.path("reason");
    if (!reason.isMissingNode() && !reason.isString()) {
      violations.add("reason must be text");
    }
    return violations;
  }
}
