package id.laris.payment.midtrans;

import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.payment.midtrans.MidtransRequest.Operation;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Interprets the gateway's status codes for each operation. */
final class MidtransAnswers {

  private static final int MAX_MESSAGE = 500;

  private MidtransAnswers() {}

  /**
   * Returns the answer.
   *
   * @throws GatewayFailure where there is none that can be used
   */
  static GatewayAnswer read(MidtransRequest request, Resilience.Outcome outcome) {
    return switch (outcome.last()) {
      case Attempt.Answered answered -> read(request, answered, outcome.uncertain());
      case Attempt.Unanswered unanswered -> throw lost(unanswered.why());
      case Attempt.GivenUp givenUp -> throw lost("nobody waits for the answer any more");
      case Attempt.NotSent notSent ->
          throw notDone(Kind.NOT_REACHED, notSent.why(), outcome.uncertain());
      case Attempt.CircuitOpen open ->
          throw notDone(Kind.CIRCUIT_OPEN, "the circuit is open", outcome.uncertain());
    };
  }

  private static GatewayAnswer read(
      MidtransRequest request, Attempt.Answered answered, boolean uncertain) {
    Operation operation = request.operation();
    MidtransBody body = answered.body();
    int code = answered.code();
    if (answered.http() == 202 && operation != Operation.STATUS) {
      throw lost("the same request is in progress");
    }
    return switch (code) {
      case 200, 201, 407 -> new GatewayAnswer.Known(StatusReader.read(request, body, ""));
      case 202 ->
          new GatewayAnswer.Known(
              StatusReader.read(request, body, operation == Operation.CHARGE ? "deny" : ""));
      case 401 -> throw notDone(Kind.UNAUTHORIZED, message(answered), uncertain);
      case 429 -> throw notDone(Kind.RATE_LIMITED, message(answered), uncertain);
      case 404 -> missing(request, answered, uncertain);
      case 406, 412, 414, 418 -> conflict(request, answered, uncertain);
      default -> {
        // After 408, a timeout of the server, it may have read the request all the same.
        if (code / 100 == 4 && code != 408) {
          throw notDone(Kind.REFUSED, message(answered), uncertain);
        }
        throw lost(message(answered));
      }
    };
  }

  /** Trusts that a payment is missing only if the gateway itself says so, and no proxy. */
  private static GatewayAnswer missing(
      MidtransRequest request, Attempt.Answered answered, boolean uncertain) {
    if (request.operation() == Operation.CHARGE) {
      throw notDone(Kind.REFUSED, message(answered), uncertain);
    }
    if (answered.body().raw("status_code").isEmpty()) {
      throw lost(message(answered));
    }
    return new GatewayAnswer.Missing();
  }

  /** Returns a conflict: a duplicate charge, or what the payment's state does not allow. */
  private static GatewayAnswer conflict(
      MidtransRequest request, Attempt.Answered answered, boolean uncertain) {
    boolean conflict =
        switch (request.operation()) {
          case CHARGE -> answered.code() == 406;
          case STATUS -> false;
          case CANCEL, EXPIRE, REFUND -> true;
        };
    if (!conflict) {
      throw notDone(Kind.REFUSED, message(answered), uncertain);
    }
    return new GatewayAnswer.Conflict(answered.code(), message(answered));
  }

  /** Returns the gateway's message and its list of what is wrong with the request. */
  private static String message(Attempt.Answered answered) {
    StringJoiner parts = new StringJoiner("; ");
    String statusMessage = answered.body().text("status_message");
    if (!statusMessage.isEmpty()) {
      parts.add(statusMessage);
    }
    for (JsonNode validation : answered.body().node("validation_messages").values()) {
      parts.add(MidtransBody.printable(validation.asString("")));
    }
    String all = parts.toString();
    if (all.isEmpty()) {
      return "code %d without a message".formatted(answered.code());
    }
    return MidtransBody.truncate(all, MAX_MESSAGE);
  }

  private static GatewayFailure lost(String why) {
    return new GatewayFailure(Kind.LOST, why);
  }

  /** Returns the failure, or LOST where an earlier attempt may have been executed. */
  private static GatewayFailure notDone(Kind kind, String why, boolean uncertain) {
    return uncertain ? lost(why) : new GatewayFailure(kind, why);
  }
}
