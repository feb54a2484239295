package id.laris.payment.midtrans;

import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayFailure.Kind;
import id.laris.payment.midtrans.MidtransRequest.Operation;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What the gateway's codes mean, by what was asked for. */
final class MidtransAnswers {

  private static final int MAX_WORDS = 500;

  private MidtransAnswers() {}

  /**
   * The answer.
   *
   * @throws GatewayFailure where there is none to go on with
   */
  static GatewayAnswer read(MidtransRequest request, Resilience.Outcome outcome) {
    return switch (outcome.last()) {
      case Attempt.Answered answered -> read(request, answered, outcome.doubt());
      case Attempt.Unanswered unanswered -> throw lost(unanswered.why());
      case Attempt.NotSent notSent ->
          throw notDone(Kind.NOT_REACHED, notSent.why(), outcome.doubt());
      case Attempt.CircuitOpen open ->
          throw notDone(Kind.CIRCUIT_OPEN, "the circuit is open", outcome.doubt());
    };
  }

  private static GatewayAnswer read(
      MidtransRequest request, Attempt.Answered answered, boolean doubt) {
    Operation operation = request.operation();
    MidtransBody body = answered.body();
    int code = answered.code();
    if (answered.http() == 202 && operation != Operation.STATUS) {
      throw lost("the same request is under way");
    }
    return switch (code) {
      case 200, 201, 407 -> new GatewayAnswer.Known(StatusReader.read(request, body, ""));
      case 202 -> new GatewayAnswer.Known(StatusReader.read(request, body, "deny"));
      case 401 -> throw notDone(Kind.UNAUTHORIZED, words(answered), doubt);
      case 429 -> throw notDone(Kind.RATE_LIMITED, words(answered), doubt);
      case 404 -> missing(request, answered, doubt);
      case 406, 412, 414, 418 -> conflict(request, answered, doubt);
      default -> {
        // 408 is a server that grew tired of waiting for us: who knows what it has read.
        if (code / 100 == 4 && code != 408) {
          throw notDone(Kind.REFUSED, words(answered), doubt);
        }
        throw lost(words(answered));
      }
    };
  }

  /** That a payment is not there is believed only where the gateway itself says so. */
  private static GatewayAnswer missing(
      MidtransRequest request, Attempt.Answered answered, boolean doubt) {
    if (request.operation() == Operation.CHARGE) {
      throw notDone(Kind.REFUSED, words(answered), doubt);
    }
    if (answered.body().raw("status_code").isEmpty()) {
      throw lost(words(answered));
    }
    return new GatewayAnswer.Missing();
  }

  /** A duplicate of a charge; of the rest, whatever the payment's state does not allow. */
  private static GatewayAnswer conflict(
      MidtransRequest request, Attempt.Answered answered, boolean doubt) {
    boolean conflict =
        switch (request.operation()) {
          case CHARGE -> answered.code() == 406;
          case STATUS -> false;
          case CANCEL, EXPIRE, REFUND -> true;
        };
    if (!conflict) {
      throw notDone(Kind.REFUSED, words(answered), doubt);
    }
    return new GatewayAnswer.Conflict(answered.code(), words(answered));
  }

  /** What the gateway says in words, of what was wrong with the request above all. */
  private static String words(Attempt.Answered answered) {
    StringJoiner words = new StringJoiner("; ");
    String message = answered.body().text("status_message");
    if (!message.isEmpty()) {
      words.add(message);
    }
    for (JsonNode validation : answered.body().node("validation_messages").values()) {
      words.add(MidtransBody.printable(validation.asString("")));
    }
    String all = words.toString();
    if (all.isEmpty()) {
      return "code %d without words".formatted(answered.code());
    }
    return Cut.to(all, MAX_WORDS);
  }

  private static GatewayFailure lost(String why) {
    return new GatewayFailure(Kind.LOST, why);
  }

  /** Nothing was done, unless by an attempt before, of which nobody knows. */
  private static GatewayFailure notDone(Kind kind, String why, boolean doubt) {
    return doubt ? lost(why) : new GatewayFailure(kind, why);
  }
}
