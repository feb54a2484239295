package id.laris.simulator;

import java.net.URI;
import java.time.Instant;

/**
 * One attempt to deliver one notification.
 *
 * @param transactionStatus as it stood in the body
 * @param statusCode as it stood in the body
 * @param answerCode the HTTP code of the answer; 0 where none came
 * @param attempt 1 for the first
 */
public record Delivery(
    String orderId,
    String transactionId,
    String transactionStatus,
    String statusCode,
    URI url,
    int attempt,
    int answerCode,
    Instant at) {}
