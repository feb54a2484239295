package id.laris.torture.history;

import java.util.List;

/**
 * A call as it ended, with all its attempts.
 *
 * @param number counts the calls of a run
 * @param tenant in whose name
 * @param caller the till or clerk
 * @param rpc such as "Checkout"
 * @param key the idempotency key; empty where none was sent
 * @param request hash of what was asked
 * @param outcome what the caller knows
 * @param reason of the refusal, or the last failure; empty where it was answered
 * @param answer hash of what was answered; empty where nothing was
 * @param expected the reason for which it must be refused; empty where it may succeed
 * @param atMillis when it began, since the start of the run
 * @param tookMillis with all its attempts
 * @param failures why it had to be sent again, or was given up
 */
public record Call(
    long number,
    String tenant,
    String caller,
    String rpc,
    String key,
    String request,
    Outcome outcome,
    String reason,
    String answer,
    String expected,
    long atMillis,
    long tookMillis,
    List<String> failures) {

  public Call {
    failures = List.copyOf(failures);
  }
}
